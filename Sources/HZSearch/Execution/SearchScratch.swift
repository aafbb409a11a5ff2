import HZIndex
import Synchronization

/// Memory that searches use one after the other, so that a search need not ask the system for any. One owner at a time.
final class SearchScratch: @unchecked Sendable {
    let memory = QueryMemory()
    let arena = CursorArena()
    let sums = CleanSums()
    let budget = ExpansionBudget()

    /// Makes all of it free again.
    func reset() {
        memory.reset()
        arena.reset()
    }
}

/// Scratch memory without an owner. Safe for many threads.
final class ScratchPool: Sendable {
    private let idle = Mutex<[SearchScratch]>([])
    private static let mostIdle = 64

    /// Scratch memory for one search, to be given back after it.
    func take() -> SearchScratch {
        idle.withLock { $0.popLast() } ?? SearchScratch()
    }

    /// Takes back what `take` gave, unless a failure is noted in it.
    func giveBack(_ scratch: SearchScratch) {
        guard scratch.arena.failure == nil else { return }
        scratch.reset()
        idle.withLock { idle in
            if idle.count < Self.mostIdle { idle.append(scratch) }
        }
    }
}
