import HZAnalysis
import HZIndex

@testable import HZSearch

/// What a parsed query asks for, part by part, as docs/QUERY.md says.
extension OracleSearch {
    func part(_ query: Query) -> Part {
        switch query {
        case .word(let field, let text): return words(field, text, .english, nil) { index.inflected($0, in: $1) }
        case .phrase(let field, let text, let slop):
            return words(field, text, .none, slop) { index.exact($0, in: $1) }
        case .prefix(let field, let text):
            let typed = analyzeQuery(Array(text.utf8), language: .none)
            guard let first = typed.first, typed.count == 1, let indexField = indexField(field) else {
                return part(.word(field, text))
            }
            if first.kind == .runEnd { return .word(index.character(first, in: indexField)) }
            return .word(index.beginning(with: first.form, in: indexField))
        case .fuzzy(let field, let text, let edits):
            let typed = analyzeQuery(Array(text.utf8), language: .none)
            guard let first = typed.first, typed.count == 1, first.kind == .word, let indexField = indexField(field)
            else {
                return part(.word(field, text))
            }
            return index.near(first.form, edits: edits, in: indexField)
        case .pattern(let field, let text, let isExpression):
            let plain = String(decoding: text.unicodeScalars.flatMap { folded($0) }, as: UTF8.self)
            let expression = isExpression ? plain : plain.replacing("*", with: ".*").replacing("?", with: ".")
            guard let indexField = indexField(field), let regex = try? Regex(expression) else { return .nothing }
            return .word(index.matching(regex.matchingSemantics(.unicodeScalar), in: indexField))
        case .near(_, let queries, let distances):
            let parts = queries.map(part).compactMap { part -> (words: [OracleIndex.Word], offsets: [UInt32])? in
                switch part {
                case .word(let word): ([word], [0])
                case .phrase(let words, let offsets, _): (words, offsets)
                default: nil
                }
            }
            if parts.isEmpty { return .nothing }
            if parts.count == 1, parts[0].words.count == 1 { return .word(parts[0].words[0]) }
            if parts.count == 1 { return .phrase(parts[0].words, offsets: parts[0].offsets, slop: nil) }
            return .near(parts, distance: UInt32(distances.reduce(0, +)))
        case .boosted(let query, let factor): return part(query).boosted(by: factor)
        case .date(let bounds): return .test { bounds.contains($0.date) }
        case .any(let queries): return .any(queries.map(part))
        case .all(let clauses):
            if clauses.isEmpty { return .nothing }
            let excluded = clauses.filter { $0.occurrence == .excluded }
            let others = clauses.filter { $0.occurrence != .excluded }
            // Signs alone ask for nothing.
            let parts = others.compactMap { clause in
                let part = part(clause.query)
                if clauses.count > 1, case .word(.text, _) = clause.query, case .nothing = part { return Part?.none }
                return part
            }
            if parts.isEmpty, !others.isEmpty { return .nothing }
            return .all(
                parts,
                optional: [],
                excluded: excluded.flatMap { self.excluded($0.query) }
            )
        }
    }

    /// What is not wanted is not wanted in articles either, where the rest of pages is searched.
    func excluded(_ query: Query) -> [Part] {
        if bareField == .text { return [part(query)] }
        var articles = self
        articles.bareField = .text
        return [part(query), articles.part(query)]
    }

    private func folded(_ scalar: Unicode.Scalar) -> [UInt8] {
        scalar.isASCII && !scalar.properties.isAlphabetic
            ? [UInt8(scalar.value)] : Array(foldedForm(of: scalar).map { String($0) }.joined().utf8)
    }

    private func indexField(_ field: QueryField) -> Field? { field == .text ? bareField : field.indexField }

    private func words(
        _ field: QueryField,
        _ text: String,
        _ language: StemmingLanguage,
        _ slop: Int?,
        _ make: (QueryWord, Field) -> OracleIndex.Word
    ) -> Part {
        switch field {
        case .path: return .test { $0.id.contains(text) }
        case .authorName: return .test { $0.author == text }
        case .site: return .test { SiteKey.keys(site: $0.site, url: $0.url).contains(SiteKey.key(text)) }
        case .language: return .test { $0.language == text.lowercased() }
        default: break
        }
        guard let indexField = indexField(field) else { return .nothing }
        let typed = analyzeQuery(Array(text.utf8), language: language)
        let words = typed.map { make($0, indexField) }
        if words.isEmpty { return .nothing }
        if words.count == 1 { return .word(words[0]) }
        return .phrase(words, offsets: typed.map { UInt32($0.position) }, slop: slop)
    }

    func words(_ part: Part) -> [OracleIndex.Word] {
        switch part {
        case .word(let word): [word]
        case .phrase(let words, _, _): words
        default: []
        }
    }
}
