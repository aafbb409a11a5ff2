import Glibc
import HZAnalysis
import HZIndex

/// What the best answers talk about: the words that they have in common and most other articles have not. Articles that
/// have these too are better answers (pseudo-relevance feedback: Lavrenko and Croft, SIGIR 2001).
struct Feedback {
    /// What all words of the feedback weigh together, as a part of what the question's words do.
    static let share: Float = 0.4
    /// How many of the best documents are read, and how many bytes of each.
    static let documents = 8
    static let bytes = 2_048
    /// How many words are looked up, and how many of them are taken.
    private static let candidates = 64
    private static let words = 25
    /// Documents count the less, the lower their scores: a tenth below the best counts e times e times less.
    private static let temperature = 0.05

    /// What the words weigh together.
    let mass: Float

    /// The words of the best documents; those come in the order of their scores.
    func words(of ranked: [RankedDocument], by pass: PassSearch) throws(SearchError) -> [WordPlan] {
        let best = ranked.prefix(Self.documents)
        let mass = self.mass * Self.trust(ranked.map { $0.score(isByDate: false) })
        guard best.count > 1, mass > 0 else { return [] }
        var numbers = TermNumbers()
        var values: [(value: Double, documents: Int)] = []
        let shares = Self.shares(best.map { $0.score(isByDate: false) })
        for (document, share) in zip(best, shares) {
            let reader = pass.snapshot.segments[document.segment].reader
            let beginning = try indexed { () throws(IndexError) in
                try ArticleBeginning(document.document, of: reader, bytes: Self.bytes)
            }
            let context = pass.context(document.segment)
            let factor = Double(context.lengthFactor(.text, document.document))
            for (number, frequency) in beginning.frequencies(&numbers, of: [.word, .bigram]) {
                while values.count <= number { values.append((0, 0)) }
                values[number].value += share * Double(frequency) / (Double(frequency) + factor)
                values[number].documents += 1
            }
            try context.throwFailure()
        }
        let terms = numbers.terms
        let common = Self.highest(
            values.indices.filter { values[$0].documents > 1 }.map { (terms[$0], values[$0].value) },
            Self.candidates
        )
        return try indexed { () throws(IndexError) in try plans(common, mass, pass.snapshot) }
    }

    /// How much feedback may count, 0...1, by the scores, the highest first. Where few articles answer far better than all
    /// others, these are what was asked for: what they talk about besides leads astray.
    static func trust(_ scores: [Float]) -> Float {
        guard scores.count > 9, scores[0] > 0 else { return 0 }
        return min(max((scores[9] / scores[0] - 0.3) / 0.2, 0), 1)
    }

    /// How much each score counts; 1 in all.
    static func shares(_ scores: [Float]) -> [Double] {
        guard let best = scores.first, best > 0 else { return scores.map { _ in 1 / Double(scores.count) } }
        let parts = scores.map { exp((Double($0) / Double(best) - 1) / temperature) }
        let sum = parts.reduce(0, +)
        return parts.map { $0 / sum }
    }

    /// The terms of the highest values; of equal ones, those whose bytes come first.
    static func highest(_ terms: [([UInt8], Double)], _ count: Int) -> [([UInt8], Double)] {
        let order = terms.sorted { $0.1 != $1.1 ? $0.1 > $1.1 : $0.0.lexicographicallyPrecedes($1.0) }
        return Array(order.prefix(count))
    }

    /// A term of the text in each segment, and how many articles have it.
    static func matches(
        of term: [UInt8],
        in snapshot: IndexSnapshot
    ) throws(IndexError) -> (matches: SegmentTerms, frequency: UInt64) {
        var matches = SegmentTerms()
        var frequency: UInt64 = 0
        for segment in snapshot.segments {
            let info = try segment.reader.find(.text, term)
            matches.append(info.map { [TermMatch(term: term, info: $0)] } ?? [])
            frequency += UInt64(info?.documentFrequency ?? 0)
        }
        return (matches, frequency)
    }

    /// The terms that tell most, weighed: by their values and by how rare they are.
    private func plans(_ terms: [([UInt8], Double)], _ mass: Float, _ snapshot: IndexSnapshot) throws(IndexError)
        -> [WordPlan]
    {
        let all = snapshot.totals(.text).documents
        var found: [[UInt8]: WordPlan] = [:]
        var values: [([UInt8], Double)] = []
        for (term, value) in terms {
            let (matches, frequency) = try Self.matches(of: term, in: snapshot)
            guard frequency > 1, frequency * 10 <= all else { continue }
            let weight = BM25.weight(frequency, of: all)
            found[term] = WordPlan(field: .text, terms: matches, weight: weight)
            values.append((term, value * Double(weight)))
        }
        let chosen = Self.highest(values, Self.words)
        let weights = chosen.map { $0.1 * Double(found[$0.0]?.weight ?? 0) }
        let scale = Double(mass) / max(weights.reduce(0, +), .leastNormalMagnitude)
        return zip(chosen, weights).compactMap { term, weight in
            var plan = found[term.0]
            plan?.weight = Float(weight * scale)
            return plan
        }
    }
}
