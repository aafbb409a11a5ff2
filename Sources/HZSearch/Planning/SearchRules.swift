import HZAnalysis
import HZIndex

/// One of the questions, in turn, that answer a request: a later one fills up what those before left of the hits. It is
/// handed on a lot, and its plan has many parts: a class, so that only one reference is counted.
final class SearchPass {
    let plan: Plan
    let lift: LiftPlan?
    /// What orders the best anew.
    let refinement: Refinement?
    /// Whether its hits may lack some of the words.
    let isPartial: Bool

    init(plan: Plan, lift: LiftPlan? = nil, refinement: Refinement? = nil, isPartial: Bool = false) {
        self.plan = plan
        self.lift = lift
        self.refinement = refinement
        self.isPartial = isPartial
    }

    /// No score of the pass exceeds it.
    var bound: Float { plan.bound + (lift?.bound ?? 0) + (refinement?.bound ?? 0) }
}

/// What a query means under the rules of the request's mode: the passes, and which plan `total` counts.
struct SearchRules {
    /// In turn, until enough hits are found.
    var passes: [SearchPass]
    /// What the query asks for by its rule.
    var rule: Plan
    /// The bare words, as typed, and what each asks for.
    var bareWords: [(text: String, plan: Plan)] = []
    /// Whether other parts of the query say enough without any of the words.
    var wordsAreOptional = false
    /// Whether the words are too many to ask that an article have them all.
    var isBestMatch = false
    /// Which of the passes finds what matches by the rule.
    var rulePass = 0

    /// Questions of more words are answered by the best matches.
    static let mostRequiredWords = 6
    /// Words that analysis makes of more parts count as several.
    private static let mostPartsOfOneWord = 3
    /// Questions of fewer words say too little to order their answers anew.
    private static let leastRefinedWords = 3

    init(_ query: Query, mode: QueryMode, planner: QueryPlanner) throws(IndexError) {
        rule = .nothing
        passes = []
        if let clauses = Self.clauses(query, mode), try apply(clauses, mode, planner) { return }
        rule = try planner.plan(query)
        passes = [SearchPass(plan: rule)]
    }

    /// The parts that stand side by side, where bare words among them are read by the mode; else nil.
    private static func clauses(_ query: Query, _ mode: QueryMode) -> [Query.Clause]? {
        guard mode != .phrase else { return nil }
        switch query {
        case .word: return [Query.Clause(.plain, query)]
        case .boosted: return bareText(query).map { _ in [Query.Clause(.plain, query)] }
        case .all(let clauses):
            let hasRequiredWord = clauses.contains { $0.occurrence == .required && bareText($0.query) != nil }
            return hasRequiredWord && mode != .any ? nil : clauses
        default: return nil
        }
    }

    /// Makes the passes of clauses; false, and nothing done, where there is no bare word among them.
    private mutating func apply(
        _ clauses: [Query.Clause],
        _ mode: QueryMode,
        _ planner: QueryPlanner
    ) throws(IndexError) -> Bool {
        let count = clauses.count { $0.occurrence == .plain && Self.bareText($0.query) != nil }
        guard count > 0 else { return false }
        let isLong = mode == .auto && count > Self.mostRequiredWords
        var quoted: [Plan] = []
        if isLong {
            for clause in clauses where Self.isQuoted(clause) { quoted.append(try planner.plan(clause.query)) }
        }
        let clauses = isLong ? clauses.flatMap(Self.unquoted) : clauses
        bareWords.reserveCapacity(count)
        let (others, excluded) = try takeParts(clauses, planner)
        guard !bareWords.isEmpty else { return false }
        let scoring = others.contains { !$0.isFilter }
        let unitCount = bareWords.reduce(0) { $0 + Self.unitCount(of: $1.plan) }
        isBestMatch = mode == .any || mode == .auto && unitCount > Self.mostRequiredWords
        var lift = planner.nearness ? Self.lift(bareWords, others) : nil
        if mode == .auto, !isBestMatch, !scoring, let says = Self.thatSaySomething(bareWords) {
            // Words that say nothing may be missing, but what has them all in order comes first.
            if let all = lift {
                passes = [Self.phrasePass(all, bareWords.flatMap { Self.words(of: $0.plan) }, others, excluded)]
                rulePass = 1
                lift = Self.lift(bareWords, others, says)
            }
            bareWords = zip(bareWords, says).compactMap { $1 ? $0 : nil }
        }
        rule =
            bareWords.count == 1 && others.isEmpty && excluded.isEmpty
            ? bareWords[0].plan : .all(required: bareWords.map(\.plan) + others, optional: [], excluded: excluded)
        let isSingle = bareWords.count == 1 && Self.unitCount(of: bareWords[0].plan) == 1
        guard isBestMatch || mode == .auto && !(isSingle && !scoring) else {
            passes.append(SearchPass(plan: rule, lift: lift))
            return true
        }
        let units = bareWords.flatMap { Self.units(of: $0.plan) }
        let words = bareWords.flatMap { Self.words(of: $0.plan) }
        if isBestMatch {
            addBestMatch(Self.different(units), quoted, words, lift, others, excluded, isRefined: mode == .auto)
            return true
        }
        wordsAreOptional = scoring
        let some = Self.someOf(units, others, excluded, isOptional: scoring)
        let isRefined = words.count >= Self.leastRefinedWords
        let refinement = isRefined ? lift.map { Refinement(words, $0, weight: Self.weight(units)) } : nil
        passes.append(SearchPass(plan: rule, lift: lift))
        passes.append(SearchPass(plan: some, refinement: refinement, isPartial: true))
        return true
    }

