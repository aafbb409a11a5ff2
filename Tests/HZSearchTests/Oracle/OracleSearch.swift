import HZAnalysis
import HZIndex

@testable import HZSearch

/// Answers requests from an `OracleIndex` by the rules of docs/QUERY.md.
struct OracleSearch {
    /// What is compared with the engine's answer.
    struct Answer: Equatable {
        var ids: [String] = []
        var scores: [Double] = []
        var missing: [[String]] = []
        var total = 0
        var notes: [String] = []
    }

    typealias Part = OracleIndex.Part

    /// One pass: what is found, and what nearness adds to it.
    private struct Pass {
        struct Near {
            var words: [OracleIndex.Word]
            var offsets: [UInt32]
            var isSpaced: [Bool]
            var characters: Set<Unicode.Scalar>
            var step: Float
        }

        var part: Part
        var near: Near?
        var bound: Float
        var isPartial = false
        var refinement: OracleRefinement?
    }

    let index: OracleIndex
    private let live: [OracleIndex.Entry]
    /// Where bare words are looked for: articles, or the rest of pages.
    var bareField = Field.text

    init(_ index: OracleIndex) {
        self.index = index
        live = index.entries.filter(\.isLive)
    }

    func answer(_ request: SearchRequest) -> Answer {
        var answer = Answer()
        var (query, notes) = QueryParser.parse(request.query)
        if request.options.mode == .phrase {
            (query, notes) = (.phrase(.text, request.query.replacing("\"", with: " "), slop: nil), [])
        }
        answer.notes = notes.map(\.fact.rawValue)
        query = narrowed(query, request.options, &answer.notes)
        let wanted = request.offset + request.limit
        var bare = run(query, request.options.mode, request, wanted, &answer)
        if answer.ids.isEmpty, answer.total == 0, answer.notes.isEmpty, asksForNothing(part(query)) {
            answer.notes.append("no_words")
        } else if answer.ids.isEmpty, answer.total == 0, wanted > 0, bare != nil {
            var pages = self
            pages.bareField = .page
            let mode = request.options.mode == .auto ? .all : request.options.mode
            bare = pages.run(query, mode, request, wanted, &answer)
            if !answer.ids.isEmpty { answer.notes.append("page") }
        } else if let bare, bare > SearchRules.mostRequiredWords, request.options.mode == .auto {
            answer.notes.append("best_match")
        } else if answer.missing.contains(where: { !$0.isEmpty }) {
            answer.notes.append("relaxed")
        }
        answer.ids = Array(answer.ids.dropFirst(request.offset))
        answer.scores = Array(answer.scores.dropFirst(request.offset))
        answer.missing = Array(answer.missing.dropFirst(request.offset))
        return answer
    }

    private func asksForNothing(_ part: Part) -> Bool {
        switch part {
        case .nothing: true
        case .all(let required, _, _): required.contains(where: asksForNothing)
        case .any(let parts): parts.allSatisfy(asksForNothing)
        default: false
        }
    }

    private func narrowed(_ query: Query, _ options: QueryOptions, _ notes: inout [String]) -> Query {
        var clauses: [Query.Clause] = []
        for word in options.title?.split(separator: " ") ?? [] {
            clauses.append(.init(.plain, .word(.title, String(word))))
        }
        for word in options.author?.split(separator: " ") ?? [] {
            clauses.append(.init(.plain, .word(.author, String(word))))
        }
        if let name = options.authorName { clauses.append(.init(.plain, .word(.authorName, name))) }
        if let site = options.site { clauses.append(.init(.plain, .word(.site, site))) }
        if let language = options.language { clauses.append(.init(.plain, .word(.language, language))) }
        for (name, text) in [("after", options.after), ("before", options.before)] {
            guard let text else { continue }
            if let bounds = DateBounds.range(name, text) {
                clauses.append(.init(.plain, .date(bounds)))
            } else {
                notes.append(QueryNote.Fact.notADate.rawValue)
            }
        }
        for word in options.not { clauses.append(.init(.excluded, .word(.text, word))) }
        if clauses.isEmpty { return query }
        if case .all(let parts) = query { return .all(parts + clauses) }
        return .all([.init(.plain, query)] + clauses)
    }

    // MARK: Passes

