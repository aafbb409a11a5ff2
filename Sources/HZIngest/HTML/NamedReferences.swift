/// Named character references, as the HTML Standard reads them in text (section 13.2.5.73): the longest name that is there;
/// old names need no semicolon, whatever follows.
enum NamedReferences {
    /// A reference that was found.
    struct Found {
        /// The place behind it.
        var end: Int
        /// Its characters; the second is nil for most.
        var first: Unicode.Scalar
        var second: Unicode.Scalar?
    }

    private struct Entry {
        var name: Range<Int>
        var first: Unicode.Scalar
        var second: Unicode.Scalar?
        /// Whether it needs no semicolon.
        var isOld: Bool
    }

    /// The reference whose "&" stands at `start`; nil where no name of one follows.
    static func reference(_ text: Span<UInt8>, at start: Int, to limit: Int) -> Found? {
        let first = start + 1
        var end = first
        while end < limit, end - first < longestName, isOfName(text[end]) { end += 1 }
        if end < limit, text[end] == UInt8(ascii: ";"), let entry = entry(text, first..<end) {
            return Found(end: end + 1, first: entry.first, second: entry.second)
        }
        var length = min(end - first, longestOldName)
        while length >= 2 {
            if let entry = entry(text, first..<first + length), entry.isOld {
                return Found(end: first + length, first: entry.first, second: entry.second)
            }
            length -= 1
        }
        return nil
    }

    /// The characters of a reference as a whole, from "&" to ";", named or by its number; nil for other text.
    static func characters(of text: Span<UInt8>) -> [Unicode.Scalar]? {
        guard text.count > 3, text[0] == UInt8(ascii: "&"), text[text.count - 1] == UInt8(ascii: ";") else {
            return nil
        }
        if text[1] == UInt8(ascii: "#") { return number(text).map { [$0] } }
        guard let found = reference(text, at: 0, to: text.count), found.end == text.count else { return nil }
        return [found.first, found.second].compactMap { $0 }
    }

    /// The character of "&#233;" or "&#xE9;"; nil for malformed ones, U+FFFD for what is no character.
    private static func number(_ text: Span<UInt8>) -> Unicode.Scalar? {
        let isHexadecimal = text[2] | 0x20 == UInt8(ascii: "x")
        let first = isHexadecimal ? 3 : 2
        guard first < text.count - 1, text.count - first <= 8 else { return nil }
        var value: UInt32 = 0
        for place in first..<text.count - 1 {
            let (byte, letter) = (text[place], (text[place] | 0x20) &- 0x61)
            if byte &- 0x30 < 10 {
                value = value * (isHexadecimal ? 16 : 10) + UInt32(byte - 0x30)
            } else if isHexadecimal, letter < 6 {
                value = value * 16 + UInt32(letter) + 10
            } else {
                return nil
            }
        }
        return value == 0 ? "\u{FFFD}" : Unicode.Scalar(value) ?? "\u{FFFD}"
    }

    private static let longestName = 31
    private static let longestOldName = 6

    private static func isOfName(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 }

    private static func entry(_ text: Span<UInt8>, _ name: Range<Int>) -> Entry? {
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if precedes(entries[middle].name, text, name) { low = middle + 1 } else { high = middle }
        }
        guard low < entries.count, entries[low].name.count == name.count else { return nil }
        let known = entries[low].name.lowerBound
        for place in 0..<name.count where table[known + place] != text[name.lowerBound + place] { return nil }
        return entries[low]
    }

    private static func precedes(_ known: Range<Int>, _ text: Span<UInt8>, _ name: Range<Int>) -> Bool {
        for place in 0..<min(known.count, name.count) {
            let (one, other) = (table[known.lowerBound + place], text[name.lowerBound + place])
            if one != other { return one < other }
        }
        return known.count < name.count
    }

    private static let table = Array(NamedReferenceTable.text.utf8)

    private static let entries: [Entry] = {
        var entries: [Entry] = []
        var parts = table.split(separator: 0x20)[...]
        while let name = parts.popFirst(), let value = parts.popFirst() {
            let isOld = value.last == UInt8(ascii: "!")
            let scalars = (isOld ? value.dropLast() : value).split(separator: UInt8(ascii: "+")).map {
                UInt32(String(decoding: $0, as: UTF8.self), radix: 16).flatMap(Unicode.Scalar.init) ?? "\u{FFFD}"
            }
            let second = scalars.count > 1 ? scalars[1] : nil
            entries.append(
                Entry(name: name.startIndex..<name.endIndex, first: scalars[0], second: second, isOld: isOld)
            )
        }
        return entries
    }()
}