    /// Plans the clauses: bare words become those of the rules, all else is returned.
    private mutating func takeParts(
        _ clauses: [Query.Clause],
        _ planner: QueryPlanner
    ) throws(IndexError) -> (others: [Plan], excluded: [Plan]) {
        var (others, excluded): ([Plan], [Plan]) = ([], [])
        // Words in the sequence that they were typed in may be one somewhere.
        let typed = try planner.typed(clauses) { $0.occurrence == .plain ? Self.bareText($0.query) : nil }
        for (place, clause) in clauses.enumerated() {
            if clause.occurrence == .excluded {
                excluded += try planner.excluded(clause.query)
                continue
            }
            let text = clause.occurrence == .plain ? Self.bareText(clause.query) : nil
            let plan = try planner.plan(clause.query, bare: text == nil ? nil : typed[place])
            if let text {
                // Signs alone ask for nothing.
                if case .nothing = plan, clauses.count > 1 { continue }
                bareWords.append((text, plan))
            } else if !planner.budget.leavesOut(plan) {
                others.append(plan)
            }
        }
        return (others, excluded)
    }

    /// Adds the passes of a question of many words: what has them all in order, then what has some.
    private mutating func addBestMatch(
        _ different: [Plan],
        _ quoted: [Plan],
        _ words: [WordPlan],
        _ lift: LiftPlan?,
        _ others: [Plan],
        _ excluded: [Plan],
        isRefined: Bool
    ) {
        rule = Self.someOf(different + quoted, others, excluded, isOptional: others.contains { !$0.isFilter })
        if let lift { passes.append(Self.phrasePass(lift, words, others, excluded)) }
        rulePass = passes.count
        let refinement = isRefined ? lift.map { Refinement(words, $0, weight: Self.weight(different)) } : nil
        passes.append(SearchPass(plan: rule, refinement: refinement, isPartial: true))
    }

    private static func bareText(_ query: Query) -> String? {
        if case .word(.text, let text) = query.unboosted.query { return text }
        return nil
    }

    /// Whether a part is words in quotes, neither required nor excluded.
    private static func isQuoted(_ clause: Query.Clause) -> Bool {
        if clause.occurrence == .plain, case .phrase(.text, _, _) = clause.query.unboosted.query { return true }
        return false
    }

    /// The words of a part in quotes; another part as it is.
    private static func unquoted(_ clause: Query.Clause) -> [Query.Clause] {
        let (query, factor) = clause.query.unboosted
        guard isQuoted(clause), case .phrase(_, let text, _) = query else { return [clause] }
        return text.split(whereSeparator: \.isWhitespace).map {
            let word = Query.word(.text, String($0))
            return Query.Clause(.plain, factor == 1 ? word : .boosted(word, by: factor))
        }
    }

    private static func words(of plan: Plan) -> [WordPlan] {
        switch plan {
        case .word(let word): [word]
        case .phrase(let phrase): phrase.words
        default: []
        }
    }

    /// The parts of a bare word's plan that may be missing by themselves. A name of a few parts stays whole; a long run
    /// without spaces has several words, though nobody can tell which.
    private static func units(of plan: Plan) -> [Plan] {
        unitCount(of: plan) == 1 ? [plan] : words(of: plan).map { .word($0) }
    }

    private static func unitCount(of plan: Plan) -> Int {
        if case .phrase(let phrase) = plan, phrase.words.count > mostPartsOfOneWord { return phrase.words.count }
        return 1
    }

