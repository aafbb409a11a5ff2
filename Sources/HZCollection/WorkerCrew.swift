import HZIndex
import HZStorage
import Synchronization

/// The working threads of one update, each with its inverter.
struct WorkerCrew: ~Copyable {
    /// An inverter on loan: used by one thread while that runs, by the writer afterwards.
    private struct Loan: @unchecked Sendable {
        let inverter: DocumentInverter
    }

    /// Where the threads leave what they have to tell.
    private final class Board: Sendable {
        let outcomes = Mutex<[IngestWorker.Outcome]>([])
    }

    private let board = Board()
    private let nothing: IngestWorker.Outcome
    private var threads = WorkerThreads()

    /// Starts the threads; they work until the queue is closed.
    init(
        _ writer: IndexWriter,
        prior: PriorCommit,
        queue: WorkQueue<WorkItem>,
        options: UpdateOptions,
        progress: UpdateProgress
    ) throws(IndexError) {
        nothing = IngestWorker.Outcome(seen: prior.nothingSeen())
        let loans = (0..<max(1, options.threads)).map { _ in Loan(inverter: writer.makeInverter()) }
        let failure = threads.start(count: loans.count) { [board] number in
            let worker = IngestWorker(
                prior: prior,
                inverter: loans[number].inverter,
                options: options,
                progress: progress
            )
            let outcome = worker.run(queue)
            board.outcomes.withLock { $0.append(outcome) }
        }
        if failure != 0 { throw .storage(.io(operation: "pthread_create", path: "", errno: failure)) }
    }

    /// Waits for the threads; what they did, together.
    mutating func join() -> IngestWorker.Outcome {
        threads.join()
        return board.outcomes.withLock { outcomes in
            outcomes.reduce(into: nothing) { sum, outcome in
                sum.summary.add(outcome.summary)
                sum.seen.formUnion(outcome.seen)
                sum.failure = sum.failure ?? outcome.failure
                sum.isComplete = sum.isComplete || outcome.isComplete
            }
        }
    }
}
