import HZAnalysis
import HZIndex

/// Answers requests from one commit of an index. Safe for many threads: it never changes.
public final class Searcher: Sendable {
    /// The commit that is searched.
    public let snapshot: IndexSnapshot
    let languages: [StemmingLanguage]
    private let factors: LengthFactors
    private let scratches = ScratchPool()
    private let facetTables = FacetTables()
    let frequentTerms = FrequentTerms()

    /// A searcher over a commit.
    public init(snapshot: IndexSnapshot) {
        self.snapshot = snapshot
        languages = Self.languages(of: snapshot)
        factors = LengthFactors(snapshot)
    }

    /// Answers a request with `most` hits or fewer, whatever its limit. After the deadline it throws `timedOut`.
    public func search(
        _ request: SearchRequest,
        most: Int = Searcher.mostHits,
        deadline: ContinuousClock.Instant? = nil
    ) throws(SearchError) -> SearchResult {
        let start = ContinuousClock.now
        var result = SearchResult()
        result.query = request.query
        let offset = max(0, request.offset)
        let limit = max(0, min(request.limit, most))
        try withFound(request, most: most, notes: &result.notes, deadline) { finder throws(SearchError) in
            result.total = finder.total
            if !request.facets.isEmpty {
                var counter = FacetCounter(request.facets, of: snapshot, facetTables)
                try withPass(SearchPass(plan: finder.rule), deadline) { search throws(SearchError) in
                    try counter.count(search)
                }
                result.facets = counter.facets(max(0, request.facetLimit))
                result.total = Total(value: counter.total, relation: .equal)
            }
            var snippets = [SnippetMaker?](repeating: nil, count: snapshot.segments.count)
            result.hits.reserveCapacity(max(0, finder.found.count - offset))
            for (place, found) in finder.found.enumerated().dropFirst(offset).prefix(limit) {
                let segment = found.document.segment
                if request.detail == .snippet, snippets[segment] == nil {
                    let reader = snapshot.segments[segment].reader
                    snippets[segment] = SnippetMaker(
                        try indexed { () throws(IndexError) in
                            try SoughtWords(finder.rule, segment: segment, reader: reader)
                        }
                    )
                }
                result.hits.append(Hit())
                try fill(&result.hits[result.hits.count - 1], found, request, snippets[segment])
                result.hits[result.hits.count - 1].rank = place + 1
                if request.explain {
                    let explained = finder.explained[found.pass]
                    let explainer = ScoreExplainer(search: explained.search, findings: explained.findings)
                    result.hits[result.hits.count - 1].explanation = try explainer.parts(
                        found,
                        isByDate: request.sort == .date
                    )
                }
            }
        }
        result.correction = try correction(of: request, result, deadline: deadline)
        try indexed { () throws(IndexError) in try snapshot.checkMappings() }
        result.tookMicroseconds = Int((ContinuousClock.now - start) / .microseconds(1))
        return result
    }

    /// Runs a body with what a request finds, as far as hits are wanted.
    func withFound<Answer>(
        _ request: SearchRequest,
        most: Int,
        notes: inout [Note],
        _ deadline: ContinuousClock.Instant?,
        _ body: (PassRunner) throws(SearchError) -> Answer
    ) throws(SearchError) -> Answer {
        let query = try query(of: request, notes: &notes)
        let scratch = scratches.take()
        defer { scratches.giveBack(scratch) }
        var finder = try PassRunner(
            snapshot: snapshot,
            factors: factors,
            languages: languages,
            query: query,
            request: request,
            scratch: scratch,
            deadline: deadline
        )
        let wanted = min(max(0, request.offset), most) + max(0, min(request.limit, most))
        try finder.run(wanted: wanted, notes: &notes)
        return try body(finder)
    }

    /// Runs a body with a search of one pass.
    func withPass<Answer>(
        _ pass: SearchPass,
        _ deadline: ContinuousClock.Instant?,
        _ body: (PassSearch) throws(SearchError) -> Answer
    ) throws(SearchError) -> Answer {
        let scratch = scratches.take()
        defer { scratches.giveBack(scratch) }
        return try body(
            PassSearch(snapshot: snapshot, factors: factors, pass: pass, scratch: scratch, deadline: deadline)
        )
    }

    /// The hits that are counted out where nobody asks for more: what a client may make a daemon keep.
    public static let mostHits = 10_000

    /// So many bytes of a text are read first: most have a passage there that none of the rest can be better than.
    private static let firstRead = 96 << 10

