import HZIndex

/// Why there is no answer.
public enum SearchError: Error, Sendable {
    /// In strict mode: this text, the query or a date, could not be read as meant; the note tells what and where.
    case query(text: String, QueryNote)
    /// The deadline passed.
    case timedOut
    /// The index could not be read.
    case index(IndexError)
}
