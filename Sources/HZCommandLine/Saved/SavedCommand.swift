import HZJSON

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

    /// Name, query and index, tabs between them.
    private func line(_ search: SavedSearch) -> [UInt8] {
        let query = search.request?.query ?? search.parameters
        let line = [search.name, query, search.index].map(TerminalText.escaped).joined(separator: "\t") + "\n"
        return Array(line.utf8)
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
