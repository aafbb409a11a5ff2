import HZClient
import HZSearch

/// `hzsearch suggest`: how a query that is being typed may go on.
struct SuggestCommand {
    private let arguments: ParsedArguments
    private let text: String
    private let limit: Int

    init(_ arguments: ParsedArguments) throws(UsageError) {
        self.arguments = arguments
        guard !arguments.operands.isEmpty else { throw .missingOperands(command: "suggest", operands: "WORDS...") }
        text = arguments.operands.joined(separator: " ")
        limit = try arguments.number("limit", 1...CompletionTarget.maximumLimit) ?? 10
    }

    func run() throws -> ExitCode {
        let target = CompletionTarget.target(for: text, limit: limit)
        var source = try SearchSource(arguments)
        let json = try source.json(target) { searcher throws(SearchError) in
            try searcher.complete(text, limit: limit).line()
        }
        let result = try CompletionResult(json: json)
        if arguments.has("json") {
            Terminal.write(json, to: .output)
        } else {
            Terminal.write(lines(result.completions), to: .output)
        }
        return result.completions.isEmpty ? .nothingFound : .success
    }

    /// One completion a line. People see besides how many articles have the words.
    private func lines(_ completions: [Completion]) -> String {
        let isTerminal = Terminal.isTerminal(.output)
        let style = TerminalStyle(.auto, stream: .output)
        return completions.map { completion in
            let text = TerminalText.escaped(completion.text)
            guard isTerminal else { return text + "\n" }
            let fact = completion.kind == .title ? "title" : Quantity.count(completion.articles)
            return text + "  " + style.dim(fact) + "\n"
        }.joined()
    }
}
