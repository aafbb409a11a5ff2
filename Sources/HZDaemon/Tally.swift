import Synchronization

/// What a daemon has done so far. Counted by all loops at once.
final class Tally: Sendable {
    /// Upper bounds of the histogram of latencies, in microseconds; one more bucket holds the rest.
    static let bounds = [100, 250, 500, 1000, 2500, 5000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000]
    private static let places = 32

    let requests = Atomic<Int>(0)
    let failures = Atomic<Int>(0)
    let refusals = Atomic<Int>(0)
    let moved = Atomic<Int>(0)
    let repeated = Atomic<Int>(0)
    let connections = Atomic<Int>(0)
    /// Nanoseconds since `started` at which the last connection closed.
    let lastUse = Atomic<Int64>(0)
    let started = ContinuousClock.now
    private let counts = InlineArray<32, Atomic<Int>> { _ in Atomic(0) }
    private let buckets = InlineArray<16, Atomic<Int>> { _ in Atomic(0) }
    private let nanoseconds = Atomic<Int>(0)
    /// Microseconds that searches took lately: each moves it by a sixteenth of how far it is off.
    private let usualSearch = Atomic<Int>(0)

    /// Counts a request by its answer's status, the number of its endpoint, and how long the answer took.
    func count(status: UInt, endpoint: Int?, took: Duration) {
        requests.wrappingAdd(1, ordering: .relaxed)
        if status >= 500 {
            failures.wrappingAdd(1, ordering: .relaxed)
        } else if status >= 400 {
            refusals.wrappingAdd(1, ordering: .relaxed)
        }
        counts[min(endpoint ?? Self.places - 1, Self.places - 1)].wrappingAdd(1, ordering: .relaxed)
        let (seconds, attoseconds) = took.components
        let elapsed = Int(seconds) &* 1_000_000_000 &+ Int(attoseconds / 1_000_000_000)
        nanoseconds.wrappingAdd(elapsed, ordering: .relaxed)
        let bucket = Self.bounds.firstIndex { elapsed <= $0 * 1000 } ?? Self.bounds.count
        buckets[bucket].wrappingAdd(1, ordering: .relaxed)
    }

    /// Takes down how long a search took.
    func noteSearch(took: Duration) {
        let known = usualSearch.load(ordering: .relaxed)
        let next = known + (Int(took / .microseconds(1)) - known) / 16
        usualSearch.store(next, ordering: .relaxed)
    }

    /// How long a search may take on a loop: as long as configured, and where searches take long anyway, four times what is
    /// usual, up to five times what is configured. A search that runs out of time is begun anew elsewhere: where most did, a
    /// loop's time would be lost, and all would wait for the few workers.
    func loopBudget(_ configured: Duration) -> Duration {
        let usual = Duration.microseconds(usualSearch.load(ordering: .relaxed))
        return min(max(configured, usual * 4), configured * 5)
    }

    /// Takes down that somebody was there until now.
    func use() {
        let (seconds, attoseconds) = (ContinuousClock.now - started).components
        lastUse.store(seconds &* 1_000_000_000 &+ attoseconds / 1_000_000_000, ordering: .relaxed)
    }

    /// For how long nobody was connected.
    var idle: Duration {
        guard connections.load(ordering: .relaxed) == 0 else { return .zero }
        return ContinuousClock.now - started - .nanoseconds(lastUse.load(ordering: .relaxed))
    }

    /// How many requests an endpoint had; nil for all that asked for none of them.
    func requests(to endpoint: Int?) -> Int {
        counts[endpoint ?? Self.places - 1].load(ordering: .relaxed)
    }

    /// The histogram: how many answers took at most each of `bounds`, then how many there are, and their seconds.
    var latencies: (atMost: [Int], count: Int, seconds: Double) {
        var sum = 0
        var atMost: [Int] = []
        for bucket in 0...Self.bounds.count {
            sum += buckets[bucket].load(ordering: .relaxed)
            atMost.append(sum)
        }
        return (Array(atMost.dropLast()), sum, Double(nanoseconds.load(ordering: .relaxed)) / 1e9)
    }
}
