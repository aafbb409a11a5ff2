import HZJSON

/// Cuts running text into blocks where empty lines stand; a single line break is a space inside a block.
enum TextBlocks {
    /// The blocks of `text`: what stands between empty lines, without white space at the ends.
    ///
    /// - Complexity: O(count); looks at the bytes around line breaks only.
    static func ranges(of text: [UInt8]) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        let span = text.span
        let end = span.count
        var start = skipBlanks(span, from: 0, to: end)
        var position = start
        while start < end {
            let lineEnd = ByteScan.first(of: 0x0A, span, from: position, to: end)
            let next = skipSpaces(span, from: min(end, lineEnd &+ 1), to: end)
            let isBlank = next < end && span[next] == 0x0A && ranges.count < Article.blockLimit
            if lineEnd >= end || next >= end || isBlank {
                ranges.append(start..<trimmedEnd(span, from: start, to: lineEnd))
                start = skipBlanks(span, from: next, to: end)
                position = start
            } else {
                position = next
            }
        }
        return ranges
    }

    /// The first byte from `position` on that is neither space nor line break.
    private static func skipBlanks(_ span: Span<UInt8>, from position: Int, to end: Int) -> Int {
        var position = position
        while position < end, isSpace(span[position]) || span[position] == 0x0A { position &+= 1 }
        return position
    }

    /// The first byte from `position` on that is not white space inside a line.
    private static func skipSpaces(_ span: Span<UInt8>, from position: Int, to end: Int) -> Int {
        var position = position
        while position < end, isSpace(span[position]) { position &+= 1 }
        return position
    }

    private static func trimmedEnd(_ span: Span<UInt8>, from start: Int, to end: Int) -> Int {
        var end = end
        while end > start, isSpace(span[end &- 1]) || span[end &- 1] == 0x0A { end &-= 1 }
        return end
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0B || byte == 0x0C
    }
}
