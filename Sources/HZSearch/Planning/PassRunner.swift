import HZAnalysis
import HZIndex

/// Finds the documents that answer a request, pass after pass.
struct PassRunner {
    /// A document that was found.
    struct Found {
        var document: RankedDocument
        var score: Float
        var missing: [String] = []
        /// Which of the passes found it, and whether it was among those that were ordered anew.
        var pass = 0
        var isRefined = false
    }

    /// What a request asks of passes.
    private struct Wishes {
        let mode: QueryMode
        let nearness: Bool
        let joinedNames: Bool
        let isByDate: Bool
        let countAll: Bool
        let countCheaply: Bool
        let explain: Bool

        init(_ request: borrowing SearchRequest) {
            mode = request.options.mode
            nearness = request.options.nearness
            joinedNames = request.options.joinedNames
            isByDate = request.sort == .date
            countAll = request.countAll
            countCheaply = request.countCheaply
            explain = request.explain
        }
    }

    let snapshot: IndexSnapshot
    let factors: LengthFactors
    let languages: [StemmingLanguage]
    let query: Query
    private let wishes: Wishes
    let scratch: SearchScratch
    let deadline: ContinuousClock.Instant?
    private var rules: SearchRules
    private let budget: ExpansionBudget

    /// The documents, in the order of the answer.
    private(set) var found: [Found] = []
    /// How many documents match by the rule of the query.
    private(set) var total = Total(value: 0, relation: .equal)

    /// The passes that were run, each with what it found of the best, where hits are to be explained.
    private(set) var explained: [(search: PassSearch, findings: Refinement.Findings)] = []

    /// What the query means by its rule.
    var rule: Plan { rules.rule }

    /// Counting that reads no more postings than this is done unasked.
    private static let freeCounting = 8_192

    init(
        snapshot: IndexSnapshot,
        factors: LengthFactors,
        languages: [StemmingLanguage],
        query: Query,
        request: borrowing SearchRequest,
        scratch: SearchScratch,
        deadline: ContinuousClock.Instant?
    ) throws(SearchError) {
        self.snapshot = snapshot
        self.factors = factors
        self.languages = languages
        self.query = query
        wishes = Wishes(request)
        self.scratch = scratch
        self.deadline = deadline
        budget = scratch.budget
        budget.begin(deadline: deadline)
        let planner = QueryPlanner(
            snapshot: snapshot,
            languages: languages,
            nearness: wishes.nearness,
            joinedNames: wishes.joinedNames,
            budget: budget
        )
        let mode = wishes.mode
        rules = try indexed { () throws(IndexError) in
            try SearchRules(query, mode: mode, planner: planner)
        }
    }

    /// Finds up to `wanted` documents.
    mutating func run(wanted: Int, notes: inout [Note]) throws(SearchError) {
        if budget.isExceeded {
            notes.append(
                Note(
                    code: "capped",
                    message: "too many words, or patterns that stand for too many: only some were looked for"
                )
            )
        }
        try runPasses(wanted: wanted)
        if found.isEmpty, total.value == 0, rules.rule.asksForNothing, notes.isEmpty {
            notes.append(
                Note(
                    code: "no_words",
                    message:
                        "all or a part of it has no word to look for: punctuation, symbols and emoji are not indexed"
                )
            )
        } else if found.isEmpty, total.value == 0, wanted > 0 {
            guard try runOnPages(wanted: wanted), !found.isEmpty else { return }
            notes.append(
                Note(
                    code: "page",
                    message: "no article has this; these have it in menus, footers or other parts of the page"
                )
            )
        } else if rules.isBestMatch, wishes.mode == .auto {
            notes.append(
                Note(code: "best_match", message: "many words: the best matches, which need not have all of them")
            )
        } else if found.contains(where: { !$0.missing.isEmpty }) {
            notes.append(Note(code: "relaxed", message: relaxedMessage))
        }
    }

    /// What hits lack that do not match by the rule: some of several words, or all where other parts of the query hold.
    private var relaxedMessage: String {
        let words = rules.bareWords.map(\.text).joined(separator: ", ")
        let full = total.value == 0 ? "no article has" : "\(total.value) \(total.value == 1 ? "has" : "have")"
        if rules.bareWords.count == 1 {
            return rules.wordsAreOptional
                ? "\(full) \(words) and the rest; the others have the rest alone"
                : "\(full) \(words) as it stands; the others have some of its parts"
        }
        let lacksAll = found.contains { $0.missing.count >= rules.bareWords.count }
        return "\(full) all of: \(words); the others have some of them" + (lacksAll ? ", or none" : "")
    }

