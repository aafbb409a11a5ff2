import HZIndex

/// Why there is no answer.
public enum SearchError: Error, Sendable {
    /// In strict mode: the query could not be read as meant at this byte.
    case query(at: Int, expected: String)
    /// The deadline passed.
    case timedOut
    /// The index could not be read.
    case index(IndexError)
}
