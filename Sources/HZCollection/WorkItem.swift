import HZIndex
import HZIngest

/// What the walking thread hands to the working ones: a handful at a time, since taking costs a lock.
enum WorkItem: Sendable {
    /// Files of which it is not known yet whether they changed.
    case files([WalkedFile])
    /// Records of an export that is read anew.
    case records([Article], source: String)
    /// The end, when all else is done: the exports that were read, as documents that keep their stamps.
    case end(containers: [Document])

    /// How many files go together.
    static let filesTogether = 32
    /// How many bytes of records go together.
    static let recordBytesTogether = 256 << 10
    /// What a waiting file weighs in the queue: its path and numbers.
    static let fileWeight = 256
    /// What may wait: some sixteen thousand files, or 4 MiB of records.
    static let queueLimit = 4 << 20
}