    /// Looks up what is to be told of a document that was found.
    func fill(
        _ hit: inout Hit,
        _ found: PassRunner.Found,
        _ request: SearchRequest,
        _ snippets: SnippetMaker?
    ) throws(SearchError) {
        let reader = snapshot.segments[found.document.segment].reader
        hit.score = Double(found.score)
        hit.missing = found.missing
        hit.detail = request.detail
        guard request.detail != .id else {
            hit.id = try indexed { () throws(IndexError) in try reader.idText(found.document.document) }
            hit.path = hit.id
            return
        }
        let number = found.document.document
        let length = snippets == nil ? 0 : Self.firstRead
        let (document, isWhole) = try indexed { () throws(IndexError) in try reader.beginning(number, length: length) }
        hit.id = document.id
        hit.path = document.source.isEmpty || document.source == "-" ? document.id : document.source
        hit.title = document.title
        hit.author = document.author.isEmpty ? nil : document.author
        hit.date = Self.iso(document.date)
        hit.language = document.language.isEmpty ? nil : document.language
        hit.duplicates = try indexed { () throws(IndexError) in try snapshot.duplicates(of: document.id) }
        hit.site = document.site.isEmpty ? nil : document.site
        hit.url = document.url.isEmpty ? nil : document.url
        guard let snippets else { return }
        let most = max(1, request.passages)
        if let beginning = snippets.snippets(of: document, isWhole: isWhole, most: most) {
            hit.furtherSnippets = beginning
        } else {
            let document = try indexed { () throws(IndexError) in try reader.article(number) }
            hit.furtherSnippets = snippets.snippets(of: document, isWhole: true, most: most) ?? []
        }
        if !hit.furtherSnippets.isEmpty { hit.snippet = hit.furtherSnippets.removeFirst() }
    }

    // MARK: The query

    func query(of request: SearchRequest, notes: inout [Note]) throws(SearchError) -> Query {
        let options = request.options
        var (query, found) = QueryParser.parse(request.query)
        if options.strict, let first = found.first {
            throw .query(text: request.query, first)
        }
        if options.mode == .phrase {
            let text = QueryParser.shortened(request.query)
            query = .phrase(.text, text.replacing("\"", with: " "), slop: nil)
            found.removeAll { $0.fact != .tooLong }
        }
        for note in found { notes.append(Note(code: note.fact.rawValue, message: note.sentence(of: request.query))) }
        guard options.narrows else { return query }
        var clauses: [Query.Clause] = []
        for (field, text) in [(QueryField.title, options.title), (.author, options.author)] {
            guard let text else { continue }
            for word in text.split(separator: " ") { clauses.append(Query.Clause(.plain, .word(field, String(word)))) }
        }
        let wholes = [
            (QueryField.authorName, options.authorName), (.site, options.site), (.language, options.language),
        ]
        for case (let field, let value?) in wholes where !value.isEmpty {
            clauses.append(Query.Clause(.plain, .word(field, value)))
        }
        for (name, text) in [("after", options.after), ("before", options.before)] {
            guard let text else { continue }
            guard let bounds = DateBounds.range(name, text) else {
                if options.strict {
                    throw .query(text: text, QueryNote(fact: .notADate, range: 0..<text.utf8.count))
                }
                let sentence = "\(text) is no date (2025, 2025-09, 2025-09-13): left out"
                notes.append(Note(code: QueryNote.Fact.notADate.rawValue, message: sentence))
                continue
            }
            clauses.append(Query.Clause(.plain, .date(bounds)))
        }
        for word in options.not { clauses.append(Query.Clause(.excluded, .word(.text, word))) }
        guard !clauses.isEmpty else { return query }
        // Side by side with the parts of the query: its bare words stay bare words.
        if case .all(let parts) = query { return .all(parts + clauses) }
        return .all([Query.Clause(.plain, query)] + clauses)
    }

    /// What a query asks for by its rule, its bare words in a field. After the deadline it throws `timedOut`: what was looked
    /// up until then stands for less than the query says.
    func rule(
        of query: Query,
        _ mode: QueryMode,
        in field: Field = .text,
        deadline: ContinuousClock.Instant?
    ) throws(SearchError) -> Plan {
        let budget = ExpansionBudget(deadline: deadline)
        let planner = QueryPlanner(snapshot: snapshot, languages: languages, bareField: field, budget: budget)
        let rule = try indexed { () throws(IndexError) in try SearchRules(query, mode: mode, planner: planner).rule }
        if budget.isLate { throw .timedOut }
        return rule
    }

    static func iso(_ date: UInt32) -> String? {
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
