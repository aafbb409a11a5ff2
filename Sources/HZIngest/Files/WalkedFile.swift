/// A file that the walker found worth reading.
public struct WalkedFile: Sendable, Equatable {
    /// Where it is; its ``CorpusPath/text`` is the article's id.
    public var path: CorpusPath
    /// The format that its name promises.
    public var kind: SourceKind
    /// How its name says that it is packed.
    public var compression: Compression
    /// Bytes, as it is.
    public var size: UInt64
    /// Time of the last change of its content, in nanoseconds since 1970.
    public var mtimeNanoseconds: Int64
    /// The number that tells it from all other files of its file system.
    public var inode: UInt64
    /// Given by the user as a root of its own, who may have given a symbolic link.
    public var isRoot: Bool
}

extension WalkedFile {
    init(path: CorpusPath, kind: SourceKind, compression: Compression, status: FileStatus) {
        self.path = path
        self.kind = kind
        self.compression = compression
        size = UInt64(max(0, status.size))
        mtimeNanoseconds = Int64(status.modified)
        inode = status.inode
        isRoot = false
    }
}
