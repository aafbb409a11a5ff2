import HZCollection
import HZCommandLine
import HZIngest
import HZJSON
import HZStorage
import Synchronization

/// `hzsearch index`: brings an index up to date with folders, files and exports, or with all that it knows.
struct IndexCommand {
    private let arguments: ParsedArguments
    private let index: String
    private var options = UpdateOptions()

    init(_ arguments: ParsedArguments) throws(UsageError) {
        self.arguments = arguments
        index =
            try arguments.operands.isEmpty
            ? Self.known(arguments) : IndexLocation.writable(option: arguments.value("index"))
        options.threads = try arguments.number("threads", 1...256) ?? Host.processors
        options.memoryBudget = (try arguments.number("memory", 16...1 << 20) ?? 256) << 20
        options.pageLimits.bytes = (try arguments.number("max-size", 1...4096) ?? 16) << 20
        options.pageLimits.seconds = try arguments.number("page-seconds", 1...3600) ?? options.pageLimits.seconds
        options.pageLimits.memory = (try arguments.number("page-memory", 1...1 << 20) ?? 1024) << 20
        options.keepsDuplicates = arguments.has("keep-duplicates")
        options.walking.includesHidden = arguments.has("hidden")
        options.walking.included = try Self.patterns(arguments, "include")
        options.walking.excluded = try Self.patterns(arguments, "exclude")
        options.isCancelled = { Interruption.isRequested }
        if !arguments.has("in-process") { options.parser = Host.realPath("/proc/self/exe") ?? "/proc/self/exe" }
    }

    private static func patterns(_ arguments: ParsedArguments, _ name: String) throws(UsageError) -> [GlobPattern] {
        var patterns: [GlobPattern] = []
        for text in arguments.all(name) {
            guard let pattern = GlobPattern(text) else {
                throw .badValue(option: name, value: text, expected: "a pattern such as '*.html' or 'news/**'")
            }
            patterns.append(pattern)
        }
        return patterns
    }

    /// Sends what happens to files where the user wants it.
    private func listen(_ report: UpdateReport?) -> UpdateOptions {
        var options = options
        let isVerbose = arguments.has("verbose")
        if isVerbose || report != nil {
            options.onSkip = { skipped in
                report?.add(skipped)
                guard isVerbose else { return }
                let place = TerminalText.escaped(skipped.path) + (skipped.line.map { ":\($0)" } ?? "")
                Terminal.write("skipped \(place): \(skipped.reason)\n", to: .error)
            }
        }
        if let report { options.onArticle = { report.add($0) } }
        return options
    }

    /// Without paths, what searches would ask is updated, as it was walked before: it must know of something, and not be
    /// told of another walk.
    private static func known(_ arguments: ParsedArguments) throws(UsageError) -> String {
        let walks = ["include", "exclude", "hidden", "keep-duplicates"].contains(where: arguments.has)
        if !walks, let index = try? IndexLocation.existing(option: arguments.value("index")),
            let directory = try? FileSystemDirectory(opening: index), !IndexSources(of: directory).all.isEmpty
        {
            return index
        }
        throw .missingOperands(command: "index", operands: "PATH...")
    }

    /// Nothing in the index's folder is read: whoever names it for its articles gets an error, not an empty index.
    private func refuseOwnFolder() throws(Failure) {
        let own = Host.realPath(index)
        for path in arguments.operands where path == index || own != nil && Host.realPath(path) == own {
            let other = path.hasSuffix("/") ? path + "index" : path + "/index"
            throw Failure(
                "\(path) is the folder of the index, where no articles are read: say another, such as --index \(other)",
                .usage
            )
        }
    }

    /// Of what is not there, no index is begun. One that is there may hold articles of it.
    private func refuseMissing() throws(Failure) {
        guard Host.realPath(index) == nil else { return }
        for path in arguments.operands where path != "-" && Host.realPath(path) == nil {
            throw Failure(CollectionError.missing(path: path), index: index)
        }
    }

    /// What was named and is not there any more may be a disk that is not mounted: its articles do not go in silence, and
    /// where it was not named, they stay.
    private func noteVanished(_ summary: UpdateSummary) {
        for path in summary.away {
            let state = Host.realPath(path) == nil ? "is not there" : "is an empty folder, maybe where a disk was"
            let path = TerminalText.escaped(path)
            let note = "note: \(path) \(state): its articles stay; hzsearch index \(path) removes them"
            Terminal.write(note + "\n", to: .error)
        }
        guard summary.removed > 0 else { return }
        for path in arguments.operands where path != "-" && Host.realPath(path) == nil {
            let note = "note: \(TerminalText.escaped(path)) is not there any more: what the index had of it is removed"
            Terminal.write(note + "\n", to: .error)
        }
    }

    func run() throws -> ExitCode {
        try refuseOwnFolder()
        try refuseMissing()
        Interruption.watch()
        let directory: FileSystemDirectory
        do throws(StorageError) {
            directory = try FileSystemDirectory(creating: index)
        } catch {
            throw Failure(error, index: index)
        }
        let report = try arguments.value("report").map { path throws(Failure) in try UpdateReport(path) }
        let options = listen(report)
        let progress = UpdateProgress()
        let updater = CollectionUpdater(directory: directory, options: options, progress: progress)
        let isShown = Terminal.isTerminal(.error) && !arguments.has("quiet") && !arguments.has("verbose")
        let paths = arguments.operands
        let summary: UpdateSummary
        do throws(CollectionError) {
            let line = isShown ? ProgressLine(progress) : nil
            let wait = DaemonWait(index: Host.realPath(index) ?? index)
            summary = try Background.run(line) { () throws(CollectionError) in
                try wait.retrying { () throws(CollectionError) in
                    try paths.isEmpty ? updater.updateAll() : updater.update(paths)
                }
            }
        } catch {
            throw Failure(error, index: index)
        }
        noteVanished(summary)
        if let code = report?.finish() {
            throw Failure("\(arguments.value("report") ?? ""): \(Host.message(forError: code))", .usage)
        }
        if arguments.has("json") {
            Terminal.write(summary.json(index: index), to: .output)
        } else if !arguments.has("quiet") {
            Terminal.write(summary.text(index: index), to: .output)
        }
        return summary.wasInterrupted ? .interrupted : .success
    }
}
