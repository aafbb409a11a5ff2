import HZAnalysis
import HZIndex

/// More articles like one: those that have the words that tell it from others.
extension Searcher {
    /// How many words of the article are looked up, how many of them are searched, and how many bytes of it are read.
    private static let candidateWords = 512
    private static let tellingWords = 25
    private static let readBytes = 8_192

    /// The articles that are most like the one of an id, itself left out; nil where the index has none of that id. What the
    /// request asks for besides (its query, its options) narrows them.
    public func similar(
        to id: String,
        _ request: SearchRequest,
        deadline: ContinuousClock.Instant? = nil
    ) throws(SearchError) -> SearchResult? {
        let start = ContinuousClock.now
        var result = SearchResult()
        result.query = request.query
        let place = try indexed { () throws(IndexError) in try snapshot.find(id: id) }
        guard let place else { return nil }
        let reader = snapshot.segments[place.segment].reader
        guard try indexed({ () throws(IndexError) in try reader.kind(place.document) }) != .container else {
            return nil
        }
        let article = try indexed { () throws(IndexError) in try reader.document(place.document) }
        let telling = try indexed { () throws(IndexError) in try plan(of: article) }
        var wanted = telling
        let narrowing = try self.query(of: request, notes: &result.notes)
        if !request.query.isEmpty || request.options.narrows {
            let rule = try rule(of: narrowing, request.options.mode, deadline: deadline)
            wanted = .all(required: [telling, rule], optional: [], excluded: [])
        }
        let offset = max(0, min(request.offset, Self.mostHits))
        let limit = max(0, min(request.limit, Self.mostHits))
        let found = try withPass(SearchPass(plan: wanted), deadline) { search throws(SearchError) in
            try search.best(offset + limit + 1, isByDate: request.sort == .date).documents
        }
        let others = found.filter { $0.segment != place.segment || $0.document != place.document }
        for (rank, document) in others.enumerated().dropFirst(offset).prefix(limit) {
            let reader = snapshot.segments[document.segment].reader
            let sought = try indexed { () throws(IndexError) in
                try SoughtWords(telling, segment: document.segment, reader: reader)
            }
            var hit = Hit()
            let score = document.score(isByDate: request.sort == .date)
            try fill(&hit, PassRunner.Found(document: document, score: score), request, SnippetMaker(sought))
            hit.rank = rank + 1
            result.hits.append(hit)
        }
        result.total = Total(value: min(others.count, offset + limit), relation: .atLeast)
        if others.count < offset + limit { result.total.relation = .equal }
        result.tookMicroseconds = Int((ContinuousClock.now - start) / .microseconds(1))
        return result
    }

    /// Any of the words of an article that tell most: by their frequency in it and by how rare they are.
    private func plan(of article: Document) throws(IndexError) -> Plan {
        let all = snapshot.totals(.text).documents
        var numbers = TermNumbers()
        let frequencies = ArticleBeginning(article, bytes: Self.readBytes).frequencies(&numbers, of: [.word, .bigram])
        let terms = numbers.terms
        let candidates = Feedback.highest(
            frequencies.map { (terms[$0.number], Double($0.frequency)) },
            Self.candidateWords
        )
        var words: [(value: Double, term: [UInt8], plan: WordPlan)] = []
        for (term, frequency) in candidates {
            let (matches, documents) = try Feedback.matches(of: term, in: snapshot)
            // What only this article has finds no other; what half of all have tells nothing.
            guard documents > 1, documents * 2 <= max(all, 4) else { continue }
            let value = frequency / (frequency + Double(BM25.k1)) * Double(BM25.weight(documents, of: all))
            words.append((value, term, WordPlan(field: .text, terms: matches, weight: Float(value))))
        }
        words.sort { $0.value != $1.value ? $0.value > $1.value : $0.term.lexicographicallyPrecedes($1.term) }
        return words.isEmpty ? .nothing : .any(words.prefix(Self.tellingWords).map { .word($0.plan) })
    }
}
