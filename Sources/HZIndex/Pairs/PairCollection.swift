import HZStorage

/// Pairs on their way into a segment: they are collected, on a thread beside the caller's where one is to be had, while
/// the caller writes the lists of words; then written after these.
///
/// What `collect` reads is used by that thread, until `wait` returns.
final class PairCollection: @unchecked Sendable {
    /// What was collected.
    struct Outcome: ~Copyable {
        /// The rule's number for the segment.
        var leastProduct: UInt64
        /// The pairs, and the terms of their words; nil where the rule makes none.
        var table: PairTable?
        var terms: [[UInt8]] = []
    }

    private let collect: () throws(IndexError) -> Outcome
    private var outcome: Outcome?
    private var failure: IndexError?
    private var threads = WorkerThreads()
    private var isDone = false

    /// Begins, where it is to be done aside.
    init(isAside: Bool, _ collect: @escaping () throws(IndexError) -> Outcome) {
        self.collect = collect
        guard isAside else { return }
        // Without a thread it is done by the one that waits.
        isDone = threads.start(count: 1) { [self] _ in run() } == 0
    }

    /// Returns when nothing is read any more.
    func wait() {
        threads.join()
        isDone = true
    }

    /// Collects where that was not done aside, and writes the lists of all pairs that were met.
    func write(to segment: SegmentWriter) throws(IndexError) {
        if !isDone { run() }
        wait()
        if let failure { throw failure }
        guard let outcome = outcome.take() else { return }
        segment.setPairs(leastProduct: outcome.leastProduct)
        try outcome.table?.write(to: segment, terms: outcome.terms)
    }

    private func run() {
        do throws(IndexError) { outcome = try collect() } catch { failure = error }
    }
}
