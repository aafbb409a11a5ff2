/// Why a file did not become an article. The raw values stand in reports: they never change.
public enum SkipReason: String, Sendable, CaseIterable {
    /// A FIFO, a socket or a device; these are never opened.
    case notRegular
    /// A symbolic link inside a folder; these are never followed.
    case symbolicLink
    /// A name that begins with a full stop.
    case hidden
    /// Left out by a pattern: of an ignore file, or given by the user.
    case excluded
    /// A name whose extension belongs to no text format that is read.
    case unsupportedType
    /// No bytes.
    case empty
    /// More bytes than the limit.
    case tooLarge
    /// Bytes that are not text.
    case binary
    /// Packed bytes that can't be unpacked.
    case damaged
    /// Packed in a way that is not read, inside a crawl.
    case unsupportedEncoding
    /// The process that would parse it can't be started.
    case parserUnavailable
    /// The parser crashed over it, or wanted more memory than a page may have.
    case parserCrashed
    /// The parser took longer than a page may.
    case parserTimedOut
    /// Someone was writing to it, twice in a row.
    case changedWhileRead
    /// The system refused to open or read it.
    case unreadable
    /// Given twice: the root is, or lies in, another root.
    case repeated
}

/// How many files were skipped, and why.
public struct SkipCounts: Sendable, Equatable {
    /// The reasons that occurred.
    public private(set) var byReason: [SkipReason: Int] = [:]

    /// For ``SkipReason/unsupportedType``: files by extension, in lower case, without the full stop. At most 1,000
    /// extensions are told apart; the others are counted under "...".
    public private(set) var unsupportedByExtension: [String: Int] = [:]

    /// Nothing skipped.
    public init() {}

    /// All skipped files.
    public var total: Int { byReason.values.reduce(0, +) }

    /// How many were skipped for this reason.
    public subscript(reason: SkipReason) -> Int { byReason[reason, default: 0] }

    /// Counts one file; `fileExtension` matters for ``SkipReason/unsupportedType`` only.
    public mutating func count(_ reason: SkipReason, fileExtension: String? = nil) {
        byReason[reason, default: 0] += 1
        guard reason == .unsupportedType, let fileExtension else { return }
        if unsupportedByExtension[fileExtension] != nil || unsupportedByExtension.count < 1_000 {
            unsupportedByExtension[fileExtension, default: 0] += 1
        } else {
            unsupportedByExtension["...", default: 0] += 1
        }
    }

    /// Adds the counts of another walk or thread.
    public mutating func add(_ other: SkipCounts) {
        byReason.merge(other.byReason, uniquingKeysWith: +)
        unsupportedByExtension.merge(other.unsupportedByExtension, uniquingKeysWith: +)
    }
}
