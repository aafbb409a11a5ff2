import HZIndex

/// Takes the score of a document apart. Each part is computed by what scored the document, so that they add up to the
/// score to the bit.
struct ScoreExplainer {
    let search: PassSearch
    /// What the pass found of its best.
    let findings: Refinement.Findings

    /// The parts of what was found, in the order of the query.
    func parts(_ found: PassRunner.Found, isByDate: Bool) throws(SearchError) -> [ScorePart] {
        let (segment, document) = (found.document.segment, found.document.document)
        let context = search.context(segment)
        var parts: [ScorePart] = []
        add(search.pass.plan, to: &parts, segment, document, context)
        if !isByDate, let lift = search.pass.lift { addNearness(lift, to: &parts, segment, document, context) }
        if found.isRefined {
            for pair in search.pass.refinement?.pairs ?? [] {
                add(.neighbours, .phrase(pair), to: &parts, segment, document, context)
            }
            if let score = findings.characters[found.document.place] {
                parts.append(ScorePart(.characters, score: Double(score)))
            }
            for word in findings.feedback { add(.feedback, .word(word), to: &parts, segment, document, context) }
        }
        // The difference of two Floats of such sizes is exact in a Double.
        let rule = Double(found.score) - Double(found.document.score(isByDate: isByDate))
        if rule != 0 { parts.append(ScorePart(.rule, score: rule)) }
        try context.throwFailure()
        return parts
    }

    private func add(
        _ plan: Plan,
        to parts: inout [ScorePart],
        _ segment: Int,
        _ document: UInt32,
        _ context: SegmentContext
    ) {
        switch plan {
        case .nothing, .everything, .dates, .path: return
        case .word: add(.word, plan, to: &parts, segment, document, context)
        case .phrase: add(.phrase, plan, to: &parts, segment, document, context)
        case .all(let required, let optional, _):
            for plan in required + optional { add(plan, to: &parts, segment, document, context) }
        case .any(let plans): for plan in plans { add(plan, to: &parts, segment, document, context) }
        }
    }

    /// Adds what a word or a phrase scores, where the document has it and it is no filter.
    private func add(
        _ kind: ScorePart.Kind,
        _ plan: Plan,
        to parts: inout [ScorePart],
        _ segment: Int,
        _ document: UInt32,
        _ context: SegmentContext
    ) {
        guard !plan.isFilter else { return }
        let (words, phrases) = plan.parts
        guard let conjunction = Conjunction(words: words, phrases: phrases, segment: segment, in: context),
            conjunction.seek(document) == document, let score = conjunction.score(document, threshold: 0)
        else { return }
        var part = ScorePart(kind, score: Double(score))
        let all = words + phrases.flatMap(\.words)
        part.text = all.map(Self.text).joined(separator: " ")
        if let field = all.first?.field {
            part.field = Self.name(field)
            let totals = search.snapshot.totals(field)
            let isPhrase = !phrases.isEmpty
            part.frequency = ScorePart.Frequency(
                weight: Double(words.first?.weight ?? phrases.first?.weight ?? 0),
                frequency: isPhrase
                    ? conjunction.phraseFrequency(document) : frequency(words[0], segment, document, context),
                length: context.length(field, document),
                averageLength: Double(totals.length) / Double(max(totals.documents, 1))
            )
        }
        parts.append(part)
    }

    /// What stands above the sum of the words: the conjunction with the lift, less without it.
    private func addNearness(
        _ lift: LiftPlan,
        to parts: inout [ScorePart],
        _ segment: Int,
        _ document: UInt32,
        _ context: SegmentContext
    ) {
        guard let shape = PlanParts(search.pass.plan, { _ in nil }) else { return }
        func score(_ lift: LiftPlan?) -> Float? {
            let all = Conjunction(
                words: shape.words,
                phrases: shape.phrases,
                lift: lift,
                segment: segment,
                in: context
            )
            guard let all, all.seek(document) == document else { return nil }
            return all.score(document, threshold: 0)
        }
        guard let lifted = score(lift), let plain = score(nil), lifted > plain else { return }
        var part = ScorePart(.nearness, score: Double(lifted - plain))
        part.steps = Int(((lifted - plain) / lift.step).rounded())
        parts.append(part)
    }

    /// The weighted frequency of a word in a document.
    private func frequency(_ word: WordPlan, _ segment: Int, _ document: UInt32, _ context: SegmentContext) -> Int {
        var sum = WordList.occurrences(of: word.apart, segment: segment, in: context).count { $0 >> 32 == document }
        for term in word.terms[segment] {
            var cursor = context.segment.reader.cursor(term.info, arena: context.arena)
            guard cursor.seek(document) == document else { continue }
            sum += Int(term.forms.map { cursor.occurrences(of: $0) } ?? cursor.frequency)
        }
        return sum
    }

    /// The terms that a word stands for, or how they begin.
    static func text(_ word: WordPlan) -> String {
        if let prefix = word.prefix { return String(decoding: prefix, as: UTF8.self) + "*" }
        var terms: [String] = []
        for term in word.terms.joined() where !term.term.isEmpty {
            let text = String(decoding: term.term, as: UTF8.self)
            if !terms.contains(text) { terms.append(text) }
        }
        return terms.prefix(4).joined(separator: "|") + (terms.count > 4 ? "|…" : "")
    }

    private static func name(_ field: Field) -> String {
        switch field {
        case .text: "text"
        case .title: "title"
        case .author: "author"
        case .comments: "comments"
        case .page: "page"
        default: ""
        }
    }
}
