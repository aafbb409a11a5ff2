import HZCollection
import HZStorage
import Synchronization

/// Runs work on a thread of its own while this one paints how far it is.
enum Background {
    private final class Slot<Value: Sendable, Failure: Error>: Sendable {
        let result = Mutex<Result<Value, Failure>?>(nil)
    }

    /// The result of `work`; meanwhile this thread paints `line`, if there is one.
    static func run<Value: Sendable, Failure: Error>(
        _ line: ProgressLine?,
        _ work: @escaping @Sendable () throws(Failure) -> Value
    ) throws(Failure) -> Value {
        guard let line else { return try work() }
        let slot = Slot<Value, Failure>()
        var threads = WorkerThreads()
        let failure = threads.start(count: 1) { _ in
            let result = Result(catching: work)
            slot.result.withLock { $0 = result }
        }
        guard failure == 0 else { return try work() }
        line.paint { slot.result.withLock { $0 != nil } }
        threads.join()
        guard let result = slot.result.withLock({ $0 }) else { return try work() }
        return try result.get()
    }
}
