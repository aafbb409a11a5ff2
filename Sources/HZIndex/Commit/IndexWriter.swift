import HZStorage
import Synchronization

/// The one writer of an index: takes documents through inverters, and makes commits.
///
/// Holding an `IndexWriter` is holding the index's lock. `makeInverter` may be called for each thread; `commit`,
/// `rollback` and `optimize` are called when no inverter is working, by one thread at a time. What was not committed is
/// gone when the process dies; what was committed stays, whatever happens.
public final class IndexWriter {
    /// How an index is written.
    public struct Options: Sendable {
        /// Memory for writing, in bytes: most of it for postings and tables of all inverters together.
        public var memoryBudget = 256 << 20
        /// How many inverters share it.
        public var threads = 1
        /// Whether threads beside the callers' compress what is stored, one an inverter, collect pairs of words, and merge
        /// what was spilled.
        public var worksAside = false
        /// Two words whose numbers of documents in a segment multiply to less have no list of their own there as a pair:
        /// their phrases are found by positions. Lower ones make phrases of rarer words faster, and the index larger.
        public var leastPairProduct = PairRule().leastProduct

        /// The defaults: one thread, 256 MiB.
        public init() {}

        var pairs: PairRule { PairRule(leastProduct: leastPairProduct) }
    }

    /// The last commit.
    public private(set) var snapshot: IndexSnapshot?

    private let directory: any Directory
    private let options: Options
    private let lock: IndexLock
    private let shared = Shared()
    private let merging: SpillMerging
    private var inverters: [DocumentInverter] = []
    private var manifest: Manifest
    private var isClosed = false

    /// What the inverters' threads share.
    private final class Shared: Sendable {
        let sequence = Atomic<UInt64>(1)
        let deletions = Mutex<[String: UInt64]>([:])

        func next() -> UInt64 { sequence.wrappingAdd(1, ordering: .relaxed).newValue }
    }

    /// Opens an index for writing, or begins one in an empty directory. Files that no commit names are removed; the commit
    /// that is found is durable from then on, also where its writer died before it could make it so.
    public init(directory: any Directory, options: Options = Options()) throws(IndexError) {
        self.directory = directory
        self.options = options
        merging = SpillMerging(directory: directory, isAside: options.worksAside, pairs: options.pairs)
        lock = try storage { () throws(StorageError) in try directory.lock(Manifest.lockName) }
        let newest = try storage { () throws(StorageError) in try Manifest.newest(in: directory) }
        manifest = newest ?? Manifest()
        if let newest {
            snapshot = try IndexSnapshot(directory: directory, manifest: newest, previous: nil)
            // Its writer may have died between the rename and the sync: the commit before must not go, nor anybody be
            // told that this one stands, while a power loss could still take it.
            try storage { () throws(StorageError) in try directory.sync() }
        }
        try sweep()
    }

    /// A new inverter, for one thread.
    public func makeInverter() -> DocumentInverter {
        let (shared, merging) = (shared, merging)
        let inverter = DocumentInverter(
            directory: directory,
            worksAside: options.worksAside,
            budget: share,
            pairs: options.pairs,
            nextSequence: { shared.next() },
            deliver: { spill in merging.take(spill) }
        )
        inverters.append(inverter)
        return inverter
    }

    /// What one inverter may fill with postings and tables: its share of the budget, less what writing takes besides.
    private var share: Int {
        let threads = max(1, options.threads)
        let share = options.memoryBudget * 7 / 8 / threads - Self.memoryBesides
        return min(max(1 << 20, share), DocumentInverter.largestBudget)
    }

    /// What an inverter takes besides: articles on their way, buffers, the order of its terms while it spills them.
    private static let memoryBesides = 8 << 20

    /// Removes a document at the next commit; one of the same id that is added later stays.
    public func delete(id: String) {
        let sequence = shared.next()
        shared.deletions.withLock { $0[id] = sequence }
    }

    /// Makes all that was added and deleted since the last commit durable and visible, at once. When it returns, a
    /// power loss takes nothing of it. Returns the generation; without changes, that of the last commit.
    @discardableResult
    public func commit() throws(IndexError) -> UInt64 {
        guard !isClosed else { throw .closed }
        for inverter in inverters { try inverter.finish() }
        let spills = try merging.finish()
        let deletions = shared.deletions.withLock { deletions in
            defer { deletions = [:] }
            return deletions
        }
        guard !spills.isEmpty || !deletions.isEmpty || snapshot == nil else { return manifest.generation }
        var draft = try CommitDraft(directory: directory, snapshot: snapshot, options: options)
        try draft.add(spills, deletions: deletions)
        guard draft.isChanged || snapshot == nil else { return manifest.generation }
        try draft.mergeByPolicy()
        try publish(draft)
        return manifest.generation
    }

    /// Merges everything into one segment without deleted documents, and commits. Nothing may be pending.
    public func optimize() throws(IndexError) {
        try commit()
        var draft = try CommitDraft(directory: directory, snapshot: snapshot, options: options)
        guard try draft.mergeAll() else { return }
        try publish(draft)
    }

    /// Forgets all that was added and deleted since the last commit. After a commit that failed, what is on disk is left
    /// for the next writer to judge.
    public func rollback() throws(IndexError) {
        for inverter in inverters { inverter.abandon() }
        inverters.removeAll()
        _ = try? merging.finish()
        shared.deletions.withLock { $0 = [:] }
        if !isClosed { try sweep() }
    }

    private func publish(_ draft: CommitDraft) throws(IndexError) {
        var next = Manifest()
        next.generation = manifest.generation + 1
        next.entries = try draft.entries(generation: next.generation)
        // What was merged from files that were cut off meanwhile must not become a commit.
        try snapshot?.checkMappings()
        // Where the next lines fail, it is not known whether the rename is durable, or what it made valid can't be opened:
        // nothing more may be written, nor removed, by this writer.
        isClosed = true
        try storage { () throws(StorageError) in try next.commit(to: directory) }
        manifest = next
        snapshot = try IndexSnapshot(directory: directory, manifest: next, previous: snapshot)
        isClosed = false
        try sweep()
    }

    /// Removes the files of a dead writer and of earlier commits; readers that have them open keep them.
    private func sweep() throws(IndexError) {
        let needed = manifest.fileNames
        try storage { () throws(StorageError) in
            var removed = false
            for name in try directory.list() where Self.isOurs(name) && !needed.contains(name) {
                do throws(StorageError) {
                    try directory.remove(name)
                    removed = true
                } catch .notFound {
                    continue
                }
            }
            if removed { try directory.sync() }
        }
    }

    /// Whether a file name is one that a writer makes: nothing else in the directory is ever touched.
    private static func isOurs(_ name: String) -> Bool {
        if name.hasPrefix(Manifest.prefix) {
            return Manifest.generation(of: name) != nil || name.hasSuffix(".tmp")
        }
        let parts = name.split(separator: ".", maxSplits: 1)
        guard parts.count == 2, (SegmentInfo.extensions + ["live"]).contains(String(parts[1])) else { return false }
        let stem = parts[0].prefix { $0 != "-" }
        return stem.count == 16 && stem.allSatisfy { $0.isHexDigit }
    }
}
