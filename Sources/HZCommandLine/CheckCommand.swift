import HZIndex
import HZJSON
import HZStorage

/// `hzsearch check`: reads and verifies every byte of the index.
struct CheckCommand {
    private let arguments: ParsedArguments

    init(_ arguments: ParsedArguments) throws(UsageError) {
        if let operand = arguments.operands.first { throw .unexpectedOperand(operand, command: "check") }
        self.arguments = arguments
    }

    func run() throws -> ExitCode {
        let index = try IndexLocation.existing(option: arguments.value("index"))
        do {
            let snapshot = try IndexSnapshot(directory: FileSystemDirectory(opening: index))
            let summary = try IndexChecker.check(snapshot)
            Terminal.write(arguments.has("json") ? json(index, summary) : text(index, summary), to: .output)
            return .success
        } catch {
            throw Failure.ofIndex(index, error)
        }
    }

    private func text(_ index: String, _ summary: IndexChecker.Summary) -> [UInt8] {
        let size = Quantity.bytes(Int(clamping: summary.bytes))
        let counts = "\(Quantity.count(summary.documents)) documents, \(Quantity.count(summary.terms)) terms"
        return Array("\(TerminalText.escaped(index)) is sound: \(size), \(counts)\n".utf8)
    }

    private func json(_ index: String, _ summary: IndexChecker.Summary) -> [UInt8] {
        var json = JSONWriter(capacity: 256)
        json.beginObject()
        json.member("schema", 1)
        json.member("index", index)
        json.member("sound", true)
        json.member("bytes", Int(clamping: summary.bytes))
        json.member("documents", summary.documents)
        json.member("terms", summary.terms)
        json.endObject()
        json.newline()
        return json.bytes
    }
}
