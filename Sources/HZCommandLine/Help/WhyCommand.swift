import HZClient
import HZJSON
import HZSearch

/// `hzsearch why`: why a query finds a file, or why it does not.
struct WhyCommand {
    private let arguments: ParsedArguments
    private let query: String
    private let file: String

    init(_ arguments: ParsedArguments) throws(UsageError) {
        self.arguments = arguments
        guard let file = arguments.operands.last, arguments.operands.count > 1 else {
            throw .missingOperands(command: "why", operands: "QUERY FILE")
        }
        self.file = file
        query = arguments.operands.dropLast().joined(separator: " ")
    }

    func run() throws -> ExitCode {
        // Articles are their absolute paths; what is no file may be the id of a record.
        let id = Host.realPath(file) ?? file
        let request = SearchRequest(query: query)
        var source = try SearchSource(arguments)
        let json = try source.json(WhyTarget.target(for: request, id: id)) {
            searcher throws(SearchError) in try searcher.why(request, id: id)?.line() ?? []
        }
        guard !json.isEmpty else { return try explainAbsence(id) }
        let report: WhyReport = try WhyReport(json: json)
        if arguments.has("json") {
            Terminal.write(json, to: .output)
        } else {
            Terminal.write(text(report), to: .output)
        }
        return report.hit == nil ? .nothingFound : .success
    }

    /// The other program knows how files are read.
    private func explainAbsence(_ id: String) throws -> ExitCode {
        guard !Host.isFolder(id) else {
            throw Failure("\(file) is a folder: say which file of it, hzsearch why '\(query)' \(file)/FILE", .usage)
        }
        let isFile = Host.realPath(file) != nil
        if arguments.has("json") {
            var writer = JSONWriter(capacity: 256)
            writer.beginObject()
            writer.member("schema", 1)
            writer.member("query", query)
            writer.member("id", id)
            writer.member("matches", false)
            writer.member("indexed", false)
            writer.endObject()
            writer.newline()
            Terminal.write(writer.bytes, to: .output)
            return .nothingFound
        }
        let name = TerminalText.escaped(file)
        guard isFile else {
            Terminal.write("\(name) is neither a file nor an id of the index\n", to: .output)
            return .nothingFound
        }
        Terminal.write("\(name) is not in the index; it is read like this:\n\n", to: .output)
        let status = try Host.run([ProgramRelay.program(), "doctor", "--", id])
        return status == ExitCode.output.rawValue ? .output : .nothingFound
    }

    private func text(_ report: WhyReport) -> String {
        let style = TerminalStyle(.auto, stream: .output)
        if let original = report.copyOf {
            return "a copy of \(TerminalText.escaped(original)), which is found instead\n"
        }
        var text = ""
        if let hit = report.hit {
            text += style.bold("found") + " as number \(hit.rank)"
            text += report.matches ? "\n" : ", though it has not all of the query\n"
        } else if report.matches {
            text += style.bold("found") + ", but not among the best 1,000\n"
        } else {
            text += style.bold("not found") + "\n"
        }
        text += "\n"
        for part in report.parts {
            let (mark, fact) =
                switch (part.role, part.matches) {
                case (.excluded, true): ("✗", "is there, and excluded")
                case (.excluded, false): ("✓", "is not there, as it should not be")
                case (_, true): ("✓", "is there")
                case (_, false): ("✗", "is not there")
                }
            text += "  \(mark) \(TerminalText.escaped(part.text))  \(style.dim(fact))\n"
        }
        if let hit = report.hit, !hit.explanation.isEmpty {
            text += "\n" + ScoreTable(style: style).text(hit)
        }
        return text
    }
}
