import HZAnalysis

/// Reads the article in a plain text.
///
/// An empty line ends a block; a single line break is a space, as texts with lines of fixed width need it, or parts a word
/// at its hyphen (``LineHyphens``). Between
/// long lines it ends a block, as texts need it that have a paragraph on each line, and before an item of a list.
struct PlainTextReader {
    private var article: Article
    private var collected: VisibleText

    private init(_ text: [UInt8], path: String) {
        article = Article(id: path, path: path)
        collected = VisibleText(capacity: text.count)
    }

    /// Reads a text in UTF-8. `mtimeNanoseconds` completes datelines that name no year; 0 for not known.
    ///
    /// - Complexity: O(count).
    static func read(_ text: [UInt8], path: String, mtimeNanoseconds: Int64 = 0) -> Article {
        if let article = PressRecords.read(text, path: path) { return article }
        var reader = PlainTextReader(text, path: path)
        reader.collectBlocks(text)
        reader.article.text = reader.collected.bytes
        reader.readMetadata(mtimeNanoseconds)
        return reader.article
    }

    /// No text of fixed width has longer lines.
    private static let longLine = 160

    private mutating func collectBlocks(_ text: [UInt8]) {
        var previous = 0
        // Those above the first words.
        var rules = 0
        var (isBehindHeadline, isBehindByline, isBehindRule) = (false, false, false)
        let hyphens = LineHyphens(text)
        var lines = TextLines()
        while let range = lines.next(text.span) {
            let line = Self.content(text[range])
            let isRule = article.blocks.count < Self.mostLabelled && TextTitle.isRule(line)
            if isRule || isBehindRule { endBlock() }
            let isByline =
                (isBehindHeadline || isBehindByline)
                && (Self.isByline(line) || isBehindHeadline && isName(line, before: lines, of: text))
                || article.blocks.count < Self.mostLabelled
                    && (FactLabels.begin(line) || TextTitle.isLabelled(line) || PrintedLetter.begins(line)
                        || previous == 0 && Self.namesPeople(line)
                        || TextAddress.stands(in: line))
            let isBorder =
                line.isEmpty || previous > Self.longLine || line.count > Self.longLine
                || Self.isListItem(line) || isByline || isBehindByline
            if isBorder { endBlock() }
            if !line.isEmpty {
                let border = hyphens.border(at: range.upperBound)
                let shown = line.dropLast(border.dropped)
                collected.append(shown.span)
                if border.isSpace { collected.appendWrap() }
            }
            isBehindByline = isByline
            isBehindRule = isRule
            if isRule {
                endBlock()
                if article.blocks.count == rules + 1 { rules += 1 }
                previous = 0
                continue
            }
            // A headline may take two lines.
            isBehindHeadline =
                article.blocks.count == rules && Headline.isHeadline(line) && (previous == 0 || isBehindHeadline)
            previous = line.count
        }
        closeBlock()
    }

    /// Labels of what is told of an article stand in its first blocks.
    private static let mostLabelled = 8

