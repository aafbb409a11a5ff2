import HZJSON

/// Repairs text whose UTF-8 was taken for Windows-1252 and encoded again: "cafÃ©" for "café", "donâ€™t" for "don’t".
enum DoubleEncoding {
    /// The repaired text, or nil where this is not what happened to it: nine of ten runs outside ASCII must turn into
    /// valid UTF-8, and at least two of them, or one that is not as short as any two signs could be by chance.
    ///
    /// - Complexity: O(count); other text is recognized by its first ``lookedRuns`` runs.
    static func repair(_ text: [UInt8]) -> [UInt8]? {
        var runs = 0
        var mended = 0
        var sawLong = false
        var position = 0
        while runs < lookedRuns, let run = nextRun(text, from: position) {
            position = run.upperBound
            runs += 1
            guard let original = original(of: text[run]) else { continue }
            mended += 1
            if original.count > 2 { sawLong = true }
        }
        guard mended * 10 >= runs * 9, mended >= 2 || sawLong else { return nil }
        var repaired: [UInt8] = []
        repaired.reserveCapacity(text.count)
        position = 0
        while let run = nextRun(text, from: position) {
            repaired.append(contentsOf: text[position..<run.lowerBound])
            if let original = original(of: text[run]) {
                repaired.append(contentsOf: original)
            } else {
                repaired.append(contentsOf: text[run])
            }
            position = run.upperBound
        }
        repaired.append(contentsOf: text[position...])
        return repaired
    }

    private static let lookedRuns = 200

    /// The next stretch outside ASCII.
    private static func nextRun(_ text: [UInt8], from position: Int) -> Range<Int>? {
        let start = ByteScan.asciiEnd(text.span, from: position, to: text.count)
        guard start < text.count else { return nil }
        var end = start + 1
        while end < text.count, text[end] >= 0x80 { end += 1 }
        return start..<end
    }

    /// The bytes that the characters stand for in Windows-1252, where these are UTF-8; else nil.
    private static func original(of run: ArraySlice<UInt8>) -> [UInt8]? {
        // No character of Windows-1252 takes more than three bytes; a lone one can't have been UTF-8.
        guard run.count >= 4, let first = run.first, first < 0xE3 else { return nil }
        var bytes: [UInt8] = []
        for scalar in String(decoding: run, as: UTF8.self).unicodeScalars {
            guard let byte = Windows1252.byte(scalar.value) else { return nil }
            bytes.append(byte)
        }
        return UTF8Repair.isValid(bytes) ? bytes : nil
    }
}
