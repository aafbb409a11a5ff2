import HZIndex

extension Searcher {
    /// An article is looked for among so many of the best.
    private static let mostLookedAt = 1_000

    /// Why a request finds the article of an id, or why it does not; nil where the index has no such article.
    public func why(
        _ request: SearchRequest,
        id: String,
        deadline: ContinuousClock.Instant? = nil
    ) throws(SearchError) -> WhyReport? {
        var report = WhyReport()
        report.query = request.query
        report.id = id
        let place = try indexed { () throws(IndexError) in try snapshot.find(id: id) }
        guard let place else { return nil }
        let kind = try indexed { () throws(IndexError) in
            try snapshot.segments[place.segment].reader.kind(place.document)
        }
        if kind == .container { return nil }
        if kind == .alias {
            report.copyOf = try indexed { () throws(IndexError) in try original(of: place) }
            return report
        }
        var notes: [Note] = []
        let query = try query(of: request, notes: &notes)
        for clause in Self.clauses(of: query) {
            let role: WhyReport.Part.Role =
                switch clause.occurrence {
                case .plain: .wanted
                case .required: .required
                case .excluded: .excluded
                }
            let matches = try has(clause.query, request.options.mode, place, deadline)
            report.parts.append(WhyReport.Part(text: clause.query.description, role: role, matches: matches))
        }
        report.matches = try has(query, request.options.mode, place, deadline)
        var ranking = request
        ranking.offset = 0
        ranking.limit = Self.mostLookedAt
        ranking.detail = .id
        ranking.facets = []
        ranking.corrects = false
        ranking.explain = false
        let hits = try search(ranking, deadline: deadline).hits
        guard let rank = hits.firstIndex(where: { $0.id == id }) else { return report }
        // The same search again, so that what is explained is what was found.
        ranking.explain = true
        let explained = try search(ranking, deadline: deadline).hits
        report.hit = explained[rank]
        return report
    }

    private static func clauses(of query: Query) -> [Query.Clause] {
        if case .all(let clauses) = query { return clauses }
        return [Query.Clause(.plain, query)]
    }

    /// Whether a document matches a query by its rule.
    private func has(
        _ query: Query,
        _ mode: QueryMode,
        _ place: (segment: Int, document: UInt32),
        _ deadline: ContinuousClock.Instant?
    ) throws(SearchError) -> Bool {
        let rule = try rule(of: query, mode, deadline: deadline)
        return try withPass(SearchPass(plan: rule), deadline) { search throws(SearchError) in
            let context = search.context(place.segment)
            let matches = SegmentSearch(pass: search.pass, segment: place.segment, context: context).matches()
            try context.throwFailure()
            return matches.contains(place.document)
        }
    }

    /// The article that a hidden copy is a copy of. O(copies).
    func original(of place: (segment: Int, document: UInt32)) throws(IndexError) -> String? {
        let reader = snapshot.segments[place.segment].reader
        let arena = CursorArena()
        var terms = try reader.terms(from: .original)
        while try terms.next(), terms.key.first == Field.original.rawValue {
            arena.reset()
            var cursor = reader.cursor(terms.info, arena: arena)
            if cursor.seek(place.document) == place.document {
                return String(decoding: terms.key.dropFirst(), as: UTF8.self)
            }
            if let failure = arena.failure { throw failure }
        }
        return nil
    }
}
