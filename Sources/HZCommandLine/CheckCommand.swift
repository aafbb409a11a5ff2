import HZIndex
import HZStorage

/// `hzsearch check`: reads and verifies every byte of the index.
struct CheckCommand {
    let arguments: ParsedArguments

    init(_ arguments: ParsedArguments) throws(UsageError) {
        if let operand = arguments.operands.first { throw .unexpectedOperand(operand, command: "check") }
        self.arguments = arguments
    }

    func run() throws -> ExitCode { .success }
}
