import HZAnalysis
import HZIndex

/// Makes plans of queries: analyzes their words, looks them up in every segment, and weighs them.
struct QueryPlanner {
    let snapshot: IndexSnapshot
    /// The languages, besides English, whose stems the index holds.
    let languages: [StemmingLanguage]
    /// Where a bare word is looked for.
    var bareField = Field.text
    /// Whether the nearness of bare words counts.
    var nearness = true

    /// The plan of a query.
    func plan(_ query: Query) throws(IndexError) -> Plan {
        switch query {
        case .word(let field, let text): return try word(field, text)
        case .phrase(let field, let text, let slop): return try phrase(field, text, slop: slop)
        case .prefix(let field, let text): return try prefix(field, text)
        case .fuzzy(let field, let text, let edits): return try fuzzy(field, text, edits: edits)
        case .date(let bounds): return .dates(bounds)
        case .any(let queries):
            var plans: [Plan] = []
            for query in queries { plans.append(try plan(query)) }
            return .any(plans)
        case .all(let clauses):
            if clauses.isEmpty { return .nothing }
            var (required, excluded): ([Plan], [Plan]) = ([], [])
            for clause in clauses {
                if clause.occurrence == .excluded {
                    excluded.append(try plan(clause.query))
                } else {
                    required.append(try plan(clause.query))
                }
            }
            return .all(required: required, optional: [], excluded: excluded)
        }
    }

    /// The plan of a word: where analysis makes several of it, they are a phrase.
    func word(_ field: QueryField, _ text: String) throws(IndexError) -> Plan {
        guard let indexField = indexField(field) else { return try value(field, text) }
        let words = analyzeQuery(Array(text.utf8), language: .english)
        var plans: [WordPlan] = []
        plans.reserveCapacity(words.count)
        for word in words {
            let isPrefix = word.kind == .runEnd
            plans.append(
                try wordPlan(indexField, prefix: isPrefix ? word.form : nil) { expansion throws(IndexError) in
                    try expansion.words(word, languages: languages)
                }
            )
        }
        return together(plans, words, slop: nil)
    }

    private func phrase(_ field: QueryField, _ text: String, slop: Int?) throws(IndexError) -> Plan {
        guard let indexField = indexField(field) else { return try value(field, text) }
        let words = analyzeQuery(Array(text.utf8), language: .none)
        var plans: [WordPlan] = []
        for word in words {
            let isPrefix = word.kind == .runEnd
            plans.append(
                try wordPlan(indexField, prefix: isPrefix ? word.form : nil) { expansion throws(IndexError) in
                    isPrefix ? try expansion.prefix(word.form) : try expansion.exactly(word.form)
                }
            )
        }
        return together(plans, words, slop: slop)
    }

    private func prefix(_ field: QueryField, _ text: String) throws(IndexError) -> Plan {
        guard let indexField = indexField(field) else { return try value(field, text) }
        let words = analyzeQuery(Array(text.utf8), language: .none)
        guard words.count == 1, let word = words.first else { return try self.word(field, text) }
        let plan = try wordPlan(indexField, prefix: word.form) { expansion throws(IndexError) in
            try expansion.prefix(word.form)
        }
        return .word(plan)
    }

    private func fuzzy(_ field: QueryField, _ text: String, edits: Int) throws(IndexError) -> Plan {
        guard let indexField = indexField(field) else { return try value(field, text) }
        let words = analyzeQuery(Array(text.utf8), language: .none)
        guard words.count == 1, let word = words.first, word.kind == .word else { return try self.word(field, text) }
        return try FuzzyExpansion(word.form, edits: edits, field: indexField, snapshot: snapshot).plan
    }

    private func together(_ plans: [WordPlan], _ words: [QueryWord], slop: Int?) -> Plan {
        guard let first = plans.first else { return .nothing }
        let hasForms = !first.isGathered && first.terms.contains { $0.contains { $0.forms != nil } }
        if plans.count == 1, !hasForms { return .word(first) }
        let weight = plans.reduce(Float(0)) { $0 + $1.weight }
        return .phrase(PhrasePlan(words: plans, offsets: words.map { UInt32($0.position) }, slop: slop, weight: weight))
    }

    private func wordPlan(
        _ field: Field,
        prefix: [UInt8]?,
        _ find: (TermExpansion) throws(IndexError) -> [TermMatch]
    ) throws(IndexError) -> WordPlan {
        var terms: [[TermMatch]] = []
        terms.reserveCapacity(snapshot.segments.count)
        var frequency: UInt64 = 0
        for segment in snapshot.segments {
            let found = try find(TermExpansion(segment: segment.reader, field: field))
            for term in found { frequency += UInt64(term.info.documentFrequency) }
            terms.append(found)
        }
        frequency += try elsewhere(field, terms)
        for segment in terms.indices { terms[segment].removeAll { $0.forms?.isEmpty == true } }
        let all = snapshot.totals(field).documents
        let weight = BM25.weight(frequency, of: all)
        var plan = WordPlan(field: field, terms: terms, weight: weight, isGathered: prefix != nil, prefix: prefix)
        plan.isFrequent = frequency * 20 > all
        return plan
    }

    /// How many documents have terms of a choice of forms in segments where these have none of the forms: terms count as
    /// a whole, however documents are spread over segments.
    private func elsewhere(_ field: Field, _ terms: [[TermMatch]]) throws(IndexError) -> UInt64 {
        guard terms.count > 1 else { return 0 }
        var chosen: Set<[UInt8]> = []
        for found in terms { for match in found where match.isByForm { chosen.insert(match.term) } }
        guard !chosen.isEmpty else { return 0 }
        var frequency: UInt64 = 0
        for (segment, found) in zip(snapshot.segments, terms) {
            for term in chosen.subtracting(found.map(\.term)) {
                frequency += UInt64(try segment.reader.find(field, term)?.documentFrequency ?? 0)
            }
        }
        return frequency
    }

    /// A value that is one term as a whole, or a part of a path.
    private func value(_ field: QueryField, _ text: String) throws(IndexError) -> Plan {
        if field == .path { return .path(Array(text.utf8)) }
        var plan = try wordPlan(field == .site ? .site : .language, prefix: nil) { expansion throws(IndexError) in
            let info = try expansion.segment.find(expansion.field, Array(text.utf8))
            return info.map { [TermMatch(term: [], info: $0)] } ?? []
        }
        plan.weight = 0
        return .word(plan)
    }

    private func indexField(_ field: QueryField) -> Field? {
        field == .text ? bareField : field.indexField
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
