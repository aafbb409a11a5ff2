import HZCommandLine

/// The commands that write, parse or serve. `hzsearch` becomes this program for them.
enum Program {
    /// Runs a command on this thread; the result is the exit status, or nil for `serve`.
    static func run(_ command: CommandSpecification, _ arguments: ParsedArguments) -> Int32? {
        do {
            switch command.name {
            case "serve": return nil
            case "index": return try IndexCommand(arguments).run().rawValue
            case "extract": return try ExtractCommand(arguments).run().rawValue
            case "doctor": return try DoctorCommand(arguments).run().rawValue
            case "optimize": return try OptimizeCommand(arguments).run().rawValue
            default: return CommandLineProgram.report(Failure("run hzsearch \(command.name)", .usage))
            }
        } catch {
            return CommandLineProgram.report(error)
        }
    }

    /// Runs the daemon until it is told to stop; the result is the exit status.
    static func serve(_ arguments: ParsedArguments) async -> Int32 {
        do {
            return try await ServeCommand(arguments).run().rawValue
        } catch {
            return CommandLineProgram.report(error)
        }
    }
}
