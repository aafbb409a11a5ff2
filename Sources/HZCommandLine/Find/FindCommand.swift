import HZClient
import HZSearch

/// `hzsearch find`: asks the daemon when one answers, else reads the index itself; the same answer either way.
struct FindCommand {
    /// What is printed for a result.
    enum Output {
        case page, json, count, bars, concordance, paths(separator: UInt8)
    }

    private let arguments: ParsedArguments
    private let request: SearchRequest
    private let output: Output
    private let color: ColorChoice

    init(_ arguments: ParsedArguments) throws {
        self.arguments = arguments
        request = try Self.request(arguments, words: arguments.operands[...])
        color = try arguments.choice("color", "auto, always or never") ?? .auto
        let forms = ["json", "count", "by", "kwic", "null", "paths"].filter(arguments.has)
        output =
            if arguments.has("json") {
                .json
            } else if arguments.has("count") {
                .count
            } else if arguments.has("by") {
                .bars
            } else if arguments.has("kwic") {
                .concordance
            } else if arguments.has("null") {
                .paths(separator: 0)
            } else if arguments.has("paths") {
                .paths(separator: UInt8(ascii: "\n"))
            } else {
                .page
            }
        // With --json, --count means: count every match; the other forms print different things.
        if let form = forms.first, arguments.has("interactive") { throw UsageError.conflict(form, "interactive") }
        let joins = [
            ["json", "count"], ["json", "kwic"], ["json", "by"], ["json", "count", "by"], ["null", "paths"],
        ]
        if forms.count > 1, !joins.contains(forms) {
            throw UsageError.conflict(forms[0], forms[1])
        }
        // What is like an article has some of its words: neither is there a number that tells, nor are there places.
        let unlike = ["interactive", "count", "by", "kwic", "explain"].filter(arguments.has)
        if let option = unlike.first, arguments.has("like") { throw UsageError.conflict("like", option) }
    }

    func run() throws -> ExitCode {
        var source = try SearchSource(arguments)
        if arguments.has("interactive") {
            let style = TerminalStyle(color, stream: .output)
            let isNarrowed = Self.filters.contains(where: arguments.has)
            var search = InteractiveSearch(source: source, request: request, isNarrowed: isNarrowed, style: style)
            return try search.run()
        }
        if arguments.has("kwic") { return try runConcordance(&source) }
        if case .json = output {
            let json = try answer(&source)
            Terminal.write(json, to: .output)
            return Self.code(try SearchResult(json: json))
        }
        let result = try result(&source)
        for note in result.notes { writeNote(note.message) }
        if result.total.value == 0, ArticleOpener.isAddress(request.query), !request.query.contains(" ") {
            writeNote("hzsearch has \(request.query) tells whether that page is indexed")
        }
        if let correction = result.correction {
            Terminal.write(CorrectionLine(style: errorStyle).text(correction) + "\n", to: .error)
        }
        switch output {
        case .json, .concordance: break
        case .bars: writeBars(result)
        case .count: Terminal.write("\(result.total.value)\n", to: .output)
        case .paths(let separator): _ = hitOutput.writePaths(result.hits, separator: separator)
        case .page: writePage(result)
        }
        return Self.code(result)
    }

    /// Articles that have some of the words are found, too. The page of results may be empty where `--offset` went past
    /// its end: found is found.
    static func code(_ result: SearchResult) -> ExitCode {
        result.total.value > 0 || !result.hits.isEmpty ? .success : .nothingFound
    }

    /// The operands with blanks between them; the library's way to join costs a short process more.
    private static func words(_ operands: ArraySlice<String>) -> String {
        var text = operands.first ?? ""
        for operand in operands.dropFirst() { text += " " + operand }
        return text
    }

    /// The options that find something without words, too.
    private static let filters = ["title", "author", "author-name", "site", "language", "after", "before"]

