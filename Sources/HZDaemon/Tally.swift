import Synchronization

/// What a daemon has done so far. Counted by all loops at once.
final class Tally: Sendable {
    let requests = Atomic<Int>(0)
    let failures = Atomic<Int>(0)
    let moved = Atomic<Int>(0)
    let connections = Atomic<Int>(0)
    let started = ContinuousClock.now

    /// Counts a request by its answer's status.
    func count(status: UInt) {
        requests.wrappingAdd(1, ordering: .relaxed)
        if status >= 500 { failures.wrappingAdd(1, ordering: .relaxed) }
    }
}
