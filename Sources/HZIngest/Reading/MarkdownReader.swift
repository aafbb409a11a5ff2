import HZAnalysis

/// Reads the article in a Markdown file: what a reader of the rendered page would see.
///
/// Front matter gives title, author, date, address and site; headings become blocks of their own; list items, table rows, quotations
/// and fenced code stay as text. The first heading is the title where the front matter has none.
struct MarkdownReader {
    private var article: Article
    private var collected: VisibleText
    private var inline = MarkdownInline()
    private var zone = Zone.main
    private var fence: UInt8?
    /// Whether facts stand below the text: then the first line is the title.
    private var isNote = false
    /// Where a link above the text says that it was saved from.
    private var original: String?

    private init(_ text: [UInt8], path: String) {
        article = Article(id: path, path: path)
        collected = VisibleText(capacity: text.count)
    }

    /// Reads a text in UTF-8.
    ///
    /// - Complexity: O(count).
    static func read(_ text: [UInt8], path: String) -> Article {
        var reader = MarkdownReader(text, path: path)
        var front = FrontMatter(text)
        let properties = front.length == 0 ? front.readProperties(belowTitleOf: text) : false
        let end = front.readEnd(of: text)
        reader.isNote = end < text.count
        reader.collectBlocks(text[front.length..<max(front.length, end)])
        reader.article.text = reader.collected.bytes
        if let last = text[end...].lastIndex(where: { $0 > 0x20 }) {
            reader.article.append(text[end...last], zone: .page)
        }
        if properties, reader.article.blocks.count > 2 { reader.article.blocks[1].zone = .page }
        reader.readMetadata(front)
        return reader.article
    }

    private mutating func collectBlocks(_ text: ArraySlice<UInt8>) {
        let text = Array(text)
        var lines = TextLines()
        while let range = lines.next(text.span) {
            let raw = text[range]
            let line = raw.drop { $0 == 0x20 || $0 == 0x09 }
            if takeFence(line) { continue }
            if fence != nil {
                collected.append(preformatted: raw.span)
                collected.append(preformatted: [0x0A].span)
            } else {
                take(line)
            }
        }
        closeBlock()
    }

    /// Opens or closes fenced code.
    private mutating func takeFence(_ line: ArraySlice<UInt8>) -> Bool {
        guard let mark = line.first, mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~"),
            line.prefix(3).count == 3,
            line.prefix(3).allSatisfy({ $0 == mark })
        else { return false }
        if let open = fence {
            guard open == mark else { return false }
            fence = nil
        } else {
            // "```word```" is code inside a line.
            if line.dropFirst(3).contains(UInt8(ascii: "`")) { return false }
            fence = mark
        }
        endBlock()
        return true
    }

    private mutating func take(_ line: ArraySlice<UInt8>) {
        guard !line.isEmpty else { return endBlock() }
        var line = line
        if line.first == UInt8(ascii: ">") {
            while line.first == UInt8(ascii: ">") { line = line.dropFirst().drop { $0 == 0x20 } }
            line = Self.behindCallout(line)
            if line.isEmpty { return endBlock() }
        }
        let level = line.prefix { $0 == UInt8(ascii: "#") }.count
        if 1...6 ~= level, line.dropFirst(level).first.map({ $0 <= 0x20 }) ?? false {
            endBlock()
            zone = .heading
            var heading = line.dropFirst(level)
            while let last = heading.last, last == UInt8(ascii: "#") || last <= 0x20 { heading.removeLast() }
            append(heading)
            return endBlock()
        }
        if isUnderline(line) {
            if !collected.isAtBlockStart, line.first != UInt8(ascii: "*"), line.first != UInt8(ascii: "_") {
                zone = .heading
            }
            return endBlock()
        }
        if isDefinition(line) || isTableRule(line) { return }
        if collected.isAtBlockStart, article.blocks.count < Self.mostHead, takeRemark(line) { return }
        var content = line
        if let item = listItem(content) {
            endBlock()
            content = item
        } else if content.first == UInt8(ascii: "|") {
            endBlock()
        }
        append(Self.withoutMark(content))
        collected.appendWrap()
    }

    /// Takes a line above the text that is nothing but a link, which calls to read what is saved here elsewhere, or nothing but
    /// tags: "[Read Original](https://example.com/a)", "#boats #islands".
    private mutating func takeRemark(_ line: ArraySlice<UInt8>) -> Bool {
        if line.first == UInt8(ascii: "#") {
            let words = line.split(separator: 0x20)
            guard words.allSatisfy({ $0.count > 1 && $0.first == UInt8(ascii: "#") }) else { return false }
        } else {
            guard line.first == UInt8(ascii: "["), line.last == UInt8(ascii: ")"),
                let middle = ByteSearch.end(of: "](", in: line), !line[middle...].dropLast().contains(0x20)
            else { return false }
            let label = line[line.index(after: line.startIndex)..<(middle - 2)]
            let isOriginal = OriginalLink.isLabel(label)
            guard isOriginal || BlockPhrases.isPointer(label.span) else { return false }
            let address = String(decoding: line[middle...].dropLast(), as: UTF8.self)
            if isOriginal, PageAddress.host(of: address) != nil { original = original ?? address }
        }
        zone = .page
        append(line)
        endBlock()
        return true
    }

    /// Without the name by which notes link to a block, at its end: " ^a1b2c3". " ^2" and " ^10000" are powers.
    private static func withoutMark(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard let caret = line.suffix(longestMark).lastIndex(of: UInt8(ascii: "^")), caret > line.startIndex,
            line[caret - 1] == 0x20, line.endIndex - caret > Self.shortestMark,
            !line[(caret + 1)...].allSatisfy({ $0 &- 0x30 < 10 }),
            line[(caret + 1)...].allSatisfy({ $0 | 0x20 &- 0x61 < 26 || $0 &- 0x30 < 10 || $0 == UInt8(ascii: "-") })
        else { return line }
        return line[..<(caret - 1)]
    }

