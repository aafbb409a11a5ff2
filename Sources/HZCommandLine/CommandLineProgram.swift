import HZClient

/// What both programs do: read the command, run it, say what went wrong.
public enum CommandLineProgram {
    /// The version of both programs.
    public static let version = "0.1.0"

    /// `hzsearch`: runs what only reads, hands everything else to `hzsearchd`.
    public static func runReading(_ arguments: [String]) -> Int32 {
        run(arguments) { command, parsed in
            switch command.name {
            case "find": try FindCommand(parsed).run()
            case "status": try StatusCommand(parsed).run()
            case "check": try CheckCommand(parsed).run()
            default: try ProgramRelay.run(arguments)
            }
        }
    }

    /// Reads the command and its arguments and runs `body`; the result is the exit status.
    public static func run(
        _ arguments: [String],
        _ body: (CommandSpecification, ParsedArguments) throws -> ExitCode
    ) -> Int32 {
        Terminal.ignoreBrokenPipes()
        do {
            let rest = arguments.dropFirst()
            switch rest.first {
            case nil:
                Terminal.write(HelpPage.overview(Commands.all), to: .error)
                return ExitCode.usage.rawValue
            case "--help", "-h", "help":
                return help(rest.dropFirst().first)
            case "--version", "-V":
                Terminal.write("hzsearch \(version)\n", to: .output)
                return ExitCode.success.rawValue
            case let name?:
                let command = try command(name)
                let parsed = try ParsedArguments(rest.dropFirst(), for: command)
                if parsed.has("help") { return help(name) }
                return try body(command, parsed).rawValue
            }
        } catch {
            return report(failure(error))
        }
    }

    /// Prints a failure to standard error; the result is its exit status.
    public static func report(_ failure: Failure) -> Int32 {
        let style = TerminalStyle(.auto, stream: .error)
        let message = TerminalText.escaped(failure.message)
        Terminal.write("\(style.problem("hzsearch:")) \(message)\n", to: .error)
        return failure.code.rawValue
    }

    private static func command(_ name: String) throws(UsageError) -> CommandSpecification {
        guard let command = Commands.all.first(where: { $0.name == name }) else {
            throw .unknownCommand(name, nearest: nearest(to: name, among: Commands.all.map(\.name)))
        }
        return command
    }

    private static func help(_ name: String?) -> Int32 {
        guard let name, let command = Commands.all.first(where: { $0.name == name }) else {
            Terminal.write(HelpPage.overview(Commands.all), to: .output)
            return ExitCode.success.rawValue
        }
        Terminal.write(HelpPage.page(command), to: .output)
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
