import HZAnalysis
import HZIndex

/// Answers requests from one commit of an index. Safe for many threads: it never changes.
public final class Searcher: Sendable {
    /// The commit that is searched.
    public let snapshot: IndexSnapshot
    private let languages: [StemmingLanguage]

    /// A searcher over a commit.
    public init(snapshot: IndexSnapshot) {
        self.snapshot = snapshot
        languages = Self.languages(of: snapshot)
    }

    /// Answers a request. After the deadline it throws `timedOut`.
    public func search(
        _ request: SearchRequest,
        deadline: ContinuousClock.Instant? = nil
    ) throws(SearchError) -> SearchResult {
        let start = ContinuousClock.now
        var result = SearchResult()
        result.query = request.query
        let query = try query(of: request, notes: &result.notes)
        let evaluation = Evaluation(snapshot: snapshot, languages: languages, deadline: deadline)
        var matches = try evaluation.matches(query)
        let words = Self.bareWords(query)
        if words.count > 1 { matches = try Lift(evaluation: evaluation, words: words).apply(to: matches) }
        result.total = Total(value: matches.reduce(0) { $0 + $1.documents.count }, relation: .equal)
        let ranked = try evaluation.indexed { () throws(IndexError) -> [Ranked] in
            try self.ranked(matches, request.sort)
        }
        let snippets = Self.snippetMaker(query)
        let wanted = ranked.dropFirst(max(0, request.offset)).prefix(max(0, min(request.limit, 10_000)))
        for (place, entry) in wanted.enumerated() {
            let document = try evaluation.indexed { () throws(IndexError) in
                try snapshot.segments[entry.segment].reader.document(entry.document)
            }
            var hit = Hit()
            hit.rank = max(0, request.offset) + place + 1
            hit.score = Double(entry.score)
            hit.id = document.id
            hit.path = document.id
            hit.title = document.title
            hit.author = document.author.isEmpty ? nil : document.author
            hit.date = Self.iso(document.date)
            hit.language = document.language.isEmpty ? nil : document.language
            hit.snippet = snippets.snippet(of: document)
            result.hits.append(hit)
        }
        result.tookMicroseconds = Int((ContinuousClock.now - start) / .microseconds(1))
        return result
    }

    // MARK: The query

    private func query(of request: SearchRequest, notes: inout [Note]) throws(SearchError) -> Query {
        let options = request.options
        var (query, found) = QueryParser.parse(request.query)
        if options.strict, let first = found.first {
            throw .query(at: first.range.lowerBound, expected: first.fact.rawValue)
        }
        if options.mode == .phrase {
            query = .phrase(.text, request.query.replacing("\"", with: " "), slop: nil)
            found = []
        }
        if options.mode == .any { query = Self.anyOf(query) }
        for note in found { notes.append(Note(code: note.fact.rawValue, message: note.fact.sentence)) }
        var clauses: [Query.Clause] = []
        for (field, text) in [(QueryField.title, options.title), (.author, options.author)] {
            guard let text else { continue }
            for word in text.split(separator: " ") { clauses.append(Query.Clause(.plain, .word(field, String(word)))) }
        }
        for (name, text) in [("after", options.after), ("before", options.before)] {
            guard let text else { continue }
            guard let bounds = DateBounds.range(name, text) else {
                if options.strict { throw .query(at: 0, expected: QueryNote.Fact.notADate.rawValue) }
                notes.append(Note(code: QueryNote.Fact.notADate.rawValue, message: "\(text) is no date: left out"))
                continue
            }
            clauses.append(Query.Clause(.plain, .date(bounds)))
        }
        for word in options.not { clauses.append(Query.Clause(.excluded, .word(.text, word))) }
        guard !clauses.isEmpty else { return query }
        let isEmpty = query == .all([])
        return .all((isEmpty ? [] : [Query.Clause(.plain, query)]) + clauses)
    }

    private static func anyOf(_ query: Query) -> Query {
        guard case .all(let clauses) = query else { return query }
        let plain = clauses.filter { $0.occurrence == .plain }.map(\.query)
        let others = clauses.filter { $0.occurrence != .plain }
        if others.isEmpty { return plain.isEmpty ? query : .any(plain) }
        // What is required decides; what is plain only adds to the score where nothing is required.
        let hasRequired = others.contains { $0.occurrence == .required }
        return .all((hasRequired || plain.isEmpty ? [] : [Query.Clause(.plain, .any(plain))]) + others)
    }

