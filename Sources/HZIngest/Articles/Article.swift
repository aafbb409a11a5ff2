/// Which part of an article a block of text is.
public enum ArticleZone: UInt8, Sendable {
    /// A heading within the text.
    case heading = 1
    /// The text itself.
    case main = 2
    /// A caption of a picture or table.
    case caption = 3
    /// Comments of readers.
    case comments = 4
    /// The rest of the page: navigation, footers, related links.
    case page = 5
}

/// A paragraph, heading, list item, table row or caption: phrases never cross its borders.
public struct ArticleBlock: Sendable, Equatable {
    /// Which part of the article it is.
    public var zone: ArticleZone
    /// Its bytes in the article's text.
    public var range: Range<Int>

    /// A block from its parts.
    public init(zone: ArticleZone, range: Range<Int>) {
        self.zone = zone
        self.range = range
    }
}

/// What ingestion makes of a file or record.
public struct Article: Sendable, Equatable {
    /// Unique: the path of a file, or the record's own id.
    public var id: String
    /// The title; never empty for an article read from a file.
    public var title = ""
    /// The author, where the source says so.
    public var author: String?
    /// The date of publication, where the source says so.
    public var date: ArticleDate?
    /// ISO 639-1 code of the language, where it is known.
    public var language: String?
    /// The site's name.
    public var site: String?
    /// The canonical address.
    public var url: String?
    /// The texts of all blocks, valid UTF-8.
    public var text: [UInt8] = []
    /// The blocks, in order, not overlapping.
    public var blocks: [ArticleBlock] = []

    /// An article without text.
    public init(id: String) {
        self.id = id
    }

    /// Appends a block.
    public mutating func append(_ content: some Collection<UInt8>, zone: ArticleZone) {
        guard !content.isEmpty else { return }
        let start = text.count
        text.append(contentsOf: content)
        blocks.append(ArticleBlock(zone: zone, range: start..<text.count))
    }

    /// The text that a reader came for: headings, main text and captions, an empty line between blocks.
    public var body: String {
        var result: [UInt8] = []
        for block in blocks where block.zone.rawValue <= ArticleZone.caption.rawValue {
            if !result.isEmpty { result.append(contentsOf: [0x0A, 0x0A]) }
            result.append(contentsOf: text[block.range])
        }
        return String(decoding: result, as: UTF8.self)
    }
}