    /// Runs the passes of a query; how many bare words it has, nil for none that its mode reads.
    private func run(
        _ query: Query,
        _ mode: QueryMode,
        _ request: SearchRequest,
        _ wanted: Int,
        _ answer: inout Answer
    ) -> Int? {
        var clauses: [Query.Clause] = []
        if case .all(let parts) = query {
            clauses = parts
        } else if case .word = query.unboosted.query {
            clauses = [.init(.plain, query)]
        }
        func text(_ clause: Query.Clause) -> String? {
            if case .word(.text, let text) = clause.query.unboosted.query { text } else { nil }
        }
        let isByRule =
            mode != .phrase && (mode == .any || !clauses.contains { $0.occurrence == .required && text($0) != nil })
        let isSeveral = clauses.count > 1
        let bare = clauses.filter {
            guard isByRule, $0.occurrence == .plain, text($0) != nil else { return false }
            if case .nothing = part($0.query) { return !isSeveral }
            return true
        }
        guard !bare.isEmpty else {
            let rule = part(query)
            find([Pass(part: rule, bound: rule.bound)], rule: rule, bare: [], request, wanted, &answer)
            return nil
        }
        let isLong = mode == .auto && bare.count > SearchRules.mostRequiredWords
        let quoted = clauses.filter { clause in
            if isLong, clause.occurrence == .plain, case .phrase(.text, _, _) = clause.query.unboosted.query {
                true
            } else {
                false
            }
        }
        if !quoted.isEmpty { clauses = clauses.flatMap(unquoted) }
        let typed = clauses.filter {
            guard $0.occurrence == .plain, text($0) != nil else { return false }
            if case .nothing = part($0.query) { return clauses.count == 1 }
            return true
        }
        var parts = typed.map { part($0.query) }
        let excluded = clauses.filter { $0.occurrence == .excluded }.flatMap { self.excluded($0.query) }
        let others = clauses.filter { $0.occurrence != .excluded && !($0.occurrence == .plain && text($0) != nil) }
            .map { part($0.query) }
        let scoring = others.contains { !$0.isFilter }
        var units = parts.flatMap { words($0).count <= 3 ? [$0] : words($0).map { .word($0) } }
        let isBest = mode == .any || mode == .auto && units.count > SearchRules.mostRequiredWords
        var names = zip(typed.compactMap(text), parts).map { (text: $0, part: $1) }
        let whole = scoring ? nil : nearness(names.map(\.text), parts)
        var near = whole
        // Words that say nothing need not be there, but the phrase with them comes first.
        var before: [Pass] = []
        let says = names.map { !FunctionWords.contains($0.text) }
        if mode == .auto, !isBest, !scoring, says.contains(true), says.contains(false) {
            before = whole.map { [phrasePass($0, others, excluded)] } ?? []
            near = nearness(names.map(\.text), parts, says)
            names = zip(names, says).filter(\.1).map(\.0)
            parts = names.map(\.part)
            units = parts.flatMap { words($0).count <= 3 ? [$0] : words($0).map { .word($0) } }
        }
        let isAlone = parts.count == 1 && others.isEmpty && excluded.isEmpty
        let all = isAlone ? parts[0] : Part.all(parts + others, optional: [], excluded: excluded)
        let first = Pass(part: all, near: near, bound: all.bound + (near?.step ?? 0) * 36)
        let isShortWord = parts.count == 1 && words(parts[0]).count <= 3
        guard isBest || mode == .auto && !(isShortWord && !scoring) else {
            find(before + [first], rule: all, bare: names, request, wanted, &answer)
            return 1
        }
        let members = isBest ? different(units) : units
        let liked = members + (isBest ? quoted.map { part($0.query) } : [])
        let some =
            scoring
            ? Part.all(others, optional: liked, excluded: excluded)
            : Part.all([.any(liked)] + others, optional: [], excluded: excluded)
        var last = Pass(part: some, bound: some.bound, isPartial: !isBest)
        if mode == .auto, let near, near.words.count >= 3 {
            let weight = members.filter { !words($0).contains { $0.name.isEmpty } }.reduce(Float(0)) { $0 + $1.bound }
            let refinement = OracleRefinement(
                index,
                near.words,
                near.offsets,
                near.isSpaced,
                characters: near.characters,
                weight: weight
            )
            last.refinement = refinement
            last.bound += refinement.bound
        }
        guard isBest else {
            find(before + [first, last], rule: all, bare: names, request, wanted, &answer)
            return 1
        }
        var passes = [last]
        if let near {
            passes.insert(phrasePass(near, others, excluded), at: 0)
        }
        find(passes, rule: some, bare: names, request, wanted, &answer)
        return SearchRules.mostRequiredWords + 1
    }

    /// What has all the words as one phrase.
    private func phrasePass(_ near: Pass.Near, _ others: [Part], _ excluded: [Part]) -> Pass {
        let phrase = Part.phrase(near.words, offsets: near.offsets, slop: nil)
        let whole = Part.all([phrase] + others.filter(\.isFilter), optional: [], excluded: excluded)
        return Pass(part: whole, near: near, bound: whole.bound + near.step * 36)
    }

