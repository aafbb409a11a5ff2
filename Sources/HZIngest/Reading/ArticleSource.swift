/// Reads the articles of files: here (``SourceReader``) or in another process (``IsolatedReader``).
///
/// Not for use by two threads at once.
public protocol ArticleSource: AnyObject {
    /// Begins with a file. Throws where nothing of it can be read.
    func open(_ file: WalkedFile) throws(IngestError)

    /// The next article of the file, in the order of the file; nil at the end. Throws where the rest, or all of it, can't be
    /// read; then there is no more.
    func next() throws(IngestError) -> SourceItem?

    /// The version that was read; known when ``next()`` has given nil. Nil for a container that changed meanwhile.
    var version: SourceVersion? { get }
}

/// One article of a source, or why there is none.
public enum SourceItem: Sendable, Equatable {
    /// An article.
    case article(Article)
    /// A member of a container that gives no article; `member` is its id.
    case skipped(member: String, SkipReason)
    /// A line of an export that gives no article, counted from 1.
    case badRecord(line: Int, RecordFault)
}

/// Which version of a file was read.
public struct SourceVersion: Sendable, Equatable {
    /// Bytes of the file.
    public var size: UInt64
    /// Time of the last change, in nanoseconds since 1970.
    public var mtimeNanoseconds: Int64
    /// Fingerprint of the content; 0 for containers, whose articles have their own.
    public var contentHash: UInt64

    /// A version from its parts.
    public init(size: UInt64, mtimeNanoseconds: Int64, contentHash: UInt64) {
        self.size = size
        self.mtimeNanoseconds = mtimeNanoseconds
        self.contentHash = contentHash
    }
}