    private static func content(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        line.drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x0C }
    }

    /// Whether a line that begins a block says by whom, and no more: what stands below it may be the paper's name.
    private static func namesPeople(_ line: ArraySlice<UInt8>) -> Bool {
        guard line.count <= 100, BylineText.mayBegin(line) else { return false }
        return BylineText.namesAfterBy(String(decoding: line, as: UTF8.self)).map { BylineText.areNames($0) } ?? false
    }

    /// Whether the line below a headline says by whom or when, and so is no more of it.
    private static func isByline(_ line: ArraySlice<UInt8>) -> Bool {
        guard line.count <= 100 else { return false }
        let names = BylineText.namesAfterBy(String(decoding: line, as: UTF8.self))
        // "by Jane Roe" begins as no headline does.
        if let names, BylineText.areNames(names) { return true }
        return Headline.isHeadline(line) && (names != nil || StatedDay.date(in: line) != nil)
    }

    /// Whether the line below a headline is a name alone, before a line with the day: sure where the headline, which is what was
    /// collected, is not in capitals itself.
    private func isName(_ line: ArraySlice<UInt8>, before lines: TextLines, of text: [UInt8]) -> Bool {
        guard Self.isName(line), !Self.isInCapitals(collected.bytes[...]) else { return false }
        var lines = lines
        guard let next = lines.next(text.span) else { return false }
        return StatedDay.date(in: Self.content(text[next])) != nil
    }

    private static func isName(_ line: ArraySlice<UInt8>) -> Bool {
        guard line.count <= 60 else { return false }
        let text = String(decoding: line, as: UTF8.self)
        let isOfLetters = text.allSatisfy { $0.isLetter || " .'’-".contains($0) }
        return isOfLetters && BylineText.areNames(text) && BylineText.names(text) == text
    }

    /// Whether every longer word begins with a capital.
    private static func isInCapitals(_ line: ArraySlice<UInt8>) -> Bool {
        String(decoding: line, as: UTF8.self).split(separator: " ").allSatisfy {
            $0.count < 4 || !($0.first?.isLowercase ?? false)
        }
    }

    private mutating func endBlock() {
        if article.blocks.count < Article.blockLimit { closeBlock() } else { collected.appendLineBreak() }
    }

    private mutating func closeBlock() {
        if let range = collected.endBlock() { article.blocks.append(ArticleBlock(zone: .main, range: range)) }
    }

    /// "- item", "* item", "• item", "3. item".
    private static func isListItem(_ line: ArraySlice<UInt8>) -> Bool {
        guard let first = line.first else { return false }
        let rest = line.dropFirst()
        if first == UInt8(ascii: "-") || first == UInt8(ascii: "*") { return rest.first == 0x20 }
        if first == 0xE2 { return line.starts(with: "• ".utf8) }
        guard first &- 0x30 < 10 else { return false }
        let afterDigits = rest.drop { $0 &- 0x30 < 10 }
        return afterDigits.first == UInt8(ascii: ".") && afterDigits.dropFirst().first == 0x20
    }

    private mutating func readMetadata(_ mtimeNanoseconds: Int64) {
        setPointersApart()
        let head = article.blocks.indices.prefix(Self.mostHead).filter {
            !TextTitle.isRule(text($0)) && article.blocks[$0].zone == .main
        }
        // An address is no title, where it stands first.
        let titles = head.filter { !TextAddress.stands(in: text($0)) }
        guard let first = titles.first ?? article.blocks.indices.first else { return }
        if let (place, title) = labelledTitle(head) {
            article.title = title
            article.blocks[place].zone = .title
        } else {
            readTitle(first, next: titles.dropFirst().first, mtimeNanoseconds)
        }
        readByline(Array(head.prefix(6)), mtimeNanoseconds)
        article.language = LanguageGuess.language(of: article, declared: nil)
    }

    /// Sets apart the lines of a newsletter that lead elsewhere: "View this post on the web at https://…", "Unsubscribe https://…".
    private mutating func setPointersApart() {
        let blocks = article.blocks.indices
        guard blocks.count > 2 * Self.mostPointers else { return }
        for block in Array(blocks.prefix(Self.mostPointers)) + blocks.suffix(Self.mostPointers)
        where article.blocks[block].zone == .main && article.blocks[block].range.count <= Self.longestPointer {
            let line = text(block)
            guard let start = ByteSearch.end(of: "https://", in: line), BlockPhrases.isPointer(line.span) else {
                continue
            }
            article.blocks[block].zone = .page
            let address = line[(start - "https://".utf8.count)...]
            guard article.url == nil, block < Self.mostPointers, address.allSatisfy({ $0 > 0x20 }) else { continue }
            article.url = String(decoding: address, as: UTF8.self)
        }
    }

    private static let mostPointers = 2
    private static let longestPointer = 300

    /// Blocks of which the first are looked at, without lines that are drawn.
    private static let mostHead = 12

    private func text(_ block: Int) -> ArraySlice<UInt8> { article.text[article.blocks[block].range] }

    /// What stands behind "Title:" in one of the first blocks, where only such labels stand before it.
    private func labelledTitle(_ head: [Int]) -> (block: Int, title: String)? {
        guard head.count > 1 else { return nil }
        for block in head.prefix(5) {
            if let title = TextTitle.behindLabel(text(block)) { return (block, title) }
            guard FactLabels.begin(text(block)) else { break }
        }
        // Behind a preface there are two labels, as libraries of books have them: "Title: …", "Author: …".
        for (block, next) in zip(head, head.dropFirst()) where FactLabels.begin(text(next)) {
            if let title = TextTitle.behindLabel(text(block)) { return (block, title) }
        }
        return nil
    }

    /// Takes the first block for the title, or its first sentence.
    private mutating func readTitle(_ first: Int, next: Int?, _ mtimeNanoseconds: Int64) {
        let opening = text(first)
        let isHeadline = Headline.isHeadline(opening)
        var dateline = Dateline(opening, mtimeNanoseconds: mtimeNanoseconds)
        // A line that stands alone is a headline whole: "UN Summit – what was agreed" names no place.
        if isHeadline, !dateline.beginsWithDate, dateline.length < opening.count { dateline = Dateline() }
        article.date = dateline.date
        if dateline.length == 0, next != nil, isHeadline {
            article.title = String(decoding: opening, as: UTF8.self)
            article.blocks[first].zone = .title
            return
        }
        let start = min(dateline.length, opening.count)
        article.title = Headline.make(from: opening.dropFirst(start))
        if article.title.isEmpty, let next { article.title = Headline.make(from: text(next)) }
        if article.title.isEmpty { article.title = Headline.make(from: opening) }
    }

    /// Looks for names and a date in the first lines, and for an address in the last ones.
    private mutating func readByline(_ head: [Int], _ mtimeNanoseconds: Int64) {
        for block in head where text(block).count <= 300 {
            if article.url == nil, let address = TextAddress.read(text(block)) {
                article.url = address
                article.site = PageAddress.host(of: address)
                continue
            }
            let line = String(decoding: text(block), as: UTF8.self)
            if article.author == nil {
                article.author = BylineText.namesAfterBy(line) ?? HanByline.names(inLine: text(block))
            }
            if article.date == nil, article.blocks[block].zone == .main {
                article.date = StatedDay.date(in: text(block))
            }
        }
        let lines = head.filter { !TextAddress.stands(in: text($0)) }
        if article.author == nil, lines.count > 3, article.blocks[lines[0]].zone == .title {
            let (name, day) = (text(lines[1]), text(lines[2]))
            if Self.isName(name), StatedDay.date(in: day) != nil {
                article.author = String(decoding: name, as: UTF8.self)
            }
        }
        if article.date == nil {
            for block in head.dropFirst().prefix(2) {
                let dateline = Dateline(text(block), mtimeNanoseconds: mtimeNanoseconds)
                if let date = dateline.date, dateline.length > 0 {
                    article.date = date
                    break
                }
            }
        }
        for block in head.prefix(3) where article.author == nil {
            article.author = HanByline.names(opening: text(block))
        }
        guard article.author == nil else { return }
        for block in article.blocks.suffix(3).reversed() where block.range.count <= 300 {
            let line = String(decoding: article.text[block.range], as: UTF8.self)
            article.author = ContactLine.addresses(in: line) ?? BylineText.namesAfterBy(line)
            if article.author != nil { return }
        }
    }
}
