import HZIndex

/// What a query means for one snapshot: its words looked up in every segment and weighed by the whole snapshot's
/// statistics, so that scores do not depend on how documents are spread over segments.
enum Plan {
    /// Nothing matches.
    case nothing
    /// Every article, without a score.
    case everything
    /// Articles with a word.
    case word(WordPlan)
    /// Articles in which words stand together.
    case phrase(PhrasePlan)
    /// Articles with a date within these bounds, yyyymmdd, without a score.
    case dates(ClosedRange<UInt32>)
    /// Articles whose id has these bytes somewhere, without a score.
    case path([UInt8])
    /// Articles that match all of the required, or any where there is none; the optional add to the score; the excluded
    /// must not match.
    case all(required: [Plan], optional: [Plan], excluded: [Plan])
    /// Articles that match any.
    case any([Plan])

    /// No score of the plan exceeds it.
    var bound: Float {
        switch self {
        case .nothing, .everything, .dates, .path: 0
        case .word(let word): word.weight + word.bonus
        case .phrase(let phrase): phrase.weight + phrase.bonus
        case .all(let required, let optional, _):
            required.reduce(0) { $0 + $1.bound } + optional.reduce(0) { $0 + $1.bound }
        case .any(let plans): plans.reduce(0) { $0 + $1.bound }
        }
    }

    /// The same, with scores that many times as high.
    func boosted(by factor: Float) -> Plan {
        switch self {
        case .nothing, .everything, .dates, .path: return self
        case .word(let word): return .word(word.boosted(by: factor))
        case .phrase(var phrase):
            phrase.words = phrase.words.map { $0.boosted(by: factor) }
            phrase.weight = phrase.words.reduce(Float(0)) { $0 + $1.weight }
            phrase.bonus *= factor
            return .phrase(phrase)
        case .all(let required, let optional, let excluded):
            return .all(
                required: required.map { $0.boosted(by: factor) },
                optional: optional.map { $0.boosted(by: factor) },
                excluded: excluded
            )
        case .any(let plans): return .any(plans.map { $0.boosted(by: factor) })
        }
    }

    /// Whether matching gives no score, and the plan only narrows.
    var isFilter: Bool {
        switch self {
        case .nothing, .everything, .dates, .path: true
        case .word(let word): word.weight == 0
        case .phrase: false
        case .all(let required, let optional, _): (required + optional).allSatisfy(\.isFilter)
        case .any(let plans): plans.allSatisfy(\.isFilter)
        }
    }
}

/// A word of a query: the terms that it stands for.
struct WordPlan {
    /// The field of its terms.
    var field: Field
    /// The terms in each segment.
    var terms: SegmentTerms
    /// What its score grows to with its frequency (see `BM25`); 0 for a word that only narrows.
    var weight: Float
    /// What a document gets for having the word at all.
    var bonus: Float = 0
    /// Whether its terms are many, and searched as one.
    var isGathered = false
    /// Where it stands for all words that begin alike: how they begin.
    var prefix: [UInt8]?
    /// Whether the prefix is a character in all its ways of writing, of terms.
    var hasVariants = false
    /// Whether more than a twentieth of all articles have it.
    var isFrequent = false
    /// The words that it is where it is written apart: it stands where they stand as a phrase, too.
    var apart: PhrasePlan?

    /// The same, with a weight that many times as high.
    func boosted(by factor: Float) -> WordPlan {
        var word = self
        word.weight *= factor
        word.bonus *= factor
        return word
    }

    /// Whether it stands for the same terms.
    func isSame(as other: WordPlan) -> Bool {
        field == other.field && prefix == other.prefix && hasVariants == other.hasVariants
            && (apart == nil) == (other.apart == nil)
            && terms.elementsEqual(other.terms) { one, other in
                // Most words are a term or two: a set of them would take longer.
                one.count + other.count > 8
                    ? Set(one.map(\.term)) == Set(other.map(\.term))
                    : one.allSatisfy { match in other.contains { $0.term == match.term } }
                        && other.allSatisfy { match in one.contains { $0.term == match.term } }
            }
    }

    /// Whether it stands for some forms of a term only, to be told by positions.
    var choosesForms: Bool { !isGathered && terms.contains { $0.contains { $0.forms != nil } } }

    /// Whether no segment has any of its terms.
    var isAbsent: Bool { apart == nil && terms.allSatisfy(\.isEmpty) }

    /// Whether a segment has none of its terms.
    func isAbsent(in segment: Int) -> Bool { apart == nil && terms[segment].isEmpty }

    /// How many documents its terms have, summed.
    var documentFrequency: UInt64 {
        terms.reduce(0) { $0 + $1.reduce(0) { $0 + UInt64($1.info.documentFrequency) } }
    }
}

/// Words that stand together.
struct PhrasePlan {
    /// The words.
    var words: [WordPlan]
    /// How far each stands from where the text of the query begins, ascending.
    var offsets: [UInt32]
    /// Nil: one behind the other. Else within as many positions more than the words themselves need, in any order.
    var slop: Int?
    /// Where parts of several words must be near one another, each a phrase: how many words each has; else empty.
    var parts: [Int] = []
    /// What the phrase's score grows to with its frequency: the sum of its words' weights.
    var weight: Float
    /// What a document gets for having the phrase at all. Its words have the same.
    var bonus: Float = 0
}

/// What the nearness of a query's bare words adds for documents that have all of them.
struct LiftPlan {
    /// The words, in the order of the query, by their places among the words of the conjunction.
    var members: [Int]
    /// How far each stands from the first.
    var offsets: [UInt32]
    /// Which of them are words between spaces, not pairs of characters.
    var isSpaced: [Bool]
    /// The characters of the query in scripts without spaces, each once, as terms have them, as numbers (`CharacterMatch`).
    var characters: [UInt32] = []
    /// What one step is worth (see `Nearness`).
    var step: Float

    /// The most that it adds.
    var bound: Float { step * Float(Nearness.phraseInTitle) }
}
