import HZIndex

/// Why an index could not be brought up to date: facts only.
public enum CollectionError: Error, Equatable, Sendable {
    /// A path to be indexed does not exist, and the index holds nothing from below it.
    case missing(path: String)
    /// The index can't be read or written. What was committed before is intact.
    case index(IndexError)
    /// The system gives no more queues of changes: folders are walked, not watched. It is asked again.
    case notWatched(errno: Int32)
}
