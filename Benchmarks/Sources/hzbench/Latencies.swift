/// Times of one set of queries: passes by queries.
struct Latencies {
    private var passes: [[Double]] = []

    /// Adds a pass's times, in any order.
    mutating func add(_ times: [Double]) { passes.append(times.sorted()) }

    /// A percentile, 0...1: interpolated within each pass, then the median of the passes, with their least and most.
    func percentile(_ part: Double) -> (median: Double, least: Double, most: Double) {
        spread(
            passes.map { times in
                guard let last = times.last else { return 0 }
                let place = Double(times.count - 1) * part
                let below = Int(place)
                guard below + 1 < times.count else { return last }
                return times[below] + (times[below + 1] - times[below]) * (place - Double(below))
            }
        )
    }

    /// The mean, likewise.
    var mean: (median: Double, least: Double, most: Double) {
        spread(passes.map { $0.reduce(0, +) / Double(max(1, $0.count)) })
    }

    private func spread(_ values: [Double]) -> (median: Double, least: Double, most: Double) {
        let sorted = values.sorted()
        guard let least = sorted.first, let most = sorted.last else { return (0, 0, 0) }
        return ((sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2, least, most)
    }
}