    /// Words in quotes without them, in a long question.
    private func unquoted(_ clause: Query.Clause) -> [Query.Clause] {
        let (query, factor) = clause.query.unboosted
        guard clause.occurrence == .plain, case .phrase(.text, let text, _) = query else { return [clause] }
        return text.split(separator: /\s+/).map { .init(.plain, .boosted(.word(.text, String($0)), by: factor)) }
    }

    /// Each word once, as heavy as it is often there, frequent ones excepted.
    private func different(_ units: [Part]) -> [Part] {
        var result: [Part] = []
        var counts: [Float] = []
        for unit in units {
            let known = result.firstIndex { other in
                guard case .word(let word) = unit, case .word(let known) = other else { return false }
                return word.name == known.name && word.isPrefix == known.isPrefix
            }
            if let known, case .word(let word) = unit {
                if !word.isFrequent { counts[known] += 1 }
            } else {
                result.append(unit)
                counts.append(1)
            }
        }
        return zip(result, counts).map { part, count in
            guard case .word(var word) = part else { return part }
            word.weight *= count
            return .word(word)
        }
    }

    private func find(
        _ passes: [Pass],
        rule: Part,
        bare: [(text: String, part: Part)],
        _ request: SearchRequest,
        _ wanted: Int,
        _ answer: inout Answer
    ) {
        answer.total = live.count { index.score(rule, $0, ScoreGrid(most: 1)) != nil }
        let isByDate = request.sort == .date
        let turns = isByDate ? [Pass(part: rule, bound: rule.bound)] + passes.filter(\.isPartial) : passes
        for (turn, pass) in turns.enumerated() {
            // By date, nothing follows what matches by the rule.
            if answer.ids.count >= wanted || isByDate && !answer.ids.isEmpty { break }
            let grid = ScoreGrid(most: pass.bound)
            let base = turns[(turn + 1)...].reduce(Float(0)) { $0 + $1.bound }
            var found: [OracleRefinement.Found] = []
            for entry in live {
                guard let score = index.score(pass.part, entry, grid) else { continue }
                found.append(OracleRefinement.Found(score: score + lift(pass, entry, grid), entry: entry))
            }
            found.sort { isByDate && $0.date != $1.date ? $0.date > $1.date : $0.precedes($1) }
            if !isByDate, let refinement = pass.refinement { found = refinement.refined(found, grid) }
            found.removeAll { answer.ids.contains($0.entry.document.id) }
            for found in found.prefix(wanted - answer.ids.count) {
                answer.ids.append(found.entry.document.id)
                answer.scores.append(Double(found.score + base))
                let lacks = bare.filter { index.score($0.part, found.entry, grid) == nil }.map(\.text)
                answer.missing.append(
                    pass.isPartial ? lacks.reduce(into: []) { if !$0.contains($1) { $0.append($1) } } : []
                )
            }
        }
    }

    // MARK: Nearness

    private func nearness(_ texts: [String], _ parts: [Part], _ says: [Bool]? = nil) -> Pass.Near? {
        var typed = analyzeQuery(Array(texts.joined(separator: " ").utf8), language: .english)
        guard typed.count == parts.reduce(0, { $0 + self.words($1).count }) else { return nil }
        let owners = parts.indices.flatMap { place in self.words(parts[place]).map { _ in place } }
        typed = zip(typed, owners).filter { says?[$1] ?? true }.map(\.0)
        let parts = zip(parts, says ?? parts.map { _ in true }).filter(\.1).map(\.0)
        let found = parts.map(self.words)
        let words = found.flatMap { $0 }
        guard words.count > 1, !found.contains(where: \.isEmpty) else { return nil }
        let step = parts.reduce(Float(0)) { $0 + $1.bound }
        return Pass.Near(
            words: words,
            offsets: typed.map { UInt32($0.position) },
            isSpaced: typed.map { $0.kind == .word },
            characters: Set(
                typed.filter { $0.kind != .word }.flatMap { String(decoding: $0.term, as: UTF8.self).unicodeScalars }
            ),
            step: step / 16
        )
    }

    private func lift(_ pass: Pass, _ entry: OracleIndex.Entry, _ grid: ScoreGrid) -> Float {
        guard let near = pass.near else { return 0 }
        let positions = near.words.map { index.positions(of: $0, entry) }
        let length = (near.offsets.last ?? 0) - near.offsets[0]
        let phrases = OracleIndex.phrases(positions, near.offsets)
        let steps =
            phrases.contains { $0 + length < entry.titleLength }
            ? 36
            : !phrases.isEmpty
                ? 18
                : OracleIndex.isOrdered(positions, within: 10) ? 2 : OracleIndex.isNear(positions, within: 10) ? 1 : 0
        return grid.round(near.step) * Float(steps)
    }
}
