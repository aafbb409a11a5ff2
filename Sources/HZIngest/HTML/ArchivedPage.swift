import HZAnalysis

/// What archives put into the copies of pages that they keep, besides the page.
enum ArchivedPage {
    /// The block that says where the copy is kept, "Our archive - https://archive.example/2024…/https://example.com/a", and
    /// the address of the page in it: near the beginning, with few words before the address and none behind it.
    static func line(on page: HTMLPage) -> (block: Int, address: ArchivedAddress)? {
        for (index, block) in page.blocks.prefix(mostBlocks).enumerated() where shortest...longest ~= block.count {
            let text = page.text[block.range]
            let last = text[(text.lastIndex { $0 <= 0x20 } ?? text.startIndex - 1).advanced(by: 1)...]
            guard last.count >= shortest, ArchivedAddress.place(in: last.span) != nil,
                text.prefix(text.count - last.count).count(where: { $0 <= 0x20 }) <= mostWords,
                let address = ArchivedAddress(String(decoding: last, as: UTF8.self))
            else { continue }
            return (index, address)
        }
        return nil
    }

    private static let mostBlocks = 40
    private static let mostWords = 8
    private static let shortest = 20
    private static let longest = 2_000
}

extension HTMLMetadata {
    /// Puts the page's own address in the place of that of a copy, and forgets what an archive states of itself: its name
    /// for that of the site, the time at which it made the copy for that of the article.
    mutating func leaveArchive() {
        var archived: ArchivedAddress?
        if let address = canonicalURL.flatMap({ ArchivedAddress($0) }) {
            canonicalURL = address.original
            archived = address
        }
        for index in entries.indices where entries[index].name == "og:url" {
            guard let address = ArchivedAddress(entries[index].content) else { continue }
            entries[index].content = address.original
            archived = archived ?? address
        }
        guard let archived else { return }
        let host = PageAddress.host(of: archived.original)
        entries.removeAll { entry in
            if entry.name == "og:site_name", let named = PageAddress.host(of: "http://" + entry.content) {
                return named != host
            }
            return Self.states(archived.time, entry.content)
        }
        times.removeAll { Self.states(archived.time, $0.datetime) }
    }

    /// Whether a text is the very time, to the second.
    private static func states(_ time: [UInt8], _ text: String) -> Bool {
        guard time.count == timeDigits, 14...40 ~= text.utf8.count else { return false }
        return text.utf8.lazy.filter { $0 &- 0x30 < 10 }.prefix(timeDigits).elementsEqual(time)
    }

    private static let timeDigits = 14
}
