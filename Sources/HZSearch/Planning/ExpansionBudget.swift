import HZAnalysis
import HZIndex

/// How much the words of one query that stand for many may take: whoever asks for more gets what there is until then, and
/// the answer says so.
final class ExpansionBudget {
    /// All words of a query together stand for no more terms than these in all segments.
    static let mostTerms = 65_536

    /// Of words that stand for many terms, and near others, the places are gathered in so many documents, each counted
    /// for each term, in all segments.
    static let mostPlaces = 1 << 20

    /// More words of a query are not looked up: each is held against all others.
    static let mostWords = 2_048

    private var wordsLeft = ExpansionBudget.mostWords
    private var placesLeft = ExpansionBudget.mostPlaces
    /// How many terms are left.
    private(set) var left = ExpansionBudget.mostTerms
    /// Whether some word stands for less than it says.
    private(set) var isExceeded = false
    private var deadline: ContinuousClock.Instant?

    init(deadline: ContinuousClock.Instant? = nil, most: Int = ExpansionBudget.mostTerms) {
        self.deadline = deadline
        left = most
    }

    /// Makes it that of another query.
    func begin(deadline: ContinuousClock.Instant?) {
        self.deadline = deadline
        (wordsLeft, placesLeft, left) = (Self.mostWords, Self.mostPlaces, Self.mostTerms)
        isExceeded = false
    }

    /// Whether the time is over: the search will say so.
    var isLate: Bool { deadline.map { ContinuousClock.now > $0 } ?? false }

    /// As many words of a text, those first that come first, as may be looked up.
    func allowed(_ words: [QueryWord]) -> [QueryWord] {
        if words.count > wordsLeft { isExceeded = true }
        let allowed = words.count > wordsLeft ? Array(words.prefix(wordsLeft)) : words
        wordsLeft -= allowed.count
        return allowed
    }

    /// Whether a plan is of words that were not looked up, since there were too many: to be left out where it is required.
    func leavesOut(_ plan: Plan) -> Bool {
        if wordsLeft == 0, case .nothing = plan { return true }
        return false
    }

    /// Whether a word that stands for many may be looked up.
    func allows() -> Bool {
        if left <= 0 { isExceeded = true }
        return left > 0 && !isLate
    }

    /// Counts terms that were found; `areAll` where there are no others.
    func take(_ count: Int, areAll: Bool = true) {
        left -= count
        if !areAll { isExceeded = true }
    }

    /// A word with as many of its terms, those first that come first, as may have their places gathered.
    func withPlaces(_ word: WordPlan) -> WordPlan {
        var word = word
        for segment in word.terms.indices {
            var kept = 0
            for term in word.terms[segment] where placesLeft > 0 {
                placesLeft -= Int(term.info.documentFrequency)
                kept += 1
            }
            if kept < word.terms[segment].count { isExceeded = true }
            word.terms.change(segment) { $0.removeLast($0.count - kept) }
        }
        return word
    }
}
