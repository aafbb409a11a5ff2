/// The words of a title, without case and punctuation: what must agree for two titles to be the same.
struct TitleKey: Equatable {
    /// Words in lower case, a space between them; letters outside ASCII as they are.
    private(set) var bytes: [UInt8] = []

    init(_ title: some Collection<UInt8>) {
        bytes.reserveCapacity(title.count)
        var position = title.startIndex
        var isBorder = false
        while position != title.endIndex {
            let byte = title[position]
            var length = 1
            var isLetter = true
            if byte < 0x80 {
                isLetter = byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26
            } else {
                length = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
                let next = title.index(after: position)
                isLetter = next == title.endIndex || !Self.isPunctuation(lead: byte, second: title[next])
            }
            if isLetter {
                if isBorder, !bytes.isEmpty { bytes.append(0x20) }
                isBorder = false
            } else {
                isBorder = true
            }
            for _ in 0..<length where position != title.endIndex {
                if isLetter { bytes.append(byte &- 0x41 < 26 ? byte | 0x20 : title[position]) }
                position = title.index(after: position)
            }
        }
    }

    init(_ title: String) { self.init(Array(title.utf8)) }

    var isEmpty: Bool { bytes.isEmpty }

    /// The letters and digits alone: names of sites and people are written in one in addresses.
    var joined: String { String(decoding: bytes.filter { $0 != 0x20 }, as: UTF8.self) }

    /// Words, or characters where a script has no spaces.
    var length: Int {
        var length = 0
        var wasWord = false
        // Bytes that go on with a character neither begin nor end a word.
        for byte in bytes where !(0x80..<0xC0 ~= byte) {
            let isWord = byte < 0xE3 && byte != 0x20
            if (isWord && !wasWord) || byte >= 0xE3 { length += 1 }
            wasWord = isWord
        }
        return length
    }

    /// Whether the words of `other` stand in it one after another.
    func contains(_ other: TitleKey) -> Bool {
        let part = other.bytes
        guard let first = part.first, part.count <= bytes.count else { return false }
        for start in 0...(bytes.count - part.count) where bytes[start] == first {
            let end = start + part.count
            let begins = start == 0 || bytes[start - 1] == 0x20 || first >= 0x80
            let ends = end == bytes.count || bytes[end] == 0x20 || bytes[end] >= 0xC0
            if begins, ends, bytes[start..<end].elementsEqual(part) { return true }
        }
        return false
    }

    /// The signs of Latin-1, General Punctuation, CJK Symbols and Punctuation and the full-width forms of ASCII's.
    private static func isPunctuation(lead: UInt8, second: UInt8) -> Bool {
        switch (lead, second) {
        case (0xC2, _), (0xE2, 0x80...0x81), (0xE3, 0x80), (0xEF, 0xBC): true
        default: false
        }
    }
}
