import HZSearch

/// `hzsearch find --interactive`: type, see results at once, open one.
struct InteractiveSearch {
    /// Results that are fetched: what people look through.
    private static let limit = 50
    /// The rest of an escape sequence follows at once; the Escape key comes alone.
    private static let escapeMilliseconds: Int32 = 30

    private var source: SearchSource
    private let request: SearchRequest
    private let isNarrowed: Bool
    private var screen: SearchScreen

    /// Searches by `request`, whose query is where typing begins; where it is narrowed, no word need be typed.
    init(source: SearchSource, request: SearchRequest, isNarrowed: Bool, style: TerminalStyle) {
        self.source = source
        self.isNarrowed = isNarrowed
        self.request = request
        screen = SearchScreen(query: request.query, style: style, folder: Host.realPath("."))
    }

    mutating func run() throws(Failure) -> ExitCode {
        guard Host.environment("TERM") != "dumb" else {
            throw Failure("--interactive draws a full screen, which TERM=dumb has none of: leave it out", .usage)
        }
        guard let terminal = FullScreen() else {
            throw Failure("--interactive needs a terminal on standard input and output", .usage)
        }
        defer { terminal.leave() }
        var reader = KeyReader()
        search()
        while true {
            let size = terminal.size
            Terminal.write(screen.frame(columns: size.columns, rows: size.rows), to: .output)
            var keys: [Key] = []
            switch terminal.wait(milliseconds: reader.isWaiting ? Self.escapeMilliseconds : nil) {
            case .bytes(let bytes): keys = reader.keys(bytes)
            case .nothing: keys = reader.giveUp()
            case .resized: continue
            case .ended: return .interrupted
            }
            var isNew = false
            for key in keys {
                // What is chosen or opened is of what is typed so far.
                if isNew, key.actsOnResults {
                    search()
                    isNew = false
                }
                switch key {
                case .escape, .quit: return .success
                case .enter: open(terminal)
                case .redraw: terminal.enter()
                default: isNew = screen.press(key, rows: size.rows) || isNew
                }
            }
            if isNew { search() }
        }
    }

    private mutating func search() {
        if screen.query.allSatisfy({ $0 == " " }), !isNarrowed {
            return screen.show(message: "type what you are looking for")
        }
        do {
            let result = try result(screen.query)
            if result.total.value == 0, let longer = Self.unfinished(screen.query) {
                let other = try self.result(longer)
                if other.total.value > 0 { return screen.show(other, of: longer) }
            }
            screen.show(result)
        } catch let error as Failure {
            screen.show(message: error.message)
        } catch {
            screen.show(message: "\(error)")
        }
    }

    private mutating func result(_ query: String) throws -> SearchResult {
        var request = request
        request.query = query
        request.limit = Self.limit
        return try SearchResult(json: source.answer(request))
    }

    /// A query whose last word may go on: as a beginning of words. Nil where it has no such word.
    static func unfinished(_ query: String) -> String? {
        let word = query.reversed().prefix { $0 != " " && $0 != "\u{3000}" }.reversed()
        guard word.count > 1, word.allSatisfy({ $0.isLetter || $0.isNumber }) else { return nil }
        let isQuoted = query.count { $0 == "\"" } % 2 == 1
        return isQuoted || ["AND", "OR", "NOT"].contains(String(word)) ? nil : query + "*"
    }

    private mutating func open(_ terminal: FullScreen) {
        guard screen.hits.indices.contains(screen.chosen) else { return }
        let hit = screen.hits[screen.chosen]
        guard let place = ArticleOpener.place(hit, isFile: Host.isFile) else {
            return screen.show(message: "\(hit.id) is no file that is there, and no address: nothing to open")
        }
        let command = ArticleOpener.command(place, reader: try? ProgramRelay.program()) { Host.environment($0) }
        terminal.leave()
        let status = Host.run(command)
        terminal.enter()
        if status != 0 {
            screen.show(message: "\(command[0]) could not show it (status \(status)); set EDITOR or BROWSER")
        }
    }
}
