import HZSearch

/// `hzsearch save`: gives a search a name, so that `hzsearch new` tells what it finds from now on.
struct SaveCommand {
    private let arguments: ParsedArguments
    private let name: String
    private let request: SearchRequest

    init(_ arguments: ParsedArguments) throws {
        self.arguments = arguments
        guard let name = arguments.operands.first else {
            throw UsageError.missingOperands(command: "save", operands: Commands.save.operands)
        }
        guard SavedSearch.isName(name) else {
            throw Failure("\(name) is no name for a search: no slash, no full stop first, 100 bytes at most", .usage)
        }
        self.name = name
        request = try FindCommand.request(arguments, words: arguments.operands.dropFirst(), command: Commands.save)
    }

    func run() throws -> ExitCode {
        var search = SavedSearch(
            name: name,
            index: try IndexLocation.existing(option: arguments.value("index")),
            parameters: SavedSearch.parameters(of: request),
            asked: Host.timestamp()
        )
        let matches = try SavedMatches(search)
        search.seen = matches.ids.map(SavedSearch.hash).sorted()
        try SavedSearches().write(search)
        let count =
            "\(Quantity.count(matches.ids.count)) \(matches.ids.count == 1 ? "article matches" : "articles match")"
        Terminal.write("\(count) now; hzsearch new \(TerminalText.escaped(name)) tells what comes\n", to: .error)
        return .success
    }
}
