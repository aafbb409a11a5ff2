/// Whether a text reads as a sentence does, in whatever language: labels and links of pages rarely end with a full stop.
enum SentenceText {
    /// Whether `text` has words and ends like a sentence: with a mark that closes one, inside quotation marks or brackets
    /// or not. Three points close none.
    static func isSentence(_ text: Span<UInt8>) -> Bool {
        var end = text.count
        while end > 0, let closed = withoutClosing(text, end) { end = closed }
        guard end > 0 else { return false }
        switch text[end &- 1] {
        case UInt8(ascii: "."):
            guard end < 2 || text[end &- 2] != UInt8(ascii: ".") else { return false }
        case UInt8(ascii: "!"), UInt8(ascii: "?"): break
        default:
            // "。" is a sentence whatever is before it: those scripts have no spaces.
            return ideographic.contains { ends(text, end, with: $0) }
        }
        for index in 0..<end where text[index] == 0x20 { return true }
        return false
    }

    /// Whether somebody is quoted.
    static func hasQuotation(_ text: Span<UInt8>) -> Bool {
        for index in text.indices {
            if text[index] == UInt8(ascii: "\"") { return true }
            if text[index] == 0xE2, index &+ 2 < text.count, text[index &+ 1] == 0x80, 0x9C...0x9E ~= text[index &+ 2] {
                return true
            }
            if text[index] == 0xC2, index &+ 1 < text.count, text[index &+ 1] == 0xAB { return true }
        }
        return false
    }

    /// Where `text` ends before a quotation mark or bracket that closes; nil where there is none.
    private static func withoutClosing(_ text: Span<UInt8>, _ end: Int) -> Int? {
        switch text[end &- 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: ")"), UInt8(ascii: "]"), 0x20: return end &- 1
        default: return closing.first { ends(text, end, with: $0) }.map { end &- $0.count }
        }
    }

    private static let closing = ["”", "’", "“", "»", "」", "』", "）"].map { Array($0.utf8) }
    private static let ideographic = ["。", "！", "？"].map { Array($0.utf8) }

    private static func ends(_ text: Span<UInt8>, _ end: Int, with mark: [UInt8]) -> Bool {
        guard end >= mark.count else { return false }
        for index in mark.indices where text[end &- mark.count &+ index] != mark[index] { return false }
        return true
    }
}
