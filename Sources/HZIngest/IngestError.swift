/// Why a source gives no article.
public enum IngestError: Error, Sendable, Equatable {
    /// The file is left out, for a reason that is counted and reported.
    case skipped(SkipReason)

    /// The system refused to open or read `path` (as ``CorpusPath/text``).
    case unreadable(path: String, errno: Int32)

    /// The reason this error is counted under.
    public var reason: SkipReason {
        switch self {
        case .skipped(let reason): reason
        case .unreadable: .unreadable
        }
    }
}
