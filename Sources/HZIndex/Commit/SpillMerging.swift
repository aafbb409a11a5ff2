import HZStorage
import Synchronization

/// The spilled segments that wait for a commit; merges them meanwhile as the policy says, in a thread of its own, so that
/// a long update ends with few. Nothing of them is deleted yet: which documents are replaced is settled by the commit.
/// Safe for many threads.
final class SpillMerging: Sendable {
    private struct State {
        var spills: [DocumentInverter.Spill] = []
        var isMerging = false
        var failure: IndexError?
    }

    private let directory: any Directory
    private let isAside: Bool
    private let pairs: PairRule
    private let state = Mutex(State())
    /// The thread, of which there is one at a time.
    private let worker = Mutex(WorkerThreads())

    /// `isAside`: whether anything is merged before the commit.
    init(directory: any Directory, isAside: Bool, pairs: PairRule) {
        self.directory = directory
        self.isAside = isAside
        self.pairs = pairs
    }

    /// Takes a finished segment.
    func take(_ spill: DocumentInverter.Spill) {
        state.withLock { $0.spills.append(spill) }
        start()
    }

    /// Waits for the merging to end; the segments that there are then, which are the caller's.
    func finish() throws(IndexError) -> [DocumentInverter.Spill] {
        worker.withLock { $0.join() }
        let (spills, failure) = state.withLock { state in
            defer { state = State() }
            return (state.spills, state.failure)
        }
        if let failure { throw failure }
        return spills
    }

    /// Starts merging where there is enough to merge, and nobody does.
    private func start() {
        guard isAside else { return }
        let selected = select()
        guard !selected.isEmpty else { return }
        worker.withLock { worker in
            worker.join()
            let failure = worker.start(count: 1) { [self] _ in run(selected) }
            // Without a thread the commit merges.
            if failure != 0 { putBack(selected) }
        }
    }

    /// Takes what the policy merges next out of the list.
    private func select() -> [DocumentInverter.Spill] {
        state.withLock { state in
            guard !state.isMerging, state.failure == nil else { return [] }
            let places = MergePolicy.select(sizes: state.spills.map(\.info.byteCount))
            guard places.count > 1 else { return [] }
            let selected = places.map { state.spills[$0] }
            for place in places.reversed() { state.spills.remove(at: place) }
            state.isMerging = true
            return selected
        }
    }

    private func putBack(_ spills: [DocumentInverter.Spill]) {
        state.withLock { state in
            state.spills += spills
            state.isMerging = false
        }
    }

    private func run(_ first: [DocumentInverter.Spill]) {
        var selected = first
        while !selected.isEmpty {
            do throws(IndexError) {
                putBack(try merge(selected))
            } catch {
                state.withLock { state in
                    state.failure = error
                    state.isMerging = false
                }
            }
            selected = select()
        }
    }

    private func merge(_ spills: [DocumentInverter.Spill]) throws(IndexError) -> [DocumentInverter.Spill] {
        var sources: [(reader: SegmentReader, deleted: DeletedDocuments)] = []
        for spill in spills {
            let reader = try SegmentReader(directory: directory, info: spill.info)
            sources.append((reader, DeletedDocuments(documentCount: reader.documentCount)))
        }
        // It is aside itself.
        let merger = try SegmentMerger(sources, directory: directory, pairs: pairs, worksAside: false)
        guard let result = try merger.merge() else { return [] }
        var sequences = [UInt64](repeating: 0, count: Int(result.info.documentCount))
        for (spill, numbers) in zip(spills, result.numbers) {
            for (sequence, number) in zip(spill.sequences, numbers) { sequences[Int(number)] = sequence }
        }
        // No commit names them: what a failure leaves here is swept by the next writer.
        for file in spills.flatMap(\.info.files) { try? directory.remove(file.name) }
        return [DocumentInverter.Spill(info: result.info, sequences: sequences)]
    }
}
