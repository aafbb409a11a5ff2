/// `hzsearch manual [COMMAND]`.
struct ManualCommand {
    private let page: String

    init(_ arguments: ParsedArguments) throws(UsageError) {
        if arguments.operands.count > 1 { throw .unexpectedOperand(arguments.operands[1], command: "manual") }
        guard let name = arguments.operands.first else {
            page = ManualPage.overview(Commands.all)
            return
        }
        guard let command = Commands.all.first(where: { $0.name == name }) else {
            throw .unknownTopic(name, nearest: nearest(to: name, among: Commands.all.map(\.name)))
        }
        page = ManualPage.page(command)
    }

    func run() -> ExitCode {
        Terminal.write(page, to: .output)
        return .success
    }
}