    private static let (shortestMark, longestMark) = (4, 40)

    /// A quotation's line without the kind that makes a box of it: "[!note] Title", "[!tip]- Title".
    private static func behindCallout(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard line.starts(with: "[!".utf8), let close = line.firstIndex(of: UInt8(ascii: "]")) else { return line }
        let kind = line[(line.startIndex + 2)..<close]
        guard !kind.isEmpty, kind.allSatisfy({ ($0 | 0x20) &- 0x61 < 26 || $0 == UInt8(ascii: "-") }) else {
            return line
        }
        let rest = line[(close + 1)...]
        let sign = rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") ? 1 : 0
        return rest.dropFirst(sign).drop { $0 == 0x20 }
    }

    private mutating func append(_ line: ArraySlice<UInt8>) {
        collected.append(inline.stripped(line).span)
    }

    private mutating func endBlock() {
        if article.blocks.count < Article.blockLimit { closeBlock() } else { collected.appendLineBreak() }
    }

    private mutating func closeBlock() {
        if let range = collected.endBlock() { article.blocks.append(ArticleBlock(zone: zone, range: range)) }
        zone = .main
    }

    /// A line of "=" or "-" under a heading, or a rule.
    private func isUnderline(_ line: ArraySlice<UInt8>) -> Bool {
        guard let mark = line.first, "=-*_".utf8.contains(mark) else { return false }
        let marks = line.filter { $0 > 0x20 }
        return marks.allSatisfy { $0 == mark } && marks.count >= (mark == UInt8(ascii: "=") ? 1 : 2)
    }

    /// "[id]: https://…": the address of a link, which a reader does not see.
    private func isDefinition(_ line: ArraySlice<UInt8>) -> Bool {
        guard line.first == UInt8(ascii: "["), let close = line.firstIndex(of: UInt8(ascii: "]")) else {
            return false
        }
        let rest = line[(close + 1)...]
        return rest.first == UInt8(ascii: ":") && !line.dropFirst().starts(with: "^".utf8)
    }

    /// "|---|:--:|".
    private func isTableRule(_ line: ArraySlice<UInt8>) -> Bool {
        line.contains(UInt8(ascii: "-")) && line.contains(UInt8(ascii: "|"))
            && line.allSatisfy { "|-: \t".utf8.contains($0) }
    }

    /// What follows "- ", "* ", "+ " or "1. ".
    private func listItem(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard let first = line.first else { return nil }
        var rest = line.dropFirst()
        if !"-*+".utf8.contains(first) {
            guard first &- 0x30 < 10 else { return nil }
            rest = rest.drop { $0 &- 0x30 < 10 }
            guard rest.first == UInt8(ascii: ".") || rest.first == UInt8(ascii: ")") else { return nil }
            return rest.dropFirst().first == 0x20 ? line : nil
        }
        guard rest.first == 0x20 || rest.first == 0x09 else { return nil }
        rest = rest.drop { $0 <= 0x20 }
        for box in ["[ ] ", "[x] ", "[X] "] where rest.starts(with: box.utf8) { rest = rest.dropFirst(4) }
        return rest
    }

    private mutating func readMetadata(_ front: FrontMatter) {
        article.author = front.author.flatMap { BylineText.names($0) }
        article.date = front.date.flatMap { ArticleDate(parsing: $0) }
        article.url = front.url ?? original ?? addressAbove
        article.site = front.site ?? article.url.flatMap { PageAddress.host(of: $0) }
        if let title = front.title {
            article.title = title
            let key = TitleKey(title)
            let shown = article.blocks.indices.prefix(3).first {
                article.blocks[$0].zone == .heading && TitleKey(article.text[article.blocks[$0].range]) == key
            }
            if let shown { article.blocks[shown].zone = .title }
        } else if let index = article.blocks.indices.prefix(3).first(where: {
            article.blocks[$0].zone == .heading
        }) {
            article.title = String(decoding: article.text[article.blocks[index].range], as: UTF8.self)
            article.blocks[index].zone = .title
        } else if isNote, article.blocks.count > 1, Headline.isHeadline(article.text[article.blocks[0].range]) {
            article.title = String(decoding: article.text[article.blocks[0].range], as: UTF8.self)
            article.blocks[0].zone = .title
        } else if let first = article.blocks.first {
            article.title = Headline.make(from: article.text[first.range])
        }
        readByline()
        let declared = front.language.flatMap { LanguageCode.normalized($0) }
        article.language = LanguageGuess.language(of: article, declared: declared)
    }

    /// The address in a line of its own above the text: "- URL: https://example.com/a".
    private var addressAbove: String? {
        for block in article.blocks.prefix(2 * Self.mostHead) where block.zone == .main {
            if let address = TextAddress.read(article.text[block.range]) {
                return ArchivedAddress.original(of: address)
            }
        }
        return nil
    }

    /// Looks for names and a day in the short lines above the first paragraph, where the front matter has none.
    private mutating func readByline() {
        guard article.author == nil || article.date == nil else { return }
        for block in article.blocks.prefix(Self.mostHead) where block.zone == .main {
            let line = article.text[block.range]
            guard line.count <= Self.longestByline else { return }
            if article.author == nil {
                article.author = BylineText.namesInByline(String(decoding: line, as: UTF8.self))
            }
            if article.date == nil { article.date = StatedDay.date(in: line) }
        }
    }

    private static let mostHead = 7
    private static let longestByline = 150
}
