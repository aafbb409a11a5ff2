/// One article as a reader would see it: what every source of the corpus is turned into.
///
/// All text is valid UTF-8. `text` holds every visible word of the source exactly once, cut into ``blocks`` that
/// say what part of the page each stretch is; nothing visible is dropped, so that whatever a reader remembers
/// of a page can be found.
public struct Article: Sendable, Equatable {
    /// What identifies the article: its path, or the export's own id.
    public var id: String

    /// The file it came from, as ``CorpusPath/text``.
    public var path: String

    /// Never empty for an article that has any text.
    public var title: String

    /// The writers' names, joined by ", ".
    public var author: String?

    /// When it was published.
    public var date: ArticleDate?

    /// ISO 639-1 code of the language of the text, such as "en" or "zh".
    public var language: String?

    /// Name of the publication or web site.
    public var site: String?

    /// Canonical address.
    public var url: String?

    /// Visible text in reading order, valid UTF-8.
    public var text: [UInt8]

    /// The parts of `text`, in order and without overlap; the bytes between them are line breaks.
    public var blocks: [ArticleBlock]

    /// Encoding that the source was read in, by its name in the WHATWG Encoding Standard, in lower case.
    public var charset: String

    /// Why the source is taken to be in that encoding.
    public var charsetEvidence: CharsetEvidence

    /// How sure that is, from 0 to 1.
    public var charsetConfidence: Double

    /// Whether the source was UTF-8 encoded twice; the text is as its writer meant it.
    public var wasDoublyEncoded: Bool

    /// How many U+FFFD stand for bytes that fit no character of `charset`.
    public var replacements: Int

    /// An article without text, to be filled in.
    public init(id: String, path: String, title: String = "") {
        self.id = id
        self.path = path
        self.title = title
        self.text = []
        self.blocks = []
        self.charset = "utf-8"
        self.charsetEvidence = .valid
        self.charsetConfidence = 1
        self.wasDoublyEncoded = false
        self.replacements = 0
    }
}

/// A paragraph, heading, list item, table row or caption. Phrases never cross the border of a block.
public struct ArticleBlock: Sendable, Equatable {
    /// Which part of the page the block belongs to.
    public var zone: Zone

    /// Its UTF-8 bytes in ``Article/text``; never empty, begins and ends with something visible.
    public var range: Range<Int>

    /// A stretch of text and its place on the page.
    public init(zone: Zone, range: Range<Int>) {
        self.zone = zone
        self.range = range
    }
}

/// The parts of a page, in the order of their weight. The raw values are stored in indexes: they never change.
public enum Zone: UInt8, Sendable, CaseIterable {
    /// The place where the page shows the very words of ``Article/title``.
    case title = 0
    /// Headings inside the main text.
    case heading = 1
    /// What the page was saved for.
    case main = 2
    /// Words under pictures and tables.
    case caption = 3
    /// What readers wrote below.
    case comments = 4
    /// Navigation, banners, related links, footers: the rest of the page.
    case page = 5
}

extension Article {
    /// The article and nothing else: headings and main text, an empty line between blocks; UTF-8.
    public var body: [UInt8] { text(of: [.heading, .main]) }

    /// Whether there is neither text nor title: of a file of nothing but spaces.
    var isBlank: Bool { blocks.isEmpty && title.isEmpty }

    /// Whether the source is no article but says why there is none: "Please enable JavaScript", a failed fetch.
    ///
    /// - Complexity: O(1).
    public var isStub: Bool { StubPage.isStub(self) }

    /// The blocks of some zones in their order, an empty line between them; UTF-8.
    public func text(of zones: Set<Zone>) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(text.count)
        // A bit for each zone: sets hash what they are asked for.
        let wanted = zones.reduce(0) { $0 | 1 << UInt32($1.rawValue) } as UInt32
        for block in blocks where wanted >> UInt32(block.zone.rawValue) & 1 == 1 {
            if !output.isEmpty {
                output.append(0x0A)
                output.append(0x0A)
            }
            output.append(contentsOf: text[block.range])
        }
        return output
    }

    /// The most blocks of an article; what comes after them is all in the last one.
    static let blockLimit = 400_000

    /// Appends a block of text after the ones there are; does nothing for no bytes.
    mutating func append(_ bytes: ArraySlice<UInt8>, zone: Zone) {
        guard !bytes.isEmpty else { return }
        if !text.isEmpty { text.append(contentsOf: [0x0A, 0x0A]) }
        let start = text.count
        text.append(contentsOf: bytes)
        if blocks.count >= Self.blockLimit {
            blocks[blocks.count - 1].range = blocks[blocks.count - 1].range.lowerBound..<text.count
            return
        }
        blocks.append(ArticleBlock(zone: zone, range: start..<text.count))
    }
}
