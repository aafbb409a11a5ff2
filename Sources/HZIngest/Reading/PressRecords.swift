import HZAnalysis

/// Reads articles as databases of newspapers give them out in plain text: one or several in a file, each with lines of facts
/// above and below, of which one tells how many words it has.
///
/// The first article gives title, author, day and site; the titles of others are headings. Lines of facts are the rest of the
/// page.
struct PressRecords {
    private enum Part {
        case head, body, tail
    }

    private var article: Article
    private var collected: VisibleText
    private var part = Part.head
    private var facts = PressRecordFacts()
    /// Lines of the head that is being read, apart by empty ones.
    private var head: [ArraySlice<UInt8>] = []
    private var isBehindEmpty = true
    private var (hasTitle, hasText) = (false, false)
    private var previous = 0

    private init(_ text: [UInt8], path: String) {
        article = Article(id: path, path: path)
        collected = VisibleText(capacity: text.count)
    }

    /// The article in a text in UTF-8; nil where it is no such text.
    ///
    /// - Complexity: O(count); of other texts the beginning is looked at.
    static func read(_ text: [UInt8], path: String) -> Article? {
        guard isOne(text) else { return nil }
        var reader = PressRecords(text, path: path)
        var lines = TextLines()
        while let range = lines.next(text.span) { reader.take(text[range].drop { $0 <= 0x20 }) }
        if reader.part == .head { reader.endHead() }
        reader.endBlock(.main)
        reader.finish()
        guard reader.hasText, !reader.article.title.isEmpty else {
            return nil
        }
        reader.article.text = reader.collected.bytes
        reader.article.language = LanguageGuess.language(of: reader.article, declared: nil)
        return reader.article
    }

    /// Whether a line near the beginning, with no text above it, tells how many words there are; or calls what follows the full
    /// text, behind other labels.
    private static func isOne(_ text: [UInt8]) -> Bool {
        let head = Array(text.prefix(looked))
        var lines = TextLines()
        var (labels, above) = (0, 0)
        while let range = lines.next(head.span) {
            let line = head[range].drop { $0 <= 0x20 }
            if PressRecordFacts.isLength(line) { return true }
            if PressRecordFacts.isFullText(line) != nil { return labels > 0 }
            if PressRecordFacts.isLabelled(line) { labels += 1 } else { above += line.count }
            if above > mostAbove { return false }
        }
        return false
    }

    private static let looked = 6 << 10
    /// Bytes of titles, papers, days and places.
    private static let mostAbove = 600
    /// No text of fixed width has longer lines.
    private static let longLine = 160
    /// A line of text, where nothing says that it begins.
    private static let shortestText = 50
    /// No head has more lines.
    private static let mostHead = 60

    private mutating func take(_ line: ArraySlice<UInt8>) {
        defer { isBehindEmpty = line.isEmpty }
        if PressRecordFacts.beginsRecord(line) {
            if part == .head, facts.hasLength { endHead() }
            flush()
            endBlock(.main)
            part = .head
            return add(line, .page)
        }
        switch part {
        case .head: takeHead(line)
        case .body: takeBody(line)
        case .tail: takeTail(line)
        }
    }

    private mutating func takeHead(_ line: ArraySlice<UInt8>) {
        if PressRecordFacts.isBodyLabel(line) {
            endHead()
            return add(line, .page)
        }
        if let rest = PressRecordFacts.isFullText(line) {
            endHead()
            add(line[..<rest.startIndex], .page)
            return takeBody(rest)
        }
        let isText = facts.hasLength && line.count >= Self.shortestText && !PressRecordFacts.isOfRights(line)
        if isText && !PressRecordFacts.isLabelled(line) && !facts.isOfFields || head.count >= Self.mostHead {
            endHead()
            return takeBody(line)
        }
        head.append(line)
        facts.see(line)
    }

    private mutating func takeBody(_ line: ArraySlice<UInt8>) {
        let isApart = isBehindEmpty || previous > Self.longLine
        if isApart && PressRecordFacts.beginsTail(line) || PressRecordFacts.endsRecord(line)
            || facts.isOfFields && PressRecordFacts.isCode(line)
        {
            endBlock(.main)
            // Lead and rest are two fields.
            if facts.isOfFields, PressRecordFacts.isBodyLabel(line) { return add(line, .page) }
            part = .tail
            return takeTail(line)
        }
        if line.isEmpty || previous > Self.longLine || line.count > Self.longLine { endBlock(.main) }
        if !line.isEmpty {
            collected.append(line.span)
            collected.appendWrap()
        }
        previous = line.count
    }

    private mutating func takeTail(_ line: ArraySlice<UInt8>) {
        if article.title.isEmpty || !isTitled { facts.takeLabelled(line) }
        add(line, .page)
        guard PressRecordFacts.endsRecord(line) else { return }
        finish()
        part = .head
    }

    /// Whether the first article is over: what follows tells of others.
    private var isTitled = false

    /// Puts what was learned of the first article into it.
    private mutating func finish() {
        defer { facts = PressRecordFacts() }
        guard !isTitled else { return }
        isTitled = true
        article.author = facts.author
        article.date = facts.date
        article.site = facts.site
    }

    /// Cuts the head into blocks, finds the title in it, and begins the text.
    private mutating func endHead() {
        let title = facts.title(among: head)
        var wasTitle = false
        for line in head {
            let isTitle = title?.lines.contains(line.startIndex) ?? false
            if isTitle {
                collected.append(line.span)
                collected.appendWrap()
            } else {
                if wasTitle { endTitle() }
                add(line, .page)
            }
            wasTitle = isTitle
        }
        if wasTitle { endTitle() }
        if article.title.isEmpty, let title { article.title = title.text }
        head.removeAll()
        part = .body
        previous = 0
    }

    private mutating func endTitle() {
        endBlock(hasTitle ? .heading : .title)
        hasTitle = true
    }

    /// Ends what is open, where a new article begins.
    private mutating func flush() {
        for line in head { add(line, .page) }
        head.removeAll()
        if hasText { finish() } else { facts = PressRecordFacts() }
    }

    private mutating func add(_ line: ArraySlice<UInt8>, _ zone: Zone) {
        guard !line.isEmpty else { return }
        endBlock(.main)
        collected.append(line.span)
        endBlock(zone)
    }

    private mutating func endBlock(_ zone: Zone) {
        guard article.blocks.count < Article.blockLimit else { return collected.appendLineBreak() }
        guard let range = collected.endBlock() else { return }
        article.blocks.append(ArticleBlock(zone: zone, range: range))
        hasText = hasText || zone == .main
    }
}
