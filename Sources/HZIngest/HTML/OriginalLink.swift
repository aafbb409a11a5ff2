import HZAnalysis

/// Finds the link by which a program that shows or keeps articles leads back to where it has one from: the name of the
/// article's host above the text, "View original", "Source: https://example.com/a".
enum OriginalLink {
    /// The address of the article; nil where no such link stands above its text.
    ///
    /// - Complexity: O(page) where a block looks like one.
    static func address(on page: HTMLPage, zones: [Zone]) -> String? {
        let text = zip(page.blocks, zones).enumerated().first { $1.1 == .main && $1.0.count >= paragraph }?.offset
        var searches = 0
        for block in page.blocks.prefix(min(text ?? mostBlocks, mostBlocks)) where block.count <= longest {
            let line = page.text[block.range]
            if line.first != UInt8(ascii: "h"), let address = TextAddress.read(line) {
                return ArchivedAddress.original(of: address)
            }
            guard block.linkBytes > 0, searches < mostSearches else { continue }
            for word in line.split(separator: 0x20).prefix(mostWords) where isHost(word) {
                searches += 1
                if let address = target(of: word, on: page), leads(address, to: word) { return address }
            }
            if isLabel(line) {
                searches += 1
                let label = String(decoding: line, as: UTF8.self).prefix { !"·|•\n".contains($0) }
                let shown = Array(String(label).trimmed.utf8)[...]
                if let address = target(of: shown, on: page), leadsAway(address) { return address }
            }
        }
        return nil
    }

    /// Whether the text of a link says that it leads there.
    static func isLabel(_ text: ArraySlice<UInt8>) -> Bool { labels.labels(text.span) }

    private static let labels = PhraseList(
        "view original|read original|open original|original article|read original article|view original article|original post"
    )
    private static let mostBlocks = 30
    private static let mostWords = 12
    private static let mostSearches = 4
    /// Places of a text on a page that are looked at.
    private static let mostPlaces = 100
    private static let longest = 300
    private static let paragraph = 100
    /// How far before its text a link begins.
    private static let longestTag = 2_000

    /// Whether a word is the name of a host and nothing else.
    private static func isHost(_ word: ArraySlice<UInt8>) -> Bool {
        guard 4...60 ~= word.count, let dot = word.lastIndex(of: UInt8(ascii: ".")), dot > word.startIndex else {
            return false
        }
        let end = word[(dot + 1)...]
        guard end.count >= 2, end.allSatisfy({ $0 &- 0x61 < 26 }) else { return false }
        return word.allSatisfy {
            $0 | 0x20 &- 0x61 < 26 || $0 &- 0x30 < 10 || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-")
        }
    }

    /// Where the first link leads that shows a text and nothing before it.
    private static func target(of shown: ArraySlice<UInt8>, on page: HTMLPage) -> String? {
        var (start, tries) = (0, 0)
        while tries < mostPlaces, let end = ByteSearch.end(of: Array(shown), in: page.source[start...]) {
            var before = page.source[max(0, end - shown.count - longestTag)..<(end - shown.count)]
            while let last = before.last, last <= 0x20 { before.removeLast() }
            (start, tries) = (end, tries + 1)
            guard before.last == UInt8(ascii: ">"), let open = before.lastIndex(of: UInt8(ascii: "<")) else { continue }
            let tag = before[open...]
            guard tag.starts(with: "<a ".utf8) || tag.starts(with: "<A ".utf8),
                let value = ByteSearch.end(of: "href=", in: tag)
            else { continue }
            let quotes = Array("\"'".utf8)
            let address = tag[value...].drop { quotes.contains($0) }.prefix {
                $0 > 0x20 && !quotes.contains($0) && $0 != UInt8(ascii: ">")
            }
            return ArchivedAddress.original(of: CharacterReferences.resolved(String(decoding: address, as: UTF8.self)))
        }
        return nil
    }

    /// Whether an address is that of a page at a host: not its front page.
    private static func leads(_ address: String, to host: ArraySlice<UInt8>) -> Bool {
        let named = PageAddress.host(of: "http://" + String(decoding: host, as: UTF8.self))
        return leadsAway(address) && PageAddress.host(of: address) == named
    }

    private static func leadsAway(_ address: String) -> Bool {
        PageAddress.host(of: address) != nil && !WebAddress.isFrontPage(Array(address.utf8).span)
    }
}
