import HZAnalysis
import HZIndex

/// Evaluates a query over all segments of a snapshot by its definition: every posting of every word is read. Scores are
/// summed in the order of the query, with statistics of the whole snapshot, so that they do not depend on segments.
struct Evaluation {
    let snapshot: IndexSnapshot
    let languages: [StemmingLanguage]
    let deadline: ContinuousClock.Instant?

    /// The matches in each segment.
    func matches(_ query: Query) throws(SearchError) -> [Matches] {
        if let deadline, ContinuousClock.now > deadline { throw .timedOut }
        switch query {
        case .word(let field, let text): return try word(field, text)
        case .phrase(let field, let text, let slop): return try phrase(field, text, slop: slop)
        case .prefix(let field, let text): return try prefix(field, text)
        case .date(let bounds):
            return try filter { segment, document throws(IndexError) in
                bounds.contains(try segment.date(document))
            }
        case .any(let queries):
            var result = [Matches](repeating: Matches(), count: snapshot.segments.count)
            for query in queries { result = zip(result, try matches(query)).map { $0.union($1) } }
            return result
        case .all(let clauses): return try all(clauses)
        }
    }

    private func all(_ clauses: [Query.Clause]) throws(SearchError) -> [Matches] {
        var result: [Matches]?
        for clause in clauses where clause.occurrence != .excluded {
            let next = try matches(clause.query)
            result = result.map { before in zip(before, next).map { $0.intersection($1) } } ?? next
        }
        let excluded = clauses.filter { $0.occurrence == .excluded }
        if clauses.isEmpty { return [Matches](repeating: Matches(), count: snapshot.segments.count) }
        var kept: [Matches]
        if let result { kept = result } else { kept = try filter { _, _ throws(IndexError) in true } }
        for clause in excluded { kept = zip(kept, try matches(clause.query)).map { $0.subtracting($1) } }
        return kept
    }

    // MARK: Words

    private func word(_ field: QueryField, _ text: String) throws(SearchError) -> [Matches] {
        guard let indexField = field.indexField else { return try value(field, text) }
        let words = analyzeQuery(Array(text.utf8), language: .english)
        if words.isEmpty { return [Matches](repeating: Matches(), count: snapshot.segments.count) }
        return try score(try slots(words, indexField), words, indexField, slop: nil)
    }

    private func phrase(_ field: QueryField, _ text: String, slop: Int?) throws(SearchError) -> [Matches] {
        guard let indexField = field.indexField else { return try value(field, text) }
        let words = analyzeQuery(Array(text.utf8), language: .none)
        if words.isEmpty { return [Matches](repeating: Matches(), count: snapshot.segments.count) }
        var slots: [[[TermMatch]]] = []
        for segment in snapshot.segments {
            let expansion = TermExpansion(segment: segment.reader, field: indexField)
            var found: [[TermMatch]] = []
            for word in words {
                found.append(
                    try indexed { () throws(IndexError) in
                        word.kind == .runEnd ? try expansion.prefix(word.form) : try expansion.exactly(word.form)
                    }
                )
            }
            slots.append(found)
        }
        return try score(slots, words, indexField, slop: slop)
    }

    private func prefix(_ field: QueryField, _ text: String) throws(SearchError) -> [Matches] {
        guard let indexField = field.indexField else { return try value(field, text) }
        let words = analyzeQuery(Array(text.utf8), language: .none)
        guard words.count == 1, let word = words.first else { return try self.word(field, text) }
        var slots: [[[TermMatch]]] = []
        for segment in snapshot.segments {
            let expansion = TermExpansion(segment: segment.reader, field: indexField)
            slots.append([try indexed { () throws(IndexError) in try expansion.prefix(word.form) }])
        }
        return try score(slots, words, indexField, slop: nil)
    }

    /// For each segment and each word, the terms it stands for.
    func slots(_ words: [QueryWord], _ field: Field) throws(SearchError) -> [[[TermMatch]]] {
        var slots: [[[TermMatch]]] = []
        for segment in snapshot.segments {
            let expansion = TermExpansion(segment: segment.reader, field: field)
            var found: [[TermMatch]] = []
            for word in words {
                found.append(try indexed { () throws(IndexError) in try expansion.words(word, languages: languages) })
            }
            slots.append(found)
        }
        return slots
    }

