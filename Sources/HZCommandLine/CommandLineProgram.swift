import HZClient
import HZStorage

/// What both programs do: read the command, run it, say what went wrong.
public enum CommandLineProgram {
    /// The version of both programs.
    public static let version = "0.1.0"

    /// Name and version, as the daemon and its clients tell each other.
    public static let software = "hzsearch/" + version

    /// What a command line asks for.
    public enum Invocation: Sendable {
        /// A command to be run.
        case command(CommandSpecification, ParsedArguments)
        /// It is answered already; the exit status.
        case answered(Int32)
    }

    /// `hzsearch`: runs what only reads, hands everything else to `hzsearchd`. The result is the exit status.
    public static func runReading(_ arguments: [String]) -> Int32 {
        switch invocation(arguments) {
        case .answered(let code):
            return code
        case .command(let command, let parsed):
            do {
                switch command.name {
                case "find": return try FindCommand(parsed).run().rawValue
                case "save": return try SaveCommand(parsed).run().rawValue
                case "new": return try NewCommand(parsed).run().rawValue
                case "saved": return try SavedCommand(parsed).run().rawValue
                case "suggest": return try SuggestCommand(parsed).run().rawValue
                case "why": return try WhyCommand(parsed).run().rawValue
                case "has": return try HasCommand(parsed).run().rawValue
                case "status": return try StatusCommand(parsed).run().rawValue
                case "check": return try CheckCommand(parsed).run().rawValue
                case "config": return try ConfigCommand(parsed).run().rawValue
                case "completion": return try CompletionCommand(parsed).run().rawValue
                case "manual": return try ManualCommand(parsed).run().rawValue
                default: try ProgramRelay.run(arguments)
                }
            } catch {
                return report(error, of: arguments)
            }
        }
    }

    /// Reads a command line; help and errors are answered at once.
    public static func invocation(_ arguments: [String]) -> Invocation {
        Terminal.ignoreBrokenPipes()
        MappedFile.surviveTruncation()
        let rest = arguments.dropFirst()
        switch rest.first {
        case nil:
            Terminal.write(HelpPage.overview(Commands.all), to: .error)
            return .answered(ExitCode.usage.rawValue)
        case "--help", "-h", "help":
            return .answered(help(rest.dropFirst().first))
        case "--version", "-V":
            Terminal.write("hzsearch \(version)\n", to: .output)
            return .answered(ExitCode.success.rawValue)
        case let name?:
            do {
                let command = try command(name)
                var parsed = try ParsedArguments(rest.dropFirst(), for: command)
                if parsed.has("help") { return .answered(help(name)) }
                try parsed.fill(from: Settings.ofProcess(), for: command)
                return .command(command, parsed)
            } catch {
                return .answered(report(error, of: arguments))
            }
        }
    }

    /// Prints what went wrong to standard error, with what may have been meant where a command line is given; the result is
    /// the exit status.
    public static func report(_ error: any Error, of arguments: [String] = []) -> Int32 {
        let failure = failure(error)
        let style = TerminalStyle(.auto, stream: .error)
        Terminal.write("\(style.problem("hzsearch:")) \(failure.text)\n", to: .error)
        if let (word, value) = ParsedArguments.excludedWord(in: arguments), failure.text.contains(value) {
            let advice = "to exclude the word \(word) say --not \(word), or put -- before the query"
            Terminal.write("  \(TerminalText.escaped(advice))\n", to: .error)
        }
        return failure.code.rawValue
    }

    /// The exit status of a command that ended with `code`: another one, and a sentence, where its output could not be written.
    public static func status(_ code: Int32) -> Int32 {
        guard let failure = Terminal.outputFailure else { return code }
        let status = report(Failure("can't write the output: \(Host.message(forError: failure))", .output))
        return code == ExitCode.success.rawValue || code == ExitCode.nothingFound.rawValue ? status : code
    }

    private static func command(_ name: String) throws(UsageError) -> CommandSpecification {
        // The one that is called by far the most often need not wait for the table of all.
        if name == Commands.find.name { return Commands.find }
        guard let command = Commands.all.first(where: { $0.name == name }) else {
            throw .unknownCommand(name, nearest: nearest(to: name, among: Commands.all.map(\.name)))
        }
        return command
    }

    private static func help(_ name: String?) -> Int32 {
        if name == "query" {
            Pager(isWanted: true).write(QueryHelp.text)
            return ExitCode.success.rawValue
        }
        guard let name, name != "help" else {
            Terminal.write(HelpPage.overview(Commands.all), to: .output)
            return ExitCode.success.rawValue
        }
        guard let command = Commands.all.first(where: { $0.name == name }) else {
            let meant = nearest(to: name, among: Commands.all.map(\.name) + ["query"])
            return report(UsageError.unknownTopic(name, nearest: meant))
        }
        Pager(isWanted: true).write(HelpPage.page(command))
        return ExitCode.success.rawValue
    }

    private static func failure(_ error: any Error) -> Failure {
        switch error {
        case let failure as Failure: failure
        case let error as UsageError: Failure(error)
        case let error as IndexLocation.Failure: Failure(error)
        case let error as ClientError: Failure(error)
        default: Failure("\(error)", .usage)
        }
    }
}
