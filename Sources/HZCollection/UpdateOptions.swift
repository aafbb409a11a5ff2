import HZIngest

/// How an update reads and writes.
public struct UpdateOptions: Sendable {
    /// Memory for the postings being built, in bytes.
    public var memoryBudget = 256 << 20
    /// Threads that read, parse and invert.
    public var threads = 1
    /// Files larger than this are skipped; exports, books and crawls may be of any size, their members may not.
    public var fileLimit: Int {
        get { pageLimits.bytes }
        set { pageLimits.bytes = newValue }
    }
    /// What a page may cost. Time and memory are limited only where pages are parsed in processes of their own.
    public var pageLimits = PageLimits()
    /// The program that is started to parse pages, see `ParseWorker`; nil to parse them in this process.
    public var parser: String?
    /// Whether copies of an article are articles of their own; else the first of them by its id is indexed, and the
    /// others are kept with it. Records of exports are never taken for copies.
    public var keepsDuplicates = false
    /// What to leave out.
    public var walking = CorpusWalker.Options()
    /// Asked now and then whether to stop. What was read until then is committed.
    public var isCancelled: @Sendable () -> Bool = { false }
    /// Told of each file that is skipped and each bad record; by several threads at once.
    public var onSkip: (@Sendable (SkippedSource) -> Void)?
    /// Told of each article that is met; by several threads at once.
    public var onArticle: (@Sendable (MetArticle) -> Void)?

    /// The defaults: one thread, 256 MiB.
    public init() {}
}
