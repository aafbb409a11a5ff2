import Synchronization
import Testing

@testable import HZStorage

/// A queue between threads.
@Suite struct WorkQueueTests {
    /// What threads took from a queue until it ended, each item by one of them.
    private func taken(by count: Int, from queue: WorkQueue<Int>, _ body: () -> Void) -> [Int] {
        let all = Mutex<[Int]>([])
        var threads = WorkerThreads()
        let failure = threads.start(count: count) { _ in
            var isDone = false
            while let item = queue.take(isDone: isDone) {
                all.withLock { $0.append(item) }
                isDone = true
            }
        }
        #expect(failure == 0)
        body()
        threads.join()
        return all.withLock { $0 }
    }

    @Test(arguments: [1, 4]) func everyItemIsTakenOnceAndTheLastOneLast(threads: Int) {
        let queue = WorkQueue<Int>(limit: 10)
        let items = taken(by: threads, from: queue) {
            for item in 0..<1_000 { queue.put(item, weight: item % 7) }
            queue.close(last: -1)
        }
        #expect(items.sorted() == [-1] + Array(0..<1_000))
        #expect(items.last == -1)
    }

    @Test func anItemHeavierThanTheLimitStillFits() {
        let queue = WorkQueue<Int>(limit: 1)
        let items = taken(by: 1, from: queue) {
            for item in 0..<3 { queue.put(item, weight: 100) }
            queue.close(last: 3)
        }
        #expect(items == [0, 1, 2, 3])
    }

    @Test func whatIsAbandonedIsDropped() {
        let queue = WorkQueue<Int>(limit: 10)
        queue.put(1, weight: 1)
        queue.abandon()
        queue.put(2, weight: 1)
        queue.close(last: 3)
        #expect(queue.take(isDone: false) == nil)
    }

    @Test func whatIsPutAfterTheEndIsDropped() {
        let queue = WorkQueue<Int>(limit: 10)
        queue.put(1, weight: 1)
        queue.close(last: 2)
        queue.put(3, weight: 1)
        #expect(queue.take(isDone: false) == 1)
        #expect(queue.take(isDone: true) == 2)
        #expect(queue.take(isDone: true) == nil)
    }
}
