/// `hzsearch completion SHELL`.
struct CompletionCommand {
    private let shell: CompletionScript.Shell

    init(_ arguments: ParsedArguments) throws(UsageError) {
        let known = CompletionScript.Shell.allCases.map(\.rawValue).joined(separator: "|")
        guard let name = arguments.operands.first else {
            throw .missingOperands(command: "completion", operands: known)
        }
        if arguments.operands.count > 1 {
            throw .unexpectedOperand(arguments.operands[1], command: "completion \(name)")
        }
        guard let shell = CompletionScript.Shell(rawValue: name) else {
            throw .missingOperands(command: "completion", operands: known)
        }
        self.shell = shell
    }

    func run() -> ExitCode {
        Terminal.write(CompletionScript.text(shell), to: .output)
        return .success
    }
}
