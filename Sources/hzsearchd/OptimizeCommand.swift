import HZCommandLine
import HZIndex
import HZStorage

/// `hzsearch optimize`: merges all segments into one, without what was deleted.
struct OptimizeCommand {
    private let arguments: ParsedArguments

    init(_ arguments: ParsedArguments) throws(UsageError) {
        if let operand = arguments.operands.first { throw .unexpectedOperand(operand, command: "optimize") }
        self.arguments = arguments
    }

    func run() throws -> ExitCode {
        let index = try IndexLocation.existing(option: arguments.value("index"))
        do {
            var options = IndexWriter.Options()
            options.worksAside = true
            let writer = try IndexWriter(directory: FileSystemDirectory(opening: index), options: options)
            let before = writer.snapshot?.segments.count ?? 0
            try writer.optimize()
            let after = writer.snapshot?.segments.count ?? 0
            if !arguments.has("quiet") {
                let place = TerminalText.escaped(index)
                Terminal.write("\(place): segments before: \(before), now: \(after)\n", to: .output)
            }
            return .success
        } catch {
            throw Failure.ofIndex(index, error)
        }
    }
}
