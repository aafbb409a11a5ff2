import HZIndex
import HZStorage

/// `hzsearch check`: reads and verifies every byte of the index.
struct CheckCommand {
    let arguments: ParsedArguments

    init(_ arguments: ParsedArguments) throws(UsageError) {
        if let operand = arguments.operands.first { throw .unexpectedOperand(operand, command: "check") }
        self.arguments = arguments
    }

    func run() throws -> ExitCode {
        let index = try IndexLocation.existing(option: arguments.value("index"))
        do {
            let snapshot = try IndexSnapshot(directory: FileSystemDirectory(opening: index))
            let summary = try IndexChecker.check(snapshot)
            let text = "sound: \(summary.bytes) bytes, \(summary.documents) documents, \(summary.terms) terms\n"
            Terminal.write(text, to: .output)
            return .success
        } catch let error as IndexError {
            throw Failure(error, index: index)
        } catch let error as StorageError {
            throw Failure(error, index: index)
        }
    }
}
