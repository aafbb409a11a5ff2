import HZStorage

/// What a manifest knows of one segment.
public struct SegmentInfo: Sendable, Hashable {
    /// The segment's identity; it names the files.
    public let id: SegmentID
    /// How many documents it holds, deleted ones included.
    public let documentCount: UInt32
    /// Its files.
    public let files: [FileDigest]
    /// Per positional field: sum of the weighted lengths of the articles.
    public let totalLengths: [UInt64]
    /// Per positional field: how many articles have text in it.
    public let fieldCounts: [UInt32]

    /// The kinds of files of a segment, by the ends of their names.
    public static let extensions = ["terms", "postings", "positions", "store", "columns"]

    /// The digest of the file with an extension.
    func digest(_ fileExtension: String) -> FileDigest? {
        files.first { $0.name == "\(id.name).\(fileExtension)" }
    }

    /// Bytes on disk.
    public var byteCount: UInt64 { files.reduce(0) { $0 + $1.length } }
}
