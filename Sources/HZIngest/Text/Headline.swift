/// Finds a title for text that has none.
enum Headline {
    /// Characters of a title made from a sentence, about.
    static let longest = 100

    /// Whether one line of text looks like a headline: short, and not a sentence.
    static func isHeadline(_ line: ArraySlice<UInt8>) -> Bool {
        guard let last = line.last, 2...200 ~= line.count else { return false }
        if [UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":")].contains(last) {
            return false
        }
        if line.suffix(3).elementsEqual("。".utf8) || line.suffix(3).elementsEqual("，".utf8) { return false }
        let text = String(decoding: line, as: UTF8.self).unicodeScalars
        guard text.count <= 140, text.contains(where: { $0.properties.isAlphabetic }) else { return false }
        return !(text.first?.properties.isLowercase ?? true)
    }

    /// The first sentence of `block`, cut at the border of a word after about ``longest`` characters.
    static func make(from block: ArraySlice<UInt8>) -> String {
        let sentence = firstSentence(block)
        let scalars = String(decoding: sentence, as: UTF8.self).unicodeScalars
        var title = String.UnicodeScalarView()
        var border: String.UnicodeScalarView.Index?
        for scalar in scalars {
            let isSpace = scalar.value <= 0x20
            if title.count >= longest {
                // Scripts without spaces may be cut anywhere.
                if let border, !isSpace { title.removeSubrange(border...) }
                return String(title) + "…"
            }
            if isSpace {
                if title.last == " " { continue }
                border = title.endIndex
                title.append(" ")
            } else {
                if scalar.value >= 0x2E80 { border = title.endIndex }
                title.append(scalar)
            }
        }
        return String(title)
    }

    /// Up to the first full stop, question or exclamation mark that is followed by a space, or its Chinese like.
    private static func firstSentence(_ block: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let text = block.prefix(1_200)
        var position = text.startIndex
        while position < text.endIndex {
            let byte = text[position]
            if byte == UInt8(ascii: "."), isAbbreviation(text, position) {
                position += 1
                continue
            }
            if byte == UInt8(ascii: ".") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "!") {
                let next = position + 1
                if next >= text.endIndex || text[next] <= 0x20 {
                    return text[..<(byte == UInt8(ascii: ".") ? position : next)]
                }
            } else if byte == 0xE3, text[position...].starts(with: "。".utf8) {
                return text[..<position]
            } else if byte == 0xEF,
                text[position...].starts(with: "？".utf8) || text[position...].starts(with: "！".utf8)
            {
                return text[..<(position + 3)]
            }
            position += 1
        }
        return validPrefix(text)
    }

    /// A full stop after one letter or a title ("J. Roe", "Mr. Qi") does not end a sentence.
    private static func isAbbreviation(_ text: ArraySlice<UInt8>, _ stop: Int) -> Bool {
        var start = stop
        while start > text.startIndex, (text[start - 1] | 0x20) &- 0x61 < 26 { start -= 1 }
        let word = text[start..<stop]
        if word.count == 1 { return true }
        return ["Mr", "Ms", "Mrs", "Dr", "St", "Prof", "Gen", "Inc", "Co", "Ltd", "No", "vs"].contains {
            word.elementsEqual($0.utf8)
        }
    }

    /// Without a character that the cut at 1,200 bytes split.
    private static func validPrefix(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var end = text.endIndex
        while end > text.startIndex, text[end - 1] & 0xC0 == 0x80 { end -= 1 }
        if end == text.endIndex || end == text.startIndex { return text }
        let lead = text[end - 1]
        let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
        return end - 1 + length == text.endIndex ? text : text[..<(end - 1)]
    }
}
