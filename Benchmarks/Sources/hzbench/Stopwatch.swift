/// Wall-clock time since its making.
struct Stopwatch {
    private let start = ContinuousClock.now

    /// Seconds so far.
    var seconds: Double {
        let elapsed = (ContinuousClock.now - start).components
        return Double(elapsed.seconds) + Double(elapsed.attoseconds) / 1e18
    }

    /// Microseconds so far.
    var microseconds: Double { seconds * 1e6 }
}