    /// What words and options ask for.
    static func request(
        _ arguments: ParsedArguments,
        words operands: ArraySlice<String>,
        command: CommandSpecification = Commands.find
    ) throws(UsageError) -> SearchRequest {
        var request = SearchRequest(query: words(operands))
        // To be counted or put in order, all articles need no words.
        let isAll = arguments.has("by") || arguments.source("sort") == .commandLine
        let narrows = arguments.has("like") || Self.filters.contains(where: arguments.has)
        if operands.isEmpty, isAll, !narrows, !arguments.has("interactive") { request.query = "*" }
        if operands.isEmpty, !isAll, !narrows, !arguments.has("interactive") {
            throw .missingOperands(command: command.name, operands: command.operands)
        }
        let modes = ["phrase", "any", "all"].filter(arguments.has)
        if modes.count > 1 { throw .conflict(modes[0], modes[1]) }
        request.options.mode = modes.first.flatMap(QueryMode.init) ?? .auto
        request.options.strict = arguments.has("strict")
        request.options.title = arguments.value("title")
        request.options.author = arguments.value("author")
        request.options.authorName = arguments.value("author-name")
        request.options.site = arguments.value("site")
        request.options.language = arguments.value("language")
        request.options.after = try arguments.date("after")
        request.options.before = try arguments.date("before")
        request.options.not = arguments.all("not")
        request.limit = try arguments.number("limit", 0...SearchTarget.maximumLimit) ?? request.limit
        request.offset = try arguments.number("offset", 0...Int(Int32.max)) ?? 0
        request.sort = try arguments.choice("sort", "score or date") ?? .score
        request.explain = arguments.has("explain")
        request.passages = try arguments.number("passages", 1...SearchTarget.maximumPassages) ?? 1
        // Where paths are all that is printed, no passage is looked for.
        if arguments.has("paths") || arguments.has("null") { request.detail = .title }
        request.countAll = arguments.has("count")
        if request.countAll, !arguments.has("json") { request.limit = 0 }
        if let field = try arguments.choice("by", "year, month, site, author or language", as: FacetField.self) {
            request.facets = [field]
            // Without hits, --limit is about the bars.
            request.facetLimit = min(
                max(1, arguments.source("limit") == .commandLine ? request.limit : 20),
                SearchTarget.maximumFacetLimit
            )
            if !arguments.has("json") { request.limit = 0 }
        }
        return request
    }

    /// The result; without JSON in between where the index is read here.
    private func result(_ source: inout SearchSource) throws -> SearchResult {
        arguments.has("like") ? try SearchResult(json: try answer(&source)) : try source.result(request)
    }

    /// The JSON of the result.
    private func answer(_ source: inout SearchSource) throws -> [UInt8] {
        guard let file = arguments.value("like") else { return try source.answer(request) }
        // Articles are their absolute paths; what is no file may be the id of a record.
        let id = Host.realPath(file) ?? file
        let json = try source.json(SimilarTarget.target(for: request, id: id)) { searcher throws(SearchError) in
            try searcher.similar(to: id, request)?.line() ?? []
        }
        guard !json.isEmpty else {
            throw Failure("\(file) is not in the index; hzsearch why tells more", .nothingFound)
        }
        return json
    }

    /// Every place of what is sought, one a line, the matches below one another.
    private func runConcordance(_ source: inout SearchSource) throws -> ExitCode {
        let isTerminal = Terminal.isTerminal(.output)
        let columns = isTerminal ? Terminal.width(.output) : 100
        let width = arguments.has("json") ? ConcordanceTarget.standardWidth : max(10, (columns - 16) / 2)
        let target = ConcordanceTarget.target(for: request, width: width)
        let json = try source.json(target) { searcher throws(SearchError) in
            try searcher.concordance(request, width: width).line()
        }
        let concordance = try Concordance(json: json)
        if arguments.has("json") {
            Terminal.write(json, to: .output)
        } else {
            for note in concordance.notes { writeNote(note.message) }
            let page = ConcordancePage(
                style: TerminalStyle(color, stream: .output),
                width: width,
                columns: columns,
                isForPeople: isTerminal,
                folder: isTerminal ? Host.realPath(".") : nil
            )
            pager.write(page.text(concordance.lines))
        }
        return concordance.total.value > 0 || !concordance.lines.isEmpty ? .success : .nothingFound
    }

    private var pager: Pager { Pager(isWanted: !arguments.has("no-pager")) }

    private var hitOutput: HitOutput { HitOutput(color: color, usesPager: !arguments.has("no-pager")) }

    private var errorStyle: TerminalStyle { TerminalStyle(color, stream: .error) }

    private func writeNote(_ text: String) {
        Terminal.write(errorStyle.dim("note: " + TerminalText.escaped(text)) + "\n", to: .error)
    }

    private func writeBars(_ result: SearchResult) {
        let width = Terminal.isTerminal(.output) ? Terminal.width(.output) : 80
        let bars = FacetBars(style: TerminalStyle(color, stream: .output), width: width)
        pager.write(result.facets.map(bars.text).joined(separator: "\n"))
    }

    private func writePage(_ result: SearchResult) {
        guard hitOutput.writePage(result.hits, cites: arguments.has("cite")) else { return }
        if Terminal.isTerminal(.output) { Terminal.write(errorStyle.dim(summary(result)) + "\n", to: .error) }
    }

    private func summary(_ result: SearchResult) -> String {
        if result.total.value == 0, result.hits.isEmpty { return "nothing found" }
        let total = Quantity.total(result.total)
        let first = request.offset + 1
        let range = result.hits.isEmpty ? "none" : "\(first) to \(first + result.hits.count - 1)"
        let isRelaxed = result.hits.contains { !$0.missing.isEmpty }
        let count = isRelaxed ? "; \(total) with all the words" : " of \(total)"
        return "\n\(range)\(count), \(Quantity.milliseconds(result.tookMicroseconds))"
    }
}
