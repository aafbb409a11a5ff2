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
    /// Whether names that are written as one and apart find each other.
    var joinedNames = true
    /// What words that stand for many may take.
    var budget = ExpansionBudget()

    /// The plan of a query.
    func plan(_ query: Query) throws(IndexError) -> Plan {
        switch query {
        case .word(let field, let text): return try word(field, text)
        case .phrase(let field, let text, let slop): return try phrase(field, text, slop: slop)
        case .prefix(let field, let text): return try prefix(field, text)
        case .fuzzy(let field, let text, let edits): return try fuzzy(field, text, edits: edits)
        case .pattern(let field, let text, let isExpression):
            return try pattern(field, text, isExpression: isExpression)
        case .near(let field, let queries, let distances):
            return try near(field, queries, distance: distances.reduce(0, +))
        case .boosted(let query, let factor): return try plan(query).boosted(by: factor)
        case .everything: return .everything
        case .date(let bounds): return .dates(bounds)
        case .any(let queries):
            var plans: [Plan] = []
            for query in queries { plans.append(try plan(query)) }
            return .any(plans)
        case .all(let clauses):
            if clauses.isEmpty { return .nothing }
            var (required, excluded): ([Plan], [Plan]) = ([], [])
            required.reserveCapacity(clauses.count)
            for clause in clauses {
                if clause.occurrence == .excluded {
                    excluded += try self.excluded(clause.query)
                } else {
                    let part = try plan(clause.query)
                    // Signs alone ask for nothing.
                    if case .nothing = part, case .word(.text, _) = clause.query, clauses.count > 1 { continue }
                    if !budget.leavesOut(part) { required.append(part) }
                }
            }
            if required.isEmpty, clauses.contains(where: { $0.occurrence != .excluded }) { return .nothing }
            return .all(required: required, optional: [], excluded: excluded)
        }
    }

    /// What is not wanted: where bare words are looked for outside of articles, not wanted in these either.
    func excluded(_ query: Query) throws(IndexError) -> [Plan] {
        if bareField == .text { return [try plan(query)] }
        var planner = self
        planner.bareField = .text
        return [try plan(query), try planner.plan(query)]
    }

    /// The plan of a word.
    func word(_ field: QueryField, _ text: String) throws(IndexError) -> Plan {
        guard let indexField = indexField(field) else { return try value(field, text) }
        return try self.text(try typed(text), in: indexField)
    }

    /// The plan of a query that is a bare word, boosted or not, where that is given.
    func plan(_ query: Query, bare text: TypedText?) throws(IndexError) -> Plan {
        guard let text else { return try plan(query) }
        let word = try self.text(text, in: bareField)
        let factor = query.unboosted.factor
        return factor == 1 ? word : word.boosted(by: factor)
    }

    /// Where analysis makes several words of one, they are a phrase.
    private func text(_ text: TypedText, in field: Field) throws(IndexError) -> Plan {
        if text.words.count == 1 {
            let plan = try word(0, of: text, field)
            return plan.choosesForms ? together([plan], text.words, slop: nil) : .word(plan)
        }
        var plans: [WordPlan] = []
        plans.reserveCapacity(text.words.count)
        for place in text.words.indices { plans.append(try word(place, of: text, field)) }
        return together(plans, text.words, slop: nil)
    }

    /// A word in all its inflections, and the terms that it is a part of. A character alone stands for all words that it
    /// begins.
    func inflected(_ word: QueryWord, _ field: Field, joined: [JoinedTerm]) throws(IndexError) -> WordPlan {
        if word.kind == .runEnd { return try character(word, field) }
        return try wordPlan(field, prefix: nil) { expansion throws(IndexError) in
            var terms = try expansion.words(word, languages: languages)
            for other in joined where !terms.contains(where: { $0.term == other.term && $0.shift == other.shift }) {
                guard let info = try expansion.segment.find(field, other.term) else { continue }
                terms.append(TermMatch(term: other.term, info: info, shift: other.shift))
            }
            return terms
        }
    }

    /// The words that begin with a character, in all its ways of writing.
    private func character(_ word: QueryWord, _ field: Field) throws(IndexError) -> WordPlan {
        var plan = try wordPlan(field, prefix: word.term) { expansion throws(IndexError) in
            try many { () throws(IndexError) in try expansion.beginning(with: word.term) }
        }
        plan.hasVariants = true
        return plan
    }

    private func phrase(_ field: QueryField, _ text: String, slop: Int?) throws(IndexError) -> Plan {
        guard let indexField = indexField(field) else { return try value(field, text) }
        let words = budget.allowed(analyzeQuery(text, language: .none))
        var plans: [WordPlan] = []
        for word in words {
            let isPrefix = word.kind == .runEnd
            plans.append(
                try wordPlan(indexField, prefix: isPrefix ? word.form : nil) { expansion throws(IndexError) in
                    isPrefix
                        ? try many { () throws(IndexError) in try expansion.prefix(word.form) }
                        : try expansion.exactly(word.form)
                }
            )
        }
        return together(plans, words, slop: slop)
    }

    private func prefix(_ field: QueryField, _ text: String) throws(IndexError) -> Plan {
        guard let indexField = indexField(field) else { return try value(field, text) }
        let words = analyzeQuery(text, language: .none)
        guard words.count == 1, let word = words.first else { return try self.word(field, text) }
        if word.kind == .runEnd { return .word(try character(word, indexField)) }
        let plan = try wordPlan(indexField, prefix: word.form) { expansion throws(IndexError) in
            try many { () throws(IndexError) in try expansion.prefix(word.form) }
        }
        return .word(plan)
    }

    /// Many terms, where the budget allows them.
    private func many(_ find: () throws(IndexError) -> [TermMatch]) throws(IndexError) -> [TermMatch] {
        guard budget.allows() else { return [] }
        let found = try find()
        budget.take(found.count)
        return found
    }

    private func pattern(_ field: QueryField, _ text: String, isExpression: Bool) throws(IndexError) -> Plan {
        guard let indexField = indexField(field) else { return try value(field, text) }
        let pattern: TermPattern
        do throws(TermPattern.Fault) {
            pattern = isExpression ? try TermPattern(expression: text) : try TermPattern(wildcards: text)
        } catch {
            return .nothing
        }
        var plan = try wordPlan(indexField, prefix: nil) { expansion throws(IndexError) in
            try expansion.matching(pattern, budget: budget)
        }
        plan.isGathered = true
        return .word(plan)
    }

    /// Parts near one another. Those of several words are phrases.
    private func near(_ field: QueryField, _ queries: [Query], distance: Int) throws(IndexError) -> Plan {
        var plans: [WordPlan] = []
        var offsets: [UInt32] = []
        var parts: [Int] = []
        var length = 0
        for query in queries {
            let start = UInt32(clamping: length + parts.count)
            switch try plan(query) {
            case .word(let word):
                plans.append(word.isGathered ? budget.withPlaces(word) : word)
                offsets.append(start)
                parts.append(1)
            case .phrase(let phrase):
                let first = phrase.offsets.first ?? 0
                plans += phrase.words
                offsets += phrase.offsets.map { start + $0 - first }
                length += Int((phrase.offsets.last ?? 0) - first)
                parts.append(phrase.words.count)
            default:
                // What analysis leaves nothing of is near anything.
                continue
            }
        }
        guard let first = plans.first else { return .nothing }
        if plans.count == 1, !first.choosesForms { return .word(first) }
        var plan = PhrasePlan(words: plans, offsets: offsets, slop: nil, weight: 0)
        plan.weight = plans.reduce(Float(0)) { $0 + $1.weight }
        if parts.count > 1 {
            plan.slop = distance + length - plans.count + 1
            if plans.count > parts.count { plan.parts = parts }
        }
        return .phrase(plan)
    }

    private func fuzzy(_ field: QueryField, _ text: String, edits: Int) throws(IndexError) -> Plan {
        guard let indexField = indexField(field) else { return try value(field, text) }
        let words = analyzeQuery(text, language: .none)
        guard words.count == 1, let word = words.first, word.kind == .word else { return try self.word(field, text) }
        guard budget.allows() else { return .nothing }
        return try FuzzyExpansion(word.form, edits: edits, field: indexField, snapshot: snapshot).plan
    }

    private func together(_ plans: [WordPlan], _ words: [QueryWord], slop: Int?) -> Plan {
        guard let first = plans.first else { return .nothing }
        if plans.count == 1, !first.choosesForms { return .word(first) }
        let weight = plans.reduce(Float(0)) { $0 + $1.weight }
        return .phrase(PhrasePlan(words: plans, offsets: words.map { UInt32($0.position) }, slop: slop, weight: weight))
    }

    private func wordPlan(
        _ field: Field,
        prefix: [UInt8]?,
        _ find: (TermExpansion) throws(IndexError) -> [TermMatch]
    ) throws(IndexError) -> WordPlan {
        var terms = SegmentTerms()
        var frequency: UInt64 = 0
        for segment in snapshot.segments {
            let found = try find(TermExpansion(segment: segment.reader, field: field))
            frequency += found.postingCount
            terms.append(found)
        }
        frequency += try elsewhere(field, terms)
        for segment in terms.indices where terms[segment].hasCounted {
            terms.change(segment) { $0.removeAll { $0.forms?.isEmpty == true } }
        }
        let all = snapshot.totals(field).documents
        let weight = BM25.weight(frequency, of: all)
        var plan = WordPlan(field: field, terms: terms, weight: weight, isGathered: prefix != nil, prefix: prefix)
        plan.isFrequent = frequency * 20 > all
        return plan
    }

    /// How many documents have terms of a choice of forms in segments where these have none of the forms: terms count as
    /// a whole, however documents are spread over segments.
    private func elsewhere(_ field: Field, _ terms: SegmentTerms) throws(IndexError) -> UInt64 {
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
        let (whole, value): (Field, String) =
            switch field {
            case .site: (.siteKey, SiteKey.key(text))
            case .authorName: (.authorName, text)
            default: (.language, LanguageCode.normalized(text) ?? text.lowercased())
            }
        let term = Field.wholeTerm(value.utf8)
        var plan = try wordPlan(whole, prefix: nil) { expansion throws(IndexError) in
            let info = try expansion.segment.find(expansion.field, term)
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
        case .authorName, .site, .language, .path: nil
        }
    }
}