    /// Matches of words in a row (or one word), with their BM25 scores.
    private func score(
        _ slots: [[[TermMatch]]],
        _ words: [QueryWord],
        _ field: Field,
        slop: Int?
    ) throws(SearchError) -> [Matches] {
        let offsets = words.map { UInt32($0.position) }
        var postings: [[WordPostings]] = []
        var frequencies = [UInt64](repeating: 0, count: words.count)
        for (segment, terms) in zip(snapshot.segments, slots) {
            var found: [WordPostings] = []
            for (index, term) in terms.enumerated() {
                if let deadline, ContinuousClock.now > deadline { throw .timedOut }
                let word = try indexed { () throws(IndexError) in
                    try WordPostings(term, in: segment, needsPositions: words.count > 1)
                }
                frequencies[index] += UInt64(word.documents.count)
                found.append(word)
            }
            postings.append(found)
        }
        let totals = snapshot.totals(field)
        let average = Float(totals.length) / Float(max(totals.documents, 1))
        let idf = frequencies.reduce(Float(0)) { $0 + BM25.idf($1, of: totals.documents) }
        var result: [Matches] = []
        for (segment, found) in zip(snapshot.segments, postings) {
            let norms = unsafe try indexed { () throws(IndexError) in unsafe try segment.reader.norms(field) }
            var matches = Matches()
            for (document, frequency) in Self.together(found, offsets, slop: slop) {
                let length = unsafe norms.map { unsafe NormCode.lengths[Int($0[Int(document)])] } ?? 1
                let score = BM25.score(idf: idf, frequency: Float(frequency), length: length, averageLength: average)
                matches.append(document, score)
            }
            result.append(matches)
        }
        withExtendedLifetime(snapshot) {}
        return result
    }

    /// The documents in which the words stand together, with how often (weighted, for a single word).
    private static func together(
        _ words: [WordPostings],
        _ offsets: [UInt32],
        slop: Int?
    ) -> [(document: UInt32, frequency: UInt32)] {
        guard let first = words.first else { return [] }
        guard words.count > 1 else { return Array(zip(first.documents, first.frequencies)) }
        var found: [(UInt32, UInt32)] = []
        var places = [Int](repeating: 0, count: words.count)
        outer: for (index, document) in first.documents.enumerated() {
            var positions = [first.positions[index]]
            for word in 1..<words.count {
                while places[word] < words[word].documents.count, words[word].documents[places[word]] < document {
                    places[word] += 1
                }
                guard places[word] < words[word].documents.count else { break outer }
                guard words[word].documents[places[word]] == document else { continue outer }
                positions.append(words[word].positions[places[word]])
            }
            if let slop {
                let reach = UInt32(clamping: slop + words.count - 1)
                if let closest = PhraseMatcher.closest(positions), closest.span <= reach { found.append((document, 1)) }
            } else {
                let count = PhraseMatcher.count(positions, offsets: offsets)
                if count > 0 { found.append((document, UInt32(count))) }
            }
        }
        return found
    }

    // MARK: Whole values

    private func value(_ field: QueryField, _ text: String) throws(SearchError) -> [Matches] {
        if field == .path {
            let wanted = Array(text.utf8)
            return try filter { segment, document throws(IndexError) in
                let id = try segment.id(document)
                return id.indices.contains { id[$0...].starts(with: wanted) }
            }
        }
        let exact: Field = field == .site ? .site : .language
        var result: [Matches] = []
        for segment in snapshot.segments {
            let postings = try indexed { () throws(IndexError) in
                let info = try segment.reader.find(exact, Array(text.utf8))
                let terms = info.map { [TermMatch(term: [], info: $0)] } ?? []
                return try WordPostings(terms, in: segment, needsPositions: false)
            }
            var matches = Matches()
            for document in postings.documents { matches.append(document, 0) }
            result.append(matches)
        }
        return result
    }

    /// All articles for which a test holds, without a score.
    private func filter(
        _ test: (SegmentReader, UInt32) throws(IndexError) -> Bool
    ) throws(SearchError) -> [Matches] {
        var result: [Matches] = []
        for segment in snapshot.segments {
            var matches = Matches()
            for document in 0..<segment.reader.documentCount where !segment.unsearchable.contains(document) {
                if try indexed({ () throws(IndexError) in try test(segment.reader, document) }) {
                    matches.append(document, 0)
                }
            }
            result.append(matches)
        }
        return result
    }

    /// Runs a call of the index, turning its error into ours.
    func indexed<Result>(_ body: () throws(IndexError) -> Result) throws(SearchError) -> Result {
        do throws(IndexError) {
            return try body()
        } catch {
            throw .index(error)
        }
    }
}

extension QueryField {
    /// The field of the index, where it has positions.
    var indexField: Field? {
        switch self {
        case .text: .text
        case .title: .title
        case .author: .author
        case .comments: .comments
        case .page: .page
        case .site, .language, .path: nil
        }
    }
}
