import HZAnalysis

/// Finds the titles of pages whose title element names the program that made them, before the title or instead of it: "Gmail -
/// The boat is late", "Factiva".
enum NamelessTitle {
    /// What stands behind the first part of a title, where the page shows just that in a block of its own.
    static func shown(behindToolIn title: String, on page: HTMLPage) -> String? {
        let parts = TitleParts.ranges(title, separators: HTMLTitleReader.separators)
        guard parts.count > 1 else { return nil }
        guard TitleKey(String(title[parts[0]])).length <= longestTool else { return nil }
        return shown(String(title[parts[1].lowerBound...]).trimmed, on: page)
    }

    /// What stands behind the name of a forum and what it calls its pages: "Lake Forum :: View topic - The boat is late".
    static func told(behindLabelIn title: String) -> String? {
        let parts = TitleParts.ranges(title, separators: HTMLTitleReader.separators + [" • "])
        let label = parts.dropFirst().dropLast().firstIndex {
            labels.contains(String(decoding: TitleKey(String(title[$0])).bytes, as: UTF8.self))
        }
        guard let label else { return nil }
        let rest = String(title[parts[label + 1].lowerBound...]).trimmed
        return TitleKey(rest).isEmpty ? nil : rest
    }

    /// What stands behind a colon, where the page shows just that in a block of its own: "The Lake Courier: The boat is late".
    static func shown(behindColonIn title: String, on page: HTMLPage) -> String? {
        let parts = TitleParts.ranges(title, separators: [": "])
        guard parts.count > 1 else { return nil }
        return shown(String(title[parts[1].lowerBound...]).trimmed, on: page)
    }

    /// A part of a title, where the page shows just that in a block of its own, or in the first line of one.
    private static func shown(_ part: String, on page: HTMLPage) -> String? {
        let key = TitleKey(part)
        guard key.length >= fewestWords else { return nil }
        let isShown = page.blocks.prefix(mostBlocks).contains { block in
            let line = page.text[block.range].prefix { $0 != 0x0A }
            return key.bytes.count / 2...part.utf8.count + 40 ~= line.count && TitleKey(line) == key
        }
        return isShown ? part : nil
    }

    /// What stands before a colon with spaces around it and a word or two, "The boat is late : boats", where a block on the page
    /// begins with it.
    static func shown(beforePlaceIn title: String, on page: HTMLPage) -> String? {
        let parts = TitleParts.ranges(title, separators: [" : "])
        guard parts.count > 1, let last = parts.last, TitleKey(String(title[last])).length <= longestTool else {
            return nil
        }
        let rest = String(title[..<parts[parts.count - 2].upperBound]).trimmed
        let key = TitleKey(rest)
        guard key.length >= fewestWords else { return nil }
        let isShown = page.blocks.prefix(mostBlocks).contains { block in
            let line = page.text[block.range].prefix(rest.utf8.count)
            return line.count == rest.utf8.count && block.count <= 2 * rest.utf8.count + 40 && TitleKey(line) == key
        }
        return isShown ? rest : nil
    }

    /// The longest line above the text that may be a headline, where titles are but a word that the text does not have.
    static func shown(insteadOf titles: [String], on page: HTMLPage, zones: [Zone]) -> String? {
        guard let title = titles.first else { return firstLine(on: page, zones: zones) }
        guard titles.allSatisfy({ TitleKey($0).length == 1 }),
            let text = zip(page.blocks, zones).enumerated().first(where: { $1.1 == .main && $1.0.count >= paragraph })?
                .offset,
            !zip(page.blocks, zones).contains(where: { block, zone in
                zone == .main && block.count >= paragraph
                    && ByteSearch.end(of: title, in: page.text[block.range]) != nil
            })
        else { return nil }
        let lines = page.blocks[max(0, text - mostAbove)..<text].filter { mayBeHeadline($0, on: page) }
        guard let longest = lines.max(by: { $0.count < $1.count }) else { return nil }
        return String(decoding: page.text[longest.range], as: UTF8.self).collapsed
    }

    /// The first line above the text that may be a headline.
    private static func firstLine(on page: HTMLPage, zones: [Zone]) -> String? {
        let text = zip(page.blocks, zones).enumerated().first { $1.1 == .main }?.offset ?? 0
        let first = zip(page.blocks, zones).prefix(min(text, mostFirst)).first { mayBeHeadline($0.0, on: page) }
        guard let (line, zone) = first, zone != .caption else { return nil }
        return String(decoding: page.text[line.range], as: UTF8.self).collapsed
    }

    private static func mayBeHeadline(_ block: HTMLBlock, on page: HTMLPage) -> Bool {
        let line = page.text[block.range]
        guard block.linkBytes == 0, 12...200 ~= block.count, Headline.isHeadline(line),
            line.count(where: { $0 == 0x20 }) >= fewestWords - 1
        else { return false }
        let text = page.text.span.extracting(block.range)
        if BlockPhrases.isCredit(text) || BlockPhrases.isAppeal(text) || BlockPhrases.isPointer(text) { return false }
        let shown = String(decoding: line, as: UTF8.self)
        return BylineText.namesAfterBy(shown) == nil && !DateScanner(line).hasDate
    }

    private static let labels: Set<String> = [
        "view topic", "view thread", "view forum thread", "view single post", "thema anzeigen", "voir le sujet",
        "ver tema",
        "leggi argomento", "bekijk onderwerp", "Просмотр темы", "查看主题", "閱讀主題",
    ]

    private static let longestTool = 2
    private static let fewestWords = 3
    private static let mostBlocks = 60
    private static let mostAbove = 14
    private static let mostFirst = 3
    private static let paragraph = 100
}
