/// A folder that a walk began at: which one it is, and whether anything is in it.
public struct WalkedRoot: Sendable, Equatable {
    /// Its path, as the walk was given it.
    public let path: CorpusPath
    /// Device and inode: a disk that is mounted at a folder has others than the empty folder below it.
    public let identity: FolderIdentity
    /// Whether it has no entry, not even one that is left out.
    public let isEmpty: Bool
}
