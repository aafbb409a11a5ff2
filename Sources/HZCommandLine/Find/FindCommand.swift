import HZClient
import HZSearch

/// `hzsearch find`: asks the daemon when one answers, else reads the index itself; the same answer either way.
struct FindCommand {
    /// What is printed for a result.
    enum Output {
        case page, json, count, paths(separator: UInt8)
    }

    private let arguments: ParsedArguments
    private let request: SearchRequest
    private let output: Output
    private let color: ColorChoice

    init(_ arguments: ParsedArguments) throws {
        self.arguments = arguments
        request = try Self.request(arguments)
        color = try arguments.choice("color", "auto, always or never") ?? .auto
        let forms = ["json", "count", "null", "paths"].filter(arguments.has)
        output =
            if arguments.has("json") {
                .json
            } else if arguments.has("count") {
                .count
            } else if arguments.has("null") {
                .paths(separator: 0)
            } else if arguments.has("paths") {
                .paths(separator: UInt8(ascii: "\n"))
            } else {
                .page
            }
        // With --json, --count means: count every match; the other forms print different things.
        if let form = forms.first, arguments.has("interactive") { throw UsageError.conflict(form, "interactive") }
        if forms.count > 1, Set(forms) != ["json", "count"], Set(forms) != ["null", "paths"] {
            throw UsageError.conflict(forms[0], forms[1])
        }
    }

    func run() throws -> ExitCode {
        var source = try SearchSource(arguments)
        if arguments.has("interactive") {
            let style = TerminalStyle(color, stream: .output)
            var search = InteractiveSearch(source: source, request: request, style: style)
            return try search.run()
        }
        let json = try source.answer(request)
        if case .json = output {
            Terminal.write(json, to: .output)
            return Self.code(try SearchResult(json: json))
        }
        let result = try SearchResult(json: json)
        for note in result.notes {
            let line = errorStyle.dim("note: " + TerminalText.escaped(note.message)) + "\n"
            Terminal.write(line, to: .error)
        }
        switch output {
        case .json: break
        case .count: Terminal.write("\(result.total.value)\n", to: .output)
        case .paths(let separator): writePaths(result.hits, separator)
        case .page: writePage(result)
        }
        return Self.code(result)
    }

    /// Articles that have some of the words are found, too. The page of results may be empty where `--offset` went past
    /// its end: found is found.
    private static func code(_ result: SearchResult) -> ExitCode {
        result.total.value > 0 || !result.hits.isEmpty ? .success : .nothingFound
    }

    private static func request(_ arguments: ParsedArguments) throws(UsageError) -> SearchRequest {
        var request = SearchRequest(query: arguments.operands.joined(separator: " "))
        let filters = ["title", "author", "after", "before"].filter(arguments.has)
        if arguments.operands.isEmpty, filters.isEmpty, !arguments.has("interactive") {
            throw .missingOperands(command: "find", operands: "WORDS...")
        }
        let modes = ["phrase", "any", "all"].filter(arguments.has)
        if modes.count > 1 { throw .conflict(modes[0], modes[1]) }
        request.options.mode = modes.first.flatMap(QueryMode.init) ?? .auto
        request.options.strict = arguments.has("strict")
        request.options.title = arguments.value("title")
        request.options.author = arguments.value("author")
        request.options.after = arguments.value("after")
        request.options.before = arguments.value("before")
        request.options.not = arguments.all("not")
        request.limit = try arguments.number("limit", 0...SearchTarget.maximumLimit) ?? request.limit
        request.offset = try arguments.number("offset", 0...Int(Int32.max)) ?? 0
        request.sort = try arguments.choice("sort", "score or date") ?? .score
        request.countAll = arguments.has("count")
        if request.countAll, !arguments.has("json") { request.limit = 0 }
        return request
    }

    private var errorStyle: TerminalStyle { TerminalStyle(color, stream: .error) }

    private func writePaths(_ hits: [Hit], _ separator: UInt8) {
        var bytes: [UInt8] = []
        // Exact bytes for programs; a terminal gets what it can show.
        let isShown = separator != 0 && Terminal.isTerminal(.output)
        for hit in hits {
            let path = hit.path.isEmpty ? hit.id : hit.path
            bytes += (isShown ? TerminalText.escaped(path) : path).utf8
            bytes.append(separator)
        }
        Terminal.write(bytes, to: .output)
    }

    private func writePage(_ result: SearchResult) {
        let isTerminal = Terminal.isTerminal(.output)
        let page = ResultPage(
            style: TerminalStyle(color, stream: .output),
            width: isTerminal ? Terminal.width(.output) : nil,
            folder: isTerminal ? Host.realPath(".") : nil
        )
        guard Terminal.write(page.text(result.hits), to: .output) else { return }
        if isTerminal { Terminal.write(errorStyle.dim(summary(result)) + "\n", to: .error) }
    }

    private func summary(_ result: SearchResult) -> String {
        if result.total.value == 0, result.hits.isEmpty { return "nothing found" }
        let total = (result.total.relation == .equal ? "" : "at least ") + "\(result.total.value)"
        let first = request.offset + 1
        let range = result.hits.isEmpty ? "none" : "\(first) to \(first + result.hits.count - 1)"
        let isRelaxed = result.hits.contains { !$0.missing.isEmpty }
        let count = isRelaxed ? "; \(total) with all the words" : " of \(total)"
        return "\n\(range)\(count), \(milliseconds(result.tookMicroseconds)) ms"
    }

    private func milliseconds(_ microseconds: Int) -> String {
        "\(microseconds / 1000).\(microseconds / 100 % 10)"
    }
}
