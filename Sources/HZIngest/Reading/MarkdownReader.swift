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

    private init(_ text: [UInt8], path: String) {
        article = Article(id: path, path: path)
        collected = VisibleText(capacity: text.count)
    }

    /// Reads a text in UTF-8.
    ///
    /// - Complexity: O(count).
    static func read(_ text: [UInt8], path: String) -> Article {
        var reader = MarkdownReader(text, path: path)
        let front = FrontMatter(text)
        reader.collectBlocks(text[front.length...])
        reader.article.text = reader.collected.bytes
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
        var content = line
        if let item = listItem(content) {
            endBlock()
            content = item
        } else if content.first == UInt8(ascii: "|") {
            endBlock()
        }
        append(content)
        collected.appendWrap()
    }

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
        article.url = front.url
        article.site = front.site ?? front.url.flatMap { PageAddress.host(of: $0) }
        if let title = front.title {
            article.title = title
        } else if let index = article.blocks.indices.prefix(3).first(where: {
            article.blocks[$0].zone == .heading
        }) {
            article.title = String(decoding: article.text[article.blocks[index].range], as: UTF8.self)
            article.blocks[index].zone = .title
        } else if let first = article.blocks.first {
            article.title = Headline.make(from: article.text[first.range])
        }
        readByline()
        let declared = front.language.flatMap { LanguageCode.normalized($0) }
        article.language = LanguageGuess.language(of: article, declared: declared)
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