    /// The words of a query that is nothing but words side by side, as if they were one text; else none.
    private static func bareWords(_ query: Query) -> [QueryWord] {
        guard case .all(let clauses) = query else { return [] }
        var texts: [String] = []
        for clause in clauses {
            guard clause.occurrence != .excluded, case .word(.text, let text) = clause.query else { return [] }
            texts.append(text)
        }
        return analyzeQuery(Array(texts.joined(separator: " ").utf8), language: .english)
    }

    private static func snippetMaker(_ query: Query) -> SnippetMaker {
        var maker = SnippetMaker()
        var rest = [query]
        while let next = rest.popLast() {
            switch next {
            case .word(_, let text):
                for word in analyzeQuery(Array(text.utf8), language: .english) {
                    if word.kind == .runEnd { maker.prefixes.append(word.form) } else { maker.terms.insert(word.term) }
                }
            case .phrase(_, let text, _):
                for word in analyzeQuery(Array(text.utf8), language: .none) { maker.forms.insert(word.form) }
            case .prefix(_, let text):
                maker.prefixes += analyzeQuery(Array(text.utf8), language: .none).map(\.form)
            case .date: continue
            case .any(let queries): rest += queries
            case .all(let clauses): rest += clauses.filter { $0.occurrence != .excluded }.map(\.query)
            }
        }
        return maker
    }

    // MARK: The order

    private struct Ranked {
        var score: Float
        var date: UInt32
        var id: [UInt8]
        var segment: Int
        var document: UInt32
    }

    private func ranked(_ matches: [Matches], _ sort: SortOrder) throws(IndexError) -> [Ranked] {
        var ranked: [Ranked] = []
        for (segment, found) in matches.enumerated() {
            let reader = snapshot.segments[segment].reader
            for (document, score) in zip(found.documents, found.scores) {
                ranked.append(
                    Ranked(
                        score: score,
                        date: try reader.date(document),
                        id: try reader.id(document),
                        segment: segment,
                        document: document
                    )
                )
            }
        }
        ranked.sort { left, right in
            if sort == .score, left.score != right.score { return left.score > right.score }
            if left.date != right.date { return left.date > right.date }
            if left.score != right.score { return left.score > right.score }
            return left.id.lexicographicallyPrecedes(right.id)
        }
        return ranked
    }

    private static func iso(_ date: UInt32) -> String? {
        guard date >= 10_000 else { return nil }
        func two(_ value: UInt32) -> String { value < 10 ? "-0\(value)" : "-\(value)" }
        let (month, day) = (date / 100 % 100, date % 100)
        return String(date / 10_000) + (month > 0 ? two(month) : "") + (day > 0 ? two(day) : "")
    }

    /// The languages whose stems the index holds, besides English.
    private static func languages(of snapshot: IndexSnapshot) -> [StemmingLanguage] {
        var languages: [StemmingLanguage] = []
        for segment in snapshot.segments {
            guard var iterator = try? segment.reader.terms(from: .language) else { continue }
            while let isThere = try? iterator.next(), isThere, iterator.key.first == Field.language.rawValue {
                let tag = String(decoding: iterator.key.dropFirst(), as: UTF8.self)
                let language = StemmingLanguage(documentLanguage: tag)
                if language != .english, !languages.contains(language) { languages.append(language) }
            }
        }
        return languages
    }
}

extension QueryNote.Fact {
    /// The note for people.
    var sentence: String {
        switch self {
        case .unclosedQuote: "a quotation mark is not closed: the phrase ends with the query"
        case .unclosedBracket: "a bracket is not closed: it ends with the query"
        case .strayBracket: "a closing bracket has no partner: left out"
        case .strayOperator: "AND, OR or NOT has nothing to join: read as a word"
        case .straySign: "a sign stands by itself: left out"
        case .notADate: "this is no date: read as a word"
        case .tooDeep: "brackets are too deep: left out"
        case .tooManyClauses: "the query has too many parts: the rest is left out"
        }
    }
}
