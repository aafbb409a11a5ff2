/// Phrases, by their first byte.
struct PhraseList: Sendable {
    /// All phrases, one behind the other, and where each begins; one more place is the end of the last.
    private var bytes: [UInt8] = []
    private var starts: [Int] = [0]
    /// For each byte, the first phrase that begins with it or a later one.
    private var firsts = [Int](repeating: 0, count: 257)

    /// - Parameter phrases: in lower case as far as they are ASCII, apart by "|" or line breaks.
    init(_ phrases: String) {
        let list = phrases.split { $0 == "|" || $0 == "\n" }.map { Array($0.utf8) }.sorted { $0[0] < $1[0] }
        for phrase in list {
            firsts[Int(phrase[0]) + 1] += 1
            bytes += phrase
            starts.append(bytes.count)
        }
        for byte in 1...256 { firsts[byte] += firsts[byte - 1] }
    }

    /// Whether one of the phrases stands at the beginning of `text`, marks and white space left out, and ends a word there.
    func begins(_ text: Span<UInt8>) -> Bool {
        let start = Self.behindMarks(text)
        return contains(at: start, of: text) { end in
            end == text.count || (text[end] | 0x20) &- 0x61 >= 26
        }
    }

    /// Whether one of the phrases begins `text`, and a mark that ends a label or nothing at all stands behind it.
    func labels(_ text: Span<UInt8>) -> Bool {
        contains(at: Self.behindMarks(text), of: text) { end in
            var end = end
            while end < text.count, text[end] == 0x20 { end &+= 1 }
            return end == text.count || Self.labelEnds.contains(text[end])
        }
    }

    private static let labelEnds = Array(":.!|(".utf8)

    /// Whether `text` is one of the phrases.
    func equals(_ text: Span<UInt8>) -> Bool {
        contains(at: 0, of: text) { end in end == text.count }
    }

    /// Whether one of the phrases stands anywhere in `text` where a word begins.
    func occurs(in text: Span<UInt8>) -> Bool {
        var isInWord = false
        for start in text.indices {
            if !isInWord, contains(at: start, of: text, where: { _ in true }) { return true }
            isInWord = (text[start] | 0x20) &- 0x61 < 26
        }
        return false
    }

    /// Whether one of the phrases stands anywhere in `text` as words of its own.
    func occursWhole(in text: Span<UInt8>) -> Bool {
        var isInWord = false
        for start in text.indices {
            let isLetter = (text[start] | 0x20) &- 0x61 < 26 || text[start] >= 0x80
            let isFound = contains(at: start, of: text) { end in
                end == text.count || (text[end] | 0x20) &- 0x61 >= 26 && text[end] < 0x80
            }
            if !isInWord, isLetter, isFound { return true }
            isInWord = isLetter
        }
        return false
    }

    /// Whether `text` ends with `end`, and does not begin with it.
    static func ends(_ text: Span<UInt8>, _ end: [UInt8]) -> Bool {
        guard text.count > end.count else { return false }
        let start = text.count &- end.count
        for index in end.indices where text[start &+ index] != end[index] { return false }
        return true
    }

    /// Whether one of the phrases stands at `start` of `text` and ends where it may.
    @inline(__always)
    private func contains(at start: Int, of text: Span<UInt8>, where mayEnd: (Int) -> Bool) -> Bool {
        guard start < text.count else { return false }
        let first = Int(Self.folded(text[start]))
        for phrase in firsts[first]..<firsts[first &+ 1] {
            let range = starts[phrase]..<starts[phrase &+ 1]
            guard text.count &- start >= range.count else { continue }
            var length = 1
            while length < range.count, Self.folded(text[start &+ length]) == bytes[range.lowerBound &+ length] {
                length &+= 1
            }
            if length == range.count, mayEnd(start &+ length) { return true }
        }
        return false
    }

    private static func folded(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }

    /// Behind punctuation, arrows and pictographs.
    private static func behindMarks(_ text: Span<UInt8>) -> Int {
        var start = 0
        while start < text.count {
            let byte = text[start]
            if byte < 0x80 {
                if (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 { return start }
                start &+= 1
            } else if byte == 0xC2, start &+ 1 == text.count || text[start &+ 1] != 0xA9 {
                // "©" is a word.
                start &+= 2
            } else if byte == 0xE2 || isOpening(text, at: start) {
                start &+= 3
            } else if byte == 0xF0 {
                start &+= 4
            } else {
                return start
            }
        }
        return start
    }

    /// Whether a blank, a mark or a bracket of scripts without spaces stands there: "【", "「", "（".
    static func isOpening(_ text: Span<UInt8>, at start: Int) -> Bool {
        guard start &+ 2 < text.count else { return false }
        return text[start] == 0xE3 && text[start &+ 1] == 0x80
            || text[start] == 0xEF && text[start &+ 1] == 0xBC && text[start &+ 2] == 0x88
    }
}
