import Glibc
import HZClient
import HZCollection
import HZCommandLine
import HZDaemon
import Logging
import ServiceLifecycle

/// `hzsearch serve`: the daemon, in the foreground until it is told to stop.
struct ServeCommand {
    private let arguments: ParsedArguments
    private let level: Logger.Level
    private let web: WebAddress?
    private let idleExit: Int?
    private let answerMemory: Int

    init(_ arguments: ParsedArguments) throws(UsageError) {
        if let operand = arguments.operands.first { throw .unexpectedOperand(operand, command: "serve") }
        self.arguments = arguments
        idleExit = try arguments.number("idle-exit", 1...1 << 30)
        answerMemory = try arguments.number("keep-answers", 0...4096) ?? 16
        web = try arguments.value("http").map { text throws(UsageError) in
            guard let address = WebAddress(text) else {
                throw .badValue(option: "http", value: text, expected: "an address such as 127.0.0.1:8410")
            }
            return address
        }
        level = try arguments.choice("log-level", "trace, debug, info, notice, warning, error or critical") ?? .info
    }

    func run() async throws -> ExitCode {
        let index = try IndexLocation.existing(option: arguments.value("index"))
        let socket = arguments.value("socket") ?? standardSocket(index)
        var configuration = DaemonConfiguration(
            index: index,
            socket: socket,
            software: CommandLineProgram.software,
            cores: Host.processors
        )
        configuration.web = web
        configuration.idleExit = idleExit.map { .seconds($0) }
        configuration.answerMemory = answerMemory << 20
        configuration.watches = arguments.has("watch")
        var updating = UpdateOptions()
        updating.threads = min(2, Host.processors)
        updating.memoryBudget = 64 << 20
        updating.parser = Host.realPath("/proc/self/exe") ?? "/proc/self/exe"
        configuration.updating = updating
        configuration.sentence = { Failure($0, index: index).message }
        configuration.token = Host.environment("HZSEARCH_TOKEN")
        let level = level
        let logger = Logger(label: "hzsearch") { _ in LogLines(level: level) }
        // Before there is a socket to be left behind. A daemon outlives the terminal that it was started from.
        Interruption.watch()
        Hangup.watch()
        let daemon: Daemon
        do {
            daemon = try Daemon(configuration: configuration, logger: logger)
        } catch {
            throw Failure(error, index: index)
        }
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [
                    .init(
                        service: SignalledOnce(daemon: daemon),
                        successTerminationBehavior: .gracefullyShutdownGroup
                    )
                ],
                gracefulShutdownSignals: [.sigterm, .sigint],
                logger: Logger(label: "hzsearch") { _ in LogLines(level: max(level, .warning)) }
            )
        )
        do {
            try await group.run()
        } catch let error as DaemonError {
            throw Failure(error, index: index)
        }
        return .success
    }

    /// In the run-time folder where there is one of our own, else in the index.
    private func standardSocket(_ index: String) -> String {
        let runtime = Host.environment("XDG_RUNTIME_DIR").flatMap { Host.isOwnFolder($0) ? $0 : nil }
        return DaemonSocket.places(index: index, runtimeFolder: runtime).first ?? index + "/" + DaemonSocket.fileName
    }
}

/// The daemon as a service that heeds the signals that came before its group listened, and whose second signal ends the
/// process at once.
private struct SignalledOnce: Service {
    let daemon: Daemon

    func run() async throws {
        guard !Interruption.isRequested else {
            // Whoever has connected already is answered, and the socket goes.
            let run = Task { try await daemon.run() }
            run.cancel()
            return try await run.value
        }
        try await withGracefulShutdownHandler {
            try await daemon.run()
        } onGracefulShutdown: {
            signal(SIGTERM, SIG_DFL)
            signal(SIGINT, SIG_DFL)
        }
    }
}
