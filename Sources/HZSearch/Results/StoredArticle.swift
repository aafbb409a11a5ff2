import HZIndex
import HZJSON

/// An article as it is stored, with what a search finds in it marked: what a reader reads.
public struct StoredArticle: Sendable, Equatable {
    /// A paragraph, heading, caption or comment.
    public struct Block: Sendable, Equatable {
        /// Which part of the article it is.
        public var zone: Zone
        /// Its text.
        public var text: String
        /// What to mark: ranges of Unicode scalars of `text`.
        public var highlights: [Range<Int>]
    }

    /// What a search for it gives too, with its whole title as the snippet.
    public var hit = Hit()
    /// Its text, in order.
    public var blocks: [Block] = []
    /// Whether the text goes on beyond what is given here.
    public var isTruncated = false

    /// No more bytes of text than these are given.
    static let mostBytes = 4 << 20

    /// The article as JSON (docs/API.md), with a line feed at its end.
    public func line() -> [UInt8] {
        var writer = JSONWriter(capacity: 1024 + blocks.reduce(0) { $0 + $1.text.utf8.count + 64 })
        writer.beginObject()
        writer.member("schema", 1)
        writer.member("id", hit.id)
        writer.member("path", hit.path)
        writer.member("title", hit.title)
        hit.snippet.highlights.write(to: &writer)
        writer.member("author", hit.author)
        writer.member("date", hit.date)
        writer.member("language", hit.language)
        writer.member("site", hit.site)
        writer.member("url", hit.url)
        if !hit.duplicates.isEmpty {
            writer.member("duplicates", hit.duplicates)
        }
        writer.member("truncated", isTruncated)
        writer.objects("blocks", blocks) { block, writer in
            writer.member("zone", block.zone.name)
            writer.member("text", block.text)
            block.highlights.write(to: &writer)
        }
        writer.endObject()
        writer.newline()
        return writer.bytes
    }
}

extension Zone {
    /// The name that JSON has for it.
    public var name: String {
        switch self {
        case .heading: "heading"
        case .main: "main"
        case .caption: "caption"
        case .comments: "comments"
        case .page: "page"
        }
    }
}

extension Searcher {
    /// The article of an id, as it is stored, with what a request finds in it marked; nil where there is none. Where the
    /// request's words can't be looked up before the deadline, it throws `timedOut`.
    public func article(
        id: String,
        marking request: SearchRequest? = nil,
        deadline: ContinuousClock.Instant? = nil
    ) throws(SearchError) -> StoredArticle? {
        let place = try indexed { () throws(IndexError) in try snapshot.find(id: id) }
        guard let place else { return nil }
        let reader = snapshot.segments[place.segment].reader
        let document = try indexed { () throws(IndexError) in try reader.document(place.document) }
        guard try indexed({ () throws(IndexError) in try reader.kind(place.document) }) != .container else {
            return nil
        }
        var article = StoredArticle()
        article.hit.id = document.id
        article.hit.path = document.source.isEmpty || document.source == "-" ? document.id : document.source
        article.hit.title = document.title
        article.hit.author = document.author.isEmpty ? nil : document.author
        article.hit.date = Self.iso(document.date)
        article.hit.language = document.language.isEmpty ? nil : document.language
        article.hit.duplicates = try indexed { () throws(IndexError) in try snapshot.duplicates(of: document.id) }
        article.hit.site = document.site.isEmpty ? nil : document.site
        article.hit.url = document.url.isEmpty ? nil : document.url
        article.fill(from: document, marking: nil)
        try indexed { () throws(IndexError) in try snapshot.checkMappings() }
        guard let request else { return article }
        // What no article has is found in the rest of pages, and marked there.
        for field in [Field.text, .page] {
            let finder = try finder(request, field, segment: place.segment, deadline: deadline)
            article.fill(from: document, marking: finder)
            if article.hasMarks { break }
        }
        return article
    }

    /// Finds in articles of a segment what a request seeks, its bare words in a field.
    func finder(
        _ request: SearchRequest,
        _ field: Field,
        segment: Int,
        deadline: ContinuousClock.Instant?
    ) throws(SearchError) -> PassageFinder {
        var notes: [Note] = []
        let query = try query(of: request, notes: &notes)
        let rule = try rule(of: query, request.options.mode, in: field, deadline: deadline)
        return try indexed { () throws(IndexError) in
            let sought = try SoughtWords(rule, segment: segment, reader: snapshot.segments[segment].reader)
            return PassageFinder(sought: sought, width: SnippetMaker.width)
        }
    }
}

extension StoredArticle {
    fileprivate var hasMarks: Bool {
        !hit.snippet.highlights.isEmpty || blocks.contains { !$0.highlights.isEmpty }
    }

    /// Takes the text of a document, with marks by a finder.
    fileprivate mutating func fill(from document: Document, marking finder: PassageFinder?) {
        let title = Array(document.title.utf8)
        let bound = finder?.bound(in: document.blocks, document.text) ?? 0
        hit.snippet.text = document.title
        let whole = Document.Block(zone: .heading, start: 0, end: title.count)
        hit.snippet.highlights = Self.marks(title, whole, finder, bound)
        blocks = []
        isTruncated = false
        var room = Self.mostBytes
        for block in document.blocks {
            guard room >= block.end - block.start else {
                isTruncated = true
                break
            }
            room -= block.end - block.start
            blocks.append(
                Block(
                    zone: block.zone,
                    text: String(decoding: document.text[block.start..<block.end], as: UTF8.self),
                    highlights: Self.marks(document.text, block, finder, bound)
                )
            )
        }
    }

    /// The marks of a block, counted in Unicode scalars. Words of `bound` are marked in their groups alone.
    private static func marks(
        _ text: [UInt8],
        _ block: Document.Block,
        _ finder: PassageFinder?,
        _ bound: UInt64
    ) -> [Range<Int>] {
        guard let finder else { return [] }
        var highlights: [Range<Int>] = []
        var (place, scalars) = (block.start, 0)
        func count(to end: Int) -> Int {
            while place < end {
                if text[place] & 0xC0 != 0x80 { scalars += 1 }
                place += 1
            }
            return scalars
        }
        for mark in finder.marks(in: block, text, bound: bound).marks {
            let low = count(to: block.start + mark.range.lowerBound)
            highlights.append(low..<count(to: block.start + mark.range.upperBound))
        }
        return highlights
    }
}
