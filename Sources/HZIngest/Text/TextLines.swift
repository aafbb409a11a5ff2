import HZJSON

/// Walks the lines of a text, with or without carriage returns.
struct TextLines {
    private var position = 0

    /// The next line, without its end and the white space before that, as offsets into `text`; nil at the end.
    mutating func next(_ text: Span<UInt8>) -> Range<Int>? {
        guard position < text.count else { return nil }
        let start = position
        var sawHigh = false
        var end = ByteScan.first(of: 0x0A, or: 0x0D, text, from: start, to: text.count, sawHigh: &sawHigh)
        position = end &+ 1
        if end < text.count, text[end] == 0x0D, position < text.count, text[position] == 0x0A {
            position &+= 1
        }
        while end > start, text[end &- 1] <= 0x20 { end &-= 1 }
        return start..<end
    }
}
