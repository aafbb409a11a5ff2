import HZClient
import HZIndex
import HZJSON
import HZStorage

/// `hzsearch status`: what the index holds, and whether a daemon serves it.
struct StatusCommand {
    let arguments: ParsedArguments

    init(_ arguments: ParsedArguments) throws(UsageError) {
        if let operand = arguments.operands.first { throw .unexpectedOperand(operand, command: "status") }
        self.arguments = arguments
    }

    func run() throws -> ExitCode { .success }
}
