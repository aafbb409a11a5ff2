/// A file or record that became no article.
public struct SkippedSource: Sendable, Equatable {
    /// The file.
    public let path: String
    /// The line of the record, counted from 1; nil for a file.
    public let line: Int?
    /// Why: a `SkipReason`, or what is wrong with the record.
    public let reason: String
}
