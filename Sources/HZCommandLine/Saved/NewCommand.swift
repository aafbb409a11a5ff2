import HZSearch

/// `hzsearch new`: what a saved search finds that it did not find when it was last asked.
struct NewCommand {
    private let arguments: ParsedArguments
    private let name: String
    private let color: ColorChoice
    private let passages: Int

    init(_ arguments: ParsedArguments) throws(UsageError) {
        self.arguments = arguments
        guard let name = arguments.operands.first else {
            throw .missingOperands(command: "new", operands: Commands.new.operands)
        }
        if arguments.operands.count > 1 { throw .unexpectedOperand(arguments.operands[1], command: "new") }
        self.name = name
        color = try arguments.choice("color", "auto, always or never") ?? .auto
        passages = try arguments.number("passages", 1...3) ?? 1
        let forms = ["json", "count", "paths", "null"].filter(arguments.has)
        if forms.count > 1 { throw .conflict(forms[0], forms[1]) }
    }

    func run() throws -> ExitCode {
        let searches = try SavedSearches()
        var search = try searches.search(name)
        let matches = try SavedMatches(search)
        let places = matches.ids.indices.filter { !search.hasSeen(matches.ids[$0]) }
        let isWritten = try write(places, matches)
        // What was not written to its end, for a full disk or a reader that left, is new the next time too.
        if isWritten, !arguments.has("keep") {
            search.seen = matches.ids.map(SavedSearch.hash).sorted()
            search.asked = Host.timestamp()
            try searches.write(search)
        }
        return places.isEmpty ? .nothingFound : .success
    }

    /// False where not all could be written.
    private func write(_ places: [Int], _ matches: SavedMatches) throws -> Bool {
        if arguments.has("count") { return Terminal.write("\(places.count)\n", to: .output) }
        let needsOnlyPaths = arguments.has("paths") || arguments.has("null")
        let detail: HitDetail = needsOnlyPaths ? .title : .snippet
        let result = try matches.result(at: places, detail, passages: passages)
        if arguments.has("json") { return Terminal.write(result.line(), to: .output) }
        let output = HitOutput(color: color, usesPager: !arguments.has("no-pager"))
        if needsOnlyPaths { return output.writePaths(result.hits, separator: arguments.has("null") ? 0 : 0x0A) }
        return output.writePage(result.hits, cites: arguments.has("cite"))
    }
}