    private mutating func runPasses(wanted: Int) throws(SearchError) {
        if wanted == 0 { return try count(atLeast: 0) }
        let isByDate = wishes.isByDate
        let more = rules.isBestMatch ? [] : rules.passes.filter(\.isPartial)
        let passes = isByDate ? [SearchPass(plan: rules.rule)] + more : rules.passes
        var seen: Set<UInt64> = []
        var isCounted = false
        for number in passes.indices {
            let pass = passes[number]
            let isRule = number == (isByDate ? 0 : rules.rulePass)
            // By date nothing follows what matches by the rule.
            if isByDate, number > 0, !found.isEmpty { break }
            guard found.count < wanted else { break }
            let search = search(pass)
            let refinement = isByDate ? nil : pass.refinement
            let most = max(wanted + (number > 0 ? found.count : 0), refinement == nil ? 0 : Refinement.depth)
            var (documents, count) = try search.best(most, isByDate: isByDate)
            var findings = Refinement.Findings()
            if let refinement { documents = try refinement.refined(documents, by: search, &findings) }
            if wishes.explain { explained.append((search, findings)) }
            let refined =
                refinement == nil || !wishes.explain ? [] : Set(documents.prefix(Refinement.depth).map(\.place))
            if isRule, let count {
                total = Total(value: count, relation: .equal)
                isCounted = true
            }
            // What a later pass finds comes after all that an earlier one found, also by its score.
            let base = passes[(number + 1)...].reduce(Float(0)) { $0 + $1.bound }
            var fresh = documents[...]
            if passes.count > 1 {
                fresh = documents.filter { seen.insert($0.place).inserted }[...]
            }
            fresh = fresh.prefix(wanted - found.count)
            let isPartial = pass.isPartial && !rules.isBestMatch
            found.reserveCapacity(found.count + fresh.count)
            let lacks = isPartial ? try missing(Array(fresh)) : []
            for (place, document) in fresh.enumerated() {
                let score = document.score(isByDate: isByDate) + base
                var entry = Found(document: document, score: score, missing: isPartial ? lacks[place] : [])
                if wishes.explain {
                    entry.pass = explained.count - 1
                    entry.isRefined = refined.contains(document.place)
                }
                found.append(entry)
            }
        }
        if !isCounted { try count(atLeast: found.count) }
    }

    private mutating func count(atLeast known: Int) throws(SearchError) {
        total = Total(value: known, relation: .atLeast)
        guard wishes.countAll || wishes.countCheaply else { return }
        let search = search(rules.passes[rules.rulePass])
        if wishes.countAll || search.costOfCounting <= Self.freeCounting {
            total = Total(value: try search.count(), relation: .equal)
        }
    }

    private func search(_ pass: SearchPass) -> PassSearch {
        PassSearch(snapshot: snapshot, factors: factors, pass: pass, scratch: scratch, deadline: deadline)
    }

    /// What a query finds in the rest of the pages, outside of articles. False where there is none, and where that is what
    /// was searched.
    private mutating func runOnPages(wanted: Int) throws(SearchError) -> Bool {
        guard !rules.bareWords.isEmpty, snapshot.totals(.page).documents > 0 else { return false }
        let planner = QueryPlanner(
            snapshot: snapshot,
            languages: languages,
            bareField: .page,
            nearness: wishes.nearness,
            joinedNames: wishes.joinedNames,
            budget: ExpansionBudget(deadline: deadline)
        )
        let plan = try indexed { () throws(IndexError) in
            try SearchRules(query, mode: wishes.mode == .auto ? .all : wishes.mode, planner: planner)
        }
        rules = plan
        try runPasses(wanted: wanted)
        return true
    }

    /// The bare words that documents lack, in the order of the documents.
    private func missing(_ documents: [RankedDocument]) throws(SearchError) -> [[String]] {
        var missing = [[String]](repeating: [], count: documents.count)
        for segment in Set(documents.map(\.segment)) {
            let members = documents.indices.filter { documents[$0].segment == segment }
                .sorted { documents[$0].document < documents[$1].document }
            for (text, plan) in rules.bareWords {
                let context = SegmentContext(
                    segment: snapshot.segments[segment],
                    factors: factors,
                    grid: ScoreGrid(most: plan.bound),
                    scratch: scratch,
                    deadline: deadline
                )
                let parts = plan.parts
                let word = Conjunction(words: parts.words, phrases: parts.phrases, segment: segment, in: context)
                for member in members {
                    let document = documents[member].document
                    let has = word.map { $0.seek(document) == document && $0.isMatch(document) } ?? false
                    if !has, !missing[member].contains(text) { missing[member].append(text) }
                }
                try context.throwFailure()
            }
        }
        return missing
    }
}

extension Plan {
    /// Whether analysis left nothing of its words.
    var asksForNothing: Bool {
        switch self {
        case .nothing: true
        case .all(let required, _, _): required.contains(where: \.asksForNothing)
        case .any(let plans): plans.allSatisfy(\.asksForNothing)
        default: false
        }
    }

    /// The word or the phrase that a bare word asks for.
    var parts: (words: [WordPlan], phrases: [PhrasePlan]) {
        switch self {
        case .word(let word): ([word], [])
        case .phrase(let phrase): ([], [phrase])
        default: ([], [])
        }
    }
}
