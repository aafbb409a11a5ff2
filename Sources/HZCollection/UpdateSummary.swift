import HZIngest

/// What an update did. Every file and record that was met is in exactly one of the counts `added`, `changed`,
/// `unchanged` and `skips`.
public struct UpdateSummary: Sendable, Equatable {
    /// New articles.
    public var added = 0
    /// Articles whose source changed.
    public var changed = 0
    /// Articles whose source is as it was; files among them were not read.
    public var unchanged = 0
    /// Articles whose source vanished.
    public var removed = 0
    /// Articles, of any of these, that were found to be copies of others and are found with those from now on.
    public var duplicates = 0
    /// Files that are no articles, by reason.
    public var skips = SkipCounts()
    /// Records of exports that are no articles.
    public var badRecords = 0
    /// Articles of which some bytes fit no character; there U+FFFD stands.
    public var repaired = 0
    /// Articles read that only say why there is none: "Please enable JavaScript", "Access denied". They rank last.
    public var stubs = 0
    /// Bytes read.
    public var bytes: UInt64 = 0
    /// The number of the commit; that of the one before where nothing changed.
    public var generation: UInt64 = 0
    /// Articles in the index now.
    public var articles = 0
    /// Bytes of the index's files now.
    public var indexBytes: UInt64 = 0
    /// Seconds that it took.
    public var seconds = 0.0
    /// Whether it was stopped before its end; what had been read is committed, nothing was removed.
    public var wasInterrupted = false

    /// Paths that are not there, or are empty folders where others were, and were not named: what the index holds of them
    /// stays.
    public var away: [String] = []

    /// Nothing done.
    public init() {}

    /// Whether the index holds other articles than before.
    var changesAnything: Bool { added + changed + removed > 0 }

    /// Adds what the next update of the same index did.
    mutating func append(_ next: UpdateSummary) {
        add(next)
        duplicates += next.duplicates
        (generation, articles, indexBytes) = (next.generation, next.articles, next.indexBytes)
        seconds += next.seconds
        away += next.away
        wasInterrupted = next.wasInterrupted
    }

    /// Adds the counts of another thread.
    mutating func add(_ other: UpdateSummary) {
        added += other.added
        changed += other.changed
        unchanged += other.unchanged
        removed += other.removed
        skips.add(other.skips)
        badRecords += other.badRecords
        repaired += other.repaired
        stubs += other.stubs
        bytes += other.bytes
    }
}
