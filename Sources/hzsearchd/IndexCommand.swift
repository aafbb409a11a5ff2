import HZCollection
import HZCommandLine
import HZIngest
import HZJSON
import HZStorage
import Synchronization

/// `hzsearch index`: brings an index up to date with folders, files and exports.
struct IndexCommand {
    private let arguments: ParsedArguments
    private let index: String
    private var options = UpdateOptions()

    init(_ arguments: ParsedArguments) throws(UsageError) {
        guard !arguments.operands.isEmpty else { throw .missingOperands(command: "index", operands: "PATH...") }
        self.arguments = arguments
        index = IndexLocation.writable(option: arguments.value("index"))
        options.threads = try arguments.number("threads", 1...256) ?? Host.processors
        options.memoryBudget = (try arguments.number("memory", 16...1 << 20) ?? 256) << 20
        options.fileLimit = (try arguments.number("max-size", 1...4096) ?? 16) << 20
        options.isCancelled = { Interruption.isRequested }
        if arguments.has("verbose") {
            options.onSkip = { skipped in
                let place = TerminalText.escaped(skipped.path) + (skipped.line.map { ":\($0)" } ?? "")
                Terminal.write("skipped \(place): \(skipped.reason)\n", to: .error)
            }
        }
    }

    func run() throws -> ExitCode {
        Interruption.watch()
        let directory: FileSystemDirectory
        do throws(StorageError) {
            directory = try FileSystemDirectory(creating: index)
        } catch {
            throw Failure(error, index: index)
        }
        let progress = UpdateProgress()
        let updater = CollectionUpdater(directory: directory, options: options, progress: progress)
        let isShown = Terminal.isTerminal(.error) && !arguments.has("quiet") && !arguments.has("verbose")
        let paths = arguments.operands
        let summary: UpdateSummary
        do throws(CollectionError) {
            let line = isShown ? ProgressLine(progress) : nil
            summary = try Background.run(line) { () throws(CollectionError) in try updater.update(paths) }
        } catch {
            throw Failure(error, index: index)
        }
        if arguments.has("json") {
            Terminal.write(summary.json(index: index), to: .output)
        } else if !arguments.has("quiet") {
            Terminal.write(summary.text(index: index), to: .output)
        }
        return summary.wasInterrupted ? .interrupted : .success
    }
}
