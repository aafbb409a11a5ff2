import HZCollection
import NIOCore
import NIOPosix
import Synchronization

/// Threads for what takes too long for a loop, with a bounded queue: what does not fit is refused at once, so
/// that a flood of hard searches costs their senders an error and nobody else a wait.
final class WorkerQueue: Sendable {
    /// The queue is full.
    struct Full: Error {}

    private let pool: NIOThreadPool
    private let limit: Int
    private let waiting = Atomic<Int>(0)

    /// Work of that long may have taken much memory, which would stay with the thread that took it.
    private static let longWork = Duration.milliseconds(100)

    init(threads: Int, limit: Int) {
        pool = NIOThreadPool(numberOfThreads: threads)
        self.limit = limit + threads
        pool.start()
    }

    /// Runs `body` on a worker; the result arrives on `loop`.
    func run<Value: Sendable>(
        on loop: any EventLoop,
        _ body: @escaping @Sendable () -> Value
    ) -> EventLoopFuture<Value> {
        guard waiting.wrappingAdd(1, ordering: .relaxed).newValue <= limit else {
            waiting.wrappingSubtract(1, ordering: .relaxed)
            return loop.makeFailedFuture(Full())
        }
        return pool.runIfActive(eventLoop: loop) { [self] in
            defer { waiting.wrappingSubtract(1, ordering: .relaxed) }
            let start = ContinuousClock.now
            let value = body()
            if ContinuousClock.now - start > Self.longWork { Allocator.returnFreePages() }
            return value
        }
    }

    /// Ends the threads when the work they have is done.
    func stop() async throws {
        try await pool.shutdownGracefully()
    }
}
