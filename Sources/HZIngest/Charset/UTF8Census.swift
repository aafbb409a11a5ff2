import HZJSON

/// How much of some bytes is UTF-8.
struct UTF8Census {
    /// Well-formed sequences of two bytes or more.
    private(set) var sequences = 0
    /// Those of three bytes or more, which other encodings form even more rarely.
    private(set) var longSequences = 0
    /// Ill-formed parts.
    private(set) var illFormed = 0

    init(_ bytes: [UInt8]) {
        var position = 0
        while position < bytes.count {
            let valid = UTF8Repair.validEnd(bytes, in: position..<bytes.count)
            while position < valid {
                position = ByteScan.asciiEnd(bytes.span, from: position, to: valid)
                guard position < valid else { break }
                let length = bytes[position] < 0xE0 ? 2 : bytes[position] < 0xF0 ? 3 : 4
                sequences += 1
                if length > 2 { longSequences += 1 }
                position += length
            }
            if position < bytes.count {
                illFormed += 1
                position += 1
            }
        }
    }

    /// Whether this is UTF-8 with damage rather than something else.
    var isMostlyUTF8: Bool { sequences + 3 * longSequences >= 5 * illFormed }
}
