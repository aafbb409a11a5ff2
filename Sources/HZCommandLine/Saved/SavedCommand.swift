import HZJSON
import HZSearch

/// `hzsearch saved`: lists the searches that have names, or forgets some.
struct SavedCommand {
    private let arguments: ParsedArguments

    init(_ arguments: ParsedArguments) throws(UsageError) {
        self.arguments = arguments
        if let operand = arguments.operands.first { throw .unexpectedOperand(operand, command: "saved") }
    }

    func run() throws -> ExitCode {
        let searches = try SavedSearches()
        let forgotten = arguments.all("remove")
        for name in forgotten { try searches.remove(name) }
        if !forgotten.isEmpty { return .success }
        let names = searches.names
        for name in names {
            let search = try searches.search(name)
            Terminal.write(arguments.has("json") ? json(search) : line(search), to: .output)
        }
        return names.isEmpty ? .nothingFound : .success
    }

    /// Name, what it seeks and index, tabs between them.
    private func line(_ search: SavedSearch) -> [UInt8] {
        let typed = search.request.map(Self.typed) ?? search.parameters
        let line = [search.name, typed, search.index].map(TerminalText.escaped).joined(separator: "\t") + "\n"
        return Array(line.utf8)
    }

    /// A request as it was typed: its query, then its options.
    private static func typed(_ request: SearchRequest) -> String {
        let options = request.options
        var words = request.query.isEmpty ? [] : [request.query]
        // All of the words is what every saved search asks for.
        if options.mode == .phrase || options.mode == .any { words.append("--" + options.mode.rawValue) }
        for word in options.not { words += ["--not", quoted(word)] }
        let values = [
            ("title", options.title), ("author", options.author), ("author-name", options.authorName),
            ("site", options.site), ("language", options.language), ("after", options.after),
            ("before", options.before),
        ]
        for case (let name, let value?) in values { words += ["--" + name, quoted(value)] }
        if options.strict { words.append("--strict") }
        return words.joined(separator: " ")
    }

    /// A word as a shell wants it.
    private static func quoted(_ word: String) -> String {
        let isPlain = !word.isEmpty && word.allSatisfy { $0.isLetter || $0.isNumber || "-_.,:/".contains($0) }
        return isPlain ? word : "'" + word.replacing("'", with: "'\\''") + "'"
    }

    private func json(_ search: SavedSearch) -> [UInt8] {
        var writer = JSONWriter(capacity: 256)
        writer.beginObject()
        writer.member("schema", 1)
        writer.member("name", search.name)
        writer.member("query", search.request?.query ?? "")
        writer.member("search", search.parameters)
        writer.member("index", search.index)
        writer.member("asked", search.asked)
        writer.member("seen", search.seen.count)
        writer.endObject()
        writer.newline()
        return writer.bytes
    }
}
