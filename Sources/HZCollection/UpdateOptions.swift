/// How an update reads and writes.
public struct UpdateOptions: Sendable {
    /// Memory for the postings being built, in bytes.
    public var memoryBudget = 256 << 20
    /// Threads that read, parse and invert.
    public var threads = 1
    /// Files larger than this are skipped; exports may be of any size.
    public var fileLimit = 16 << 20
    /// Asked now and then whether to stop. What was read until then is committed.
    public var isCancelled: @Sendable () -> Bool = { false }
    /// Told of each file that is skipped and each bad record; by several threads at once.
    public var onSkip: (@Sendable (SkippedSource) -> Void)?

    /// The defaults: one thread, 256 MiB.
    public init() {}
}

/// A file or record that became no article.
public struct SkippedSource: Sendable, Equatable {
    /// The file.
    public let path: String
    /// The line of the record, counted from 1; nil for a file.
    public let line: Int?
    /// Why: a `SkipReason`, or what is wrong with the record.
    public let reason: String
}
