/// Cuts plain text into blocks: an empty line ends one, a single line break is a space.
enum TextBlocks {
    /// The ranges of the blocks, without the blanks around them. Linear in the text.
    static func ranges(of text: [UInt8]) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var start: Int?
        var end = 0
        var line = 0
        while line < text.count {
            var next = line
            while next < text.count, text[next] != 0x0A { next += 1 }
            var first = line
            while first < next, isBlank(text[first]) { first += 1 }
            if first == next {
                if let begin = start { ranges.append(begin..<end) }
                start = nil
            } else {
                if start == nil { start = first }
                end = next
                while end > first, isBlank(text[end - 1]) { end -= 1 }
            }
            line = next + 1
        }
        if let begin = start { ranges.append(begin..<end) }
        return ranges
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
}
