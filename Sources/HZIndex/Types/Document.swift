/// What identifies a version of a source file, so that unchanged files need not be read again.
public struct SourceStamp: Hashable, Sendable {
    /// Size in bytes.
    public var size: UInt64
    /// Time of the last change, in nanoseconds since 1970.
    public var modified: Int64
    /// Hash of the content.
    public var hash: UInt64

    /// A stamp from its parts.
    public init(size: UInt64 = 0, modified: Int64 = 0, hash: UInt64 = 0) {
        self.size = size
        self.modified = modified
        self.hash = hash
    }
}

/// What an entry of the index is; only articles are found by searches.
public enum DocumentKind: UInt8, Sendable {
    /// An article.
    case article = 0
    /// A file that holds articles: kept for its stamp.
    case container = 1
    /// Another copy of an article: stored, but not indexed.
    case alias = 2
}

/// One document as it goes into the index and comes back from its store.
public struct Document: Sendable, Equatable {
    /// A paragraph, heading, list item or caption: a range of bytes of `text`.
    public struct Block: Sendable, Equatable {
        /// Which part of the article it is.
        public var zone: Zone
        /// The first byte.
        public var start: Int
        /// After the last byte.
        public var end: Int

        /// A block from its parts.
        public init(zone: Zone, start: Int, end: Int) {
            self.zone = zone
            self.start = start
            self.end = end
        }
    }

    /// Unique in the index: a later document of the same id replaces an earlier one.
    public var id: String
    /// What it is.
    public var kind: DocumentKind
    /// The container file, empty for none.
    public var source = ""
    /// The title.
    public var title = ""
    /// The author, empty for unknown.
    public var author = ""
    /// ISO 639-1 code, empty for unknown.
    public var language = ""
    /// The site's name, empty for unknown.
    public var site = ""
    /// The canonical address, empty for unknown.
    public var url = ""
    /// Date as yyyymmdd, with 00 for an unknown day or month; 0 for unknown.
    public var date: UInt32 = 0
    /// The texts of all blocks, UTF-8.
    public var text: [UInt8] = []
    /// The blocks, in order, not overlapping.
    public var blocks: [Block] = []
    /// Whether it only says why there is no article: its title counts no more than the rest of a page then, so that
    /// searches find it where they find nothing else. Not read back.
    public var isStub = false
    /// The version of its source.
    public var stamp = SourceStamp()
    /// The fingerprints by which copies are recognized. Terms of the index; not read back.
    public var fingerprints: [String] = []
    /// The id of the article that this is another copy of, empty for none. A term of the index; not read back.
    public var original = ""

    /// A document without text.
    public init(id: String, kind: DocumentKind = .article) {
        self.id = id
        self.kind = kind
    }
}
