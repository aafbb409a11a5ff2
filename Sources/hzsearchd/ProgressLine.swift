import HZCollection
import HZCommandLine

/// One line on the terminal that says how far indexing is, painted over itself.
struct ProgressLine {
    private let start = ContinuousClock.now
    private let width = Terminal.width(.error)
    private let progress: UpdateProgress

    init(_ progress: UpdateProgress) {
        self.progress = progress
    }

    /// Paints until `isDone`.
    func paint(until isDone: () -> Bool) {
        while !isDone() {
            let text = text(progress.reading, after: start.duration(to: .now))
            Terminal.write("\r\u{1B}[K" + String(text.prefix(max(20, width - 1))), to: .error)
            Host.pause(milliseconds: 100)
        }
        Terminal.write("\r\u{1B}[K", to: .error)
    }

    private func text(_ reading: UpdateProgress.Reading, after elapsed: Duration) -> String {
        if reading.isCommitting { return "writing the index, \(Quantity.count(reading.files)) files read" }
        let seconds = Quantity.seconds(elapsed)
        let speed = Double(reading.bytes) / max(seconds, 0.1)
        var text = bar(reading) + " \(Quantity.count(reading.files)) files  \(Quantity.bytes(reading.bytes))"
        text += "  \(Quantity.bytes(Int(speed)))/s"
        if reading.isTotalKnown, speed > 0, reading.totalBytes > reading.bytes {
            text += "  \(Quantity.time(Double(reading.totalBytes - reading.bytes) / speed)) left"
        }
        return text
    }

    private func bar(_ reading: UpdateProgress.Reading) -> String {
        let cells = 24
        let share = reading.totalBytes > 0 ? Double(reading.bytes) / Double(reading.totalBytes) : 0
        // Before all is found the share only seems high: the bar stays open.
        let full = min(cells, Int(share * Double(cells) * (reading.isTotalKnown ? 1 : 0.5)))
        return "[" + String(repeating: "=", count: full) + String(repeating: " ", count: cells - full) + "]"
    }
}
