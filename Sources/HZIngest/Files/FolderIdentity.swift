/// Which folder it is, whatever its name: device and inode.
public struct FolderIdentity: Hashable, Sendable {
    let device: UInt64
    let inode: UInt64

    init(_ status: FileStatus) {
        device = status.device
        inode = status.inode
    }

    /// A text that no other folder has, while both are there.
    public var text: String { "\(device):\(inode)" }
}
