extension Searcher {
    /// Names have no more words.
    private static let mostNames = 4

    /// Bare words, or one phrase, that no text has, asked of the authors' names instead; nil where none has them.
    func authored(_ request: SearchRequest, deadline: ContinuousClock.Instant?) throws(SearchError) -> Correction? {
        guard let words = Self.names(request.query) else { return nil }
        let opening = "author:" + (words.isSeveral ? "(" : "")
        var trial = request
        trial.query = opening + words.text + (words.isSeveral ? ")" : "")
        trial.options.mode = .auto
        trial.corrects = false
        trial.limit = 0
        trial.facets = []
        trial.explain = false
        trial.countAll = true
        let found = try search(trial, deadline: deadline)
        guard found.total.value > 0 else { return nil }
        let end = trial.query.unicodeScalars.count
        let highlights = [0..<opening.unicodeScalars.count] + (words.isSeveral ? [end - 1..<end] : [])
        return Correction(query: trial.query, highlights: highlights, total: found.total)
    }

    /// A query that may be a name: a few bare words, or one phrase; without blanks around it.
    private static func names(_ query: String) -> (text: String, isSeveral: Bool)? {
        let (parsed, notes) = QueryParser.parse(query)
        guard notes.isEmpty else { return nil }
        let text = query.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        switch parsed {
        case .word(.text, _), .phrase(.text, _, nil): return (text, false)
        case .all(let clauses) where (2...mostNames).contains(clauses.count):
            let areBare = clauses.allSatisfy { clause in
                if case .word(.text, _) = clause.query { clause.occurrence == .plain } else { false }
            }
            return areBare ? (text, true) : nil
        default: return nil
        }
    }
}