    /// The parts of a question, each once. A word that is typed repeatedly counts as often, unless it is a frequent one.
    private static func different(_ units: [Plan]) -> [Plan] {
        var result: [(plan: Plan, count: Float)] = []
        for unit in units {
            let known = result.firstIndex { known in
                if case .word(let word) = unit, case .word(let other) = known.plan { return word.isSame(as: other) }
                return false
            }
            guard let known else {
                result.append((unit, 1))
                continue
            }
            if case .word(let word) = unit, !word.isFrequent { result[known].count += 1 }
        }
        return result.map { plan, count in
            guard case .word(var word) = plan else { return plan }
            word.weight *= count
            return .word(word)
        }
    }

    /// Articles with some of the words, the more the better; where other parts of the query find articles by
    /// themselves, with none of the words too.
    private static func someOf(
        _ members: [Plan],
        _ others: [Plan],
        _ excluded: [Plan],
        isOptional: Bool
    ) -> Plan {
        if isOptional { return .all(required: others, optional: members, excluded: excluded) }
        return .all(required: [.any(members)] + others, optional: [], excluded: excluded)
    }

    private static func bound(_ parts: [Plan]) -> Float { parts.reduce(0) { $0 + $1.bound } }

    /// What the parts weigh of which the index has all words.
    private static func weight(_ parts: [Plan]) -> Float {
        bound(parts.filter { !words(of: $0).contains(where: \.isAbsent) })
    }

    /// Articles that have all the words as one phrase.
    private static func phrasePass(
        _ lift: LiftPlan,
        _ words: [WordPlan],
        _ others: [Plan],
        _ excluded: [Plan]
    ) -> SearchPass {
        let weight = words.reduce(Float(0)) { $0 + $1.weight }
        let phrase = PhrasePlan(words: words, offsets: lift.offsets, slop: nil, weight: weight)
        var lift = lift
        lift.members = Array(words.indices)
        let required = [.phrase(phrase)] + others.filter(\.isFilter)
        return SearchPass(plan: .all(required: required, optional: [], excluded: excluded), lift: lift)
    }

    /// Which of some bare words say what a question is about; nil where all do, or none.
    private static func thatSaySomething(_ bareWords: [(text: String, plan: Plan)]) -> [Bool]? {
        guard bareWords.count > 1, bareWords.contains(where: { FunctionWords.contains($0.text) }) else { return nil }
        let says = bareWords.map { !FunctionWords.contains($0.text) }
        return says.contains(true) ? says : nil
    }

    /// What nearness adds, where the words of the query stand side by side as if they were one text; of those words that are
    /// kept, where some are not.
    private static func lift(
        _ bareWords: [(text: String, plan: Plan)],
        _ others: [Plan],
        _ isKept: [Bool] = []
    ) -> LiftPlan? {
        let counts = bareWords.map { Self.words(of: $0.plan).count }
        guard counts.reduce(0, +) > 1, !counts.contains(0), others.allSatisfy(\.isFilter) else { return nil }
        // Where words stand does not depend on their stems.
        let typed = analyzeQuery(bareWords.map(\.text).joined(separator: " "), language: .none)
        guard typed.count == counts.reduce(0, +) else { return nil }
        let kept = bareWords.indices.filter { isKept.isEmpty || isKept[$0] }
        // The conjunction has words first, then those of phrases.
        var word = 0
        var phraseWord = kept.count { counts[$0] == 1 && !bareWords[$0].plan.isPhrase }
        var members: [Int] = []
        var words: [QueryWord] = []
        var rest = typed[...]
        for place in bareWords.indices {
            defer { rest = rest.dropFirst(counts[place]) }
            guard isKept.isEmpty || isKept[place] else { continue }
            words += rest.prefix(counts[place])
            for _ in 0..<counts[place] {
                if bareWords[place].plan.isPhrase {
                    members.append(phraseWord)
                    phraseWord += 1
                } else {
                    members.append(word)
                    word += 1
                }
            }
        }
        guard words.count > 1, let first = words.first.map({ UInt32($0.position) }) else { return nil }
        return LiftPlan(
            members: members,
            offsets: words.map { UInt32($0.position) - first },
            isSpaced: words.map { $0.kind == .word },
            characters: CharacterMatch.characters(of: words),
            step: bound(kept.map { bareWords[$0].plan }) / Float(Nearness.stepsAboveScores)
        )
    }
}

extension Plan {
    /// Whether it is words that stand together.
    var isPhrase: Bool {
        if case .phrase = self { return true }
        return false
    }
}
