import HZIndex

extension Searcher {
    /// Names have no more words.
    private static let mostNames = 4

    /// A query that finds nothing, asked of another field, or site, instead; nil where nothing has it there either.
    func inOtherField(
        _ request: SearchRequest,
        deadline: ContinuousClock.Instant?
    ) throws(SearchError) -> Correction? {
        let sites = try indexed { () throws(IndexError) -> [WordCorrector.Option]? in
            try siteOptions(request.query, deadline: deadline)
        }
        let others = Self.renamed(request.query) ?? Self.dated(request.query) ?? Self.authored(request.query)
        guard let options = sites ?? others else { return nil }
        let (query, highlights) = Self.replacing(options, in: request.query)
        // `on:time` is no date.
        guard QueryParser.parse(query).notes.isEmpty else { return nil }
        var trial = request
        trial.query = query
        trial.options.mode = .auto
        trial.corrects = false
        trial.limit = 0
        trial.facets = []
        trial.explain = false
        trial.countAll = true
        let found = try search(trial, deadline: deadline)
        return found.total.value > 0 ? Correction(query: query, highlights: highlights, total: found.total) : nil
    }

    /// Names of fields that other programs have, each put instead of its own.
    private static func renamed(_ query: String) -> [WordCorrector.Option]? {
        var options: [WordCorrector.Option] = []
        var lexer = QueryLexer(query)
        let bytes = Array(query.utf8)
        while let token = lexer.next() {
            guard case .word(let text, _) = token.kind, let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")),
                let name = name(forForeign: text[..<colon].lowercased())
            else { continue }
            // What is asked of the field stands right behind it: the rest of the word, a phrase or a bracket.
            let end = token.range.lowerBound + text.utf8.distance(from: text.startIndex, to: colon)
            guard end + 1 < bytes.count, bytes[end + 1] > 0x20 else { continue }
            options.append(WordCorrector.Option(range: token.range.lowerBound..<end, text: name, value: 1))
        }
        return options.isEmpty ? nil : options
    }

    /// The field that is meant by a name that it has elsewhere, as at Google or in mail programs.
    private static func name(forForeign name: String) -> String? {
        switch name {
        case "intitle", "allintitle", "headline", "subject": "title"
        case "by", "from", "writer", "creator": "author"
        case "url", "host", "domain", "source", "publisher": "site"
        case "inurl", "file", "filename", "folder": "path"
        case "year", "month", "day", "on": "date"
        case "newer": "since"
        case "older", "until": "before"
        default: nil
        }
    }

    /// A date alone, asked of the articles' dates. A year is a number that texts have.
    private static func dated(_ query: String) -> [WordCorrector.Option]? {
        let text = query.split(whereSeparator: \.isWhitespace)
        guard text.count == 1, text[0].contains("-"), DateBounds.isDate(String(text[0])) else { return nil }
        return [before(text[0], of: query, put: "date:")]
    }

    /// Bare words, or one phrase, asked of the authors' names.
    private static func authored(_ query: String) -> [WordCorrector.Option]? {
        let (parsed, notes) = QueryParser.parse(query)
        let words = query.split(whereSeparator: \.isWhitespace)
        guard notes.isEmpty, let first = words.first, let last = words.last else { return nil }
        switch parsed {
        case .word(.text, _), .phrase(.text, _, nil): return [before(first, of: query, put: "author:")]
        case .all(let clauses) where (2...mostNames).contains(clauses.count):
            let areBare = clauses.allSatisfy { clause in
                if case .word(.text, _) = clause.query { clause.occurrence == .plain } else { false }
            }
            let end = query.utf8.distance(from: query.startIndex, to: last.endIndex)
            let closing = WordCorrector.Option(range: end..<end, text: ")", value: 1)
            return areBare ? [before(first, of: query, put: "author:("), closing] : nil
        default: return nil
        }
    }

    /// Puts something before a part of a query.
    private static func before(_ part: Substring, of query: String, put text: String) -> WordCorrector.Option {
        let place = query.utf8.distance(from: query.startIndex, to: part.startIndex)
        return WordCorrector.Option(range: place..<place, text: text, value: 1)
    }
}
