import HZClient
import HZSearch

/// `hzsearch has`: whether articles from addresses are in the index.
struct HasCommand {
    private let arguments: ParsedArguments

    init(_ arguments: ParsedArguments) throws(UsageError) {
        self.arguments = arguments
        if arguments.operands.isEmpty { throw .missingOperands(command: "has", operands: "URL...") }
    }

    func run() throws -> ExitCode {
        var source = try SearchSource(arguments)
        var hasAll = true
        for address in arguments.operands {
            let json = try source.json(AddressTarget.target(for: address)) { searcher throws(SearchError) in
                try searcher.articles(at: address).line()
            }
            let report = try AddressReport(json: json)
            hasAll = hasAll && !report.articles.isEmpty
            if arguments.has("json") {
                Terminal.write(json, to: .output)
            } else {
                Terminal.write(report.articles.map(line).joined(), to: .output)
            }
        }
        return hasAll ? .success : .nothingFound
    }

    /// Path and title, a tab between them.
    private func line(_ article: AddressReport.Article) -> String {
        let path = article.path.isEmpty ? article.id : article.path
        return TerminalText.escaped(path) + "\t" + TerminalText.escaped(article.title) + "\n"
    }
}
