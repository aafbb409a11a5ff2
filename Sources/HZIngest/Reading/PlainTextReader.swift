/// Reads the article in a plain text.
///
/// An empty line ends a block; a single line break is a space, as texts with lines of fixed width need it. Between
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
        var (isBehindHeadline, isBehindByline) = (false, false)
        var lines = TextLines()
        while let range = lines.next(text.span) {
            let line = Self.content(text[range])
            let isByline =
                (isBehindHeadline || isBehindByline)
                && (Self.isByline(line) || isBehindHeadline && isName(line, before: lines, of: text))
                || article.blocks.count < Self.mostLabelled && FactLabels.begin(line)
            let isBorder =
                line.isEmpty || previous > Self.longLine || line.count > Self.longLine
                || Self.isListItem(line) || isByline || isBehindByline
            if isBorder { endBlock() }
            if !line.isEmpty {
                collected.append(line.span)
                collected.appendWrap()
            }
            isBehindByline = isByline
            // A headline may take two lines.
            isBehindHeadline =
                article.blocks.isEmpty && Headline.isHeadline(line) && (previous == 0 || isBehindHeadline)
            previous = line.count
        }
        closeBlock()
    }

    /// Labels of what is told of an article stand in its first blocks.
    private static let mostLabelled = 8

    private static func content(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        line.drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x0C }
    }

    /// Whether the line below a headline says by whom or when, and so is no more of it.
    private static func isByline(_ line: ArraySlice<UInt8>) -> Bool {
        guard line.count <= 100, Headline.isHeadline(line) else { return false }
        return BylineText.namesAfterBy(String(decoding: line, as: UTF8.self)) != nil || StatedDay.date(in: line) != nil
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
        guard let first = article.blocks.first else { return }
        let opening = article.text[first.range]
        let isHeadline = Headline.isHeadline(opening)
        var dateline = Dateline(opening, mtimeNanoseconds: mtimeNanoseconds)
        // A line that stands alone is a headline whole: "UN Summit – what was agreed" names no place.
        if isHeadline, !dateline.beginsWithDate, dateline.length < opening.count { dateline = Dateline() }
        article.date = dateline.date
        if dateline.length == 0, article.blocks.count > 1, isHeadline {
            article.title = String(decoding: opening, as: UTF8.self)
            article.blocks[0].zone = .title
        } else {
            let start = min(dateline.length, opening.count)
            article.title = Headline.make(from: opening.dropFirst(start))
            if article.title.isEmpty, article.blocks.count > 1 {
                article.title = Headline.make(from: article.text[article.blocks[1].range])
            }
            if article.title.isEmpty { article.title = Headline.make(from: opening) }
        }
        readByline(mtimeNanoseconds)
        article.language = LanguageGuess.language(of: article, declared: nil)
    }

    /// Looks for names and a date in the first lines, and for an address in the last ones.
    private mutating func readByline(_ mtimeNanoseconds: Int64) {
        for block in article.blocks.prefix(5) where block.range.count <= 300 {
            let line = String(decoding: article.text[block.range], as: UTF8.self)
            if article.author == nil { article.author = BylineText.namesAfterBy(line) }
            if article.date == nil, block.zone == .main { article.date = StatedDay.date(in: article.text[block.range]) }
        }
        if article.author == nil, article.blocks.count > 3, article.blocks[0].zone == .title {
            let (name, day) = (article.text[article.blocks[1].range], article.text[article.blocks[2].range])
            if Self.isName(name), StatedDay.date(in: day) != nil {
                article.author = String(decoding: name, as: UTF8.self)
            }
        }
        if article.date == nil, article.blocks.count > 1 {
            for block in article.blocks.dropFirst().prefix(2) {
                let dateline = Dateline(article.text[block.range], mtimeNanoseconds: mtimeNanoseconds)
                if let date = dateline.date, dateline.length > 0 {
                    article.date = date
                    break
                }
            }
        }
        guard article.author == nil else { return }
        for block in article.blocks.suffix(3).reversed() where block.range.count <= 300 {
            let line = String(decoding: article.text[block.range], as: UTF8.self)
            article.author = BylineText.contactAddresses(line) ?? BylineText.namesAfterBy(line)
            if article.author != nil { return }
        }
    }
}
