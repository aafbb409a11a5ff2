import HZCommandLine
import Logging

/// Logs as lines on standard error: time, level, message, facts. Nothing that a terminal obeys gets through.
struct LogLines: LogHandler {
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]

    init(level: Logger.Level) {
        logLevel = level
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let facts = metadata.merging(event.metadata ?? [:]) { $1 }.sorted { $0.key < $1.key }
        var line = "\(Host.timestamp()) \(event.level): \(event.message)"
        for (name, value) in facts { line += " \(name)=\(value)" }
        Terminal.write(TerminalText.escaped(line) + "\n", to: .error)
    }
}
