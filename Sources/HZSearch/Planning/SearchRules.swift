import HZAnalysis
import HZIndex

/// One of the questions, in turn, that answer a request: a later one fills up what those before left of the hits.
struct SearchPass {
    var plan: Plan
    var lift: LiftPlan?
    /// Whether its hits may lack some of the words.
    var isPartial = false

    /// No score of the pass exceeds it.
    var bound: Float { plan.bound + (lift?.bound ?? 0) }
}

/// What a query means under the rules of the request's mode: the passes, and which plan `total` counts.
struct SearchRules {
    /// In turn, until enough hits are found.
    var passes: [SearchPass]
    /// What the query asks for by its rule.
    var rule: Plan
    /// The bare words, as typed, and what each asks for.
    var bareWords: [(text: String, plan: Plan)] = []
    /// Whether the words are too many to ask that an article have them all.
    var isBestMatch = false

    /// Questions of more words are answered by the best matches.
    static let mostRequiredWords = 6
    /// Words that analysis makes of more parts count as several.
    private static let mostPartsOfOneWord = 3
    /// What having a word at all is worth, as a multiple of the most that its frequency is.
    private static let presence: Float = 2

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
        guard clauses.contains(where: { $0.occurrence == .plain && Self.bareText($0.query) != nil }) else {
            return false
        }
        var bare: [Plan] = []
        var (others, excluded): ([Plan], [Plan]) = ([], [])
        for clause in clauses {
            let plan = try planner.plan(clause.query)
            if clause.occurrence == .excluded {
                excluded.append(plan)
            } else if clause.occurrence == .plain, let text = Self.bareText(clause.query) {
                // Signs alone ask for nothing.
                if case .nothing = plan, clauses.count > 1 { continue }
                bare.append(plan)
                bareWords.append((text, plan))
            } else {
                others.append(plan)
            }
        }
        guard !bare.isEmpty else { return false }
        let scoring = others.contains { !$0.isFilter }
        rule =
            bare.count == 1 && others.isEmpty && excluded.isEmpty
            ? bare[0] : .all(required: bare + others, optional: [], excluded: excluded)
        let lift = !planner.nearness ? nil : Self.lift(bareWords.map(\.text), bare, others)
        isBestMatch = mode == .any || mode == .auto && bare.count > Self.mostRequiredWords
        let isSingle = bare.count == 1 && Self.words(of: bare[0]).count <= Self.mostPartsOfOneWord
        guard isBestMatch || mode == .auto && !(isSingle && !scoring) else {
            passes = [SearchPass(plan: rule, lift: lift)]
            return true
        }
        let units = bare.flatMap { Self.units(of: $0) }
        if isBestMatch {
            let words = bare.flatMap { Self.words(of: $0) }
            let any = Self.someOf(units, presence: 0, others, excluded, isOptional: scoring)
            rule = any
            if let lift { passes.append(Self.phrasePass(lift, words, others, excluded)) }
            passes.append(SearchPass(plan: any, isPartial: bare.count > 1))
            return true
        }
        let presence = units.count > Self.mostRequiredWords ? 0 : Self.presence
        let some = Self.someOf(units, presence: presence, others, excluded, isOptional: scoring)
        passes = [SearchPass(plan: rule, lift: lift), SearchPass(plan: some, isPartial: true)]
        return true
    }

    private static func bareText(_ query: Query) -> String? {
        if case .word(.text, let text) = query { return text }
        return nil
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
        let words = words(of: plan)
        return words.count <= mostPartsOfOneWord ? [plan] : words.map { .word($0) }
    }

    /// Articles with some of the words, the more the better; where other parts of the query find articles by
    /// themselves, with none of the words too.
    private static func someOf(
        _ units: [Plan],
        presence: Float,
        _ others: [Plan],
        _ excluded: [Plan],
        isOptional: Bool
    ) -> Plan {
        let members = units.map { $0.withBonus(presence * $0.bound) }
        if isOptional { return .all(required: others, optional: members, excluded: excluded) }
        return .all(required: [.any(members)] + others, optional: [], excluded: excluded)
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

    /// What nearness adds, where the words of the query stand side by side as if they were one text.
    private static func lift(_ texts: [String], _ bare: [Plan], _ others: [Plan]) -> LiftPlan? {
        let counts = bare.map { Self.words(of: $0).count }
        guard counts.reduce(0, +) > 1 else { return nil }
        let words = analyzeQuery(Array(texts.joined(separator: " ").utf8), language: .english)
        guard words.count > 1, words.count == counts.reduce(0, +), !counts.contains(0) else { return nil }
        guard others.allSatisfy(\.isFilter) else { return nil }
        // The conjunction has words first, then those of phrases.
        var word = 0
        var phraseWord = bare.count { Self.words(of: $0).count == 1 && !$0.isPhrase }
        var members: [Int] = []
        for (plan, count) in zip(bare, counts) {
            for _ in 0..<count {
                if plan.isPhrase {
                    members.append(phraseWord)
                    phraseWord += 1
                } else {
                    members.append(word)
                    word += 1
                }
            }
        }
        let first = UInt32(words.first?.position ?? 0)
        let step = bare.reduce(Float(0)) { $0 + $1.bound }
        return LiftPlan(members: members, offsets: words.map { UInt32($0.position) - first }, step: step)
    }
}

extension Plan {
    /// The same for a word or phrase that is worth something more for being there at all.
    func withBonus(_ bonus: Float) -> Plan {
        switch self {
        case .word(var word):
            word.bonus = bonus
            return .word(word)
        case .phrase(var phrase):
            for index in phrase.words.indices { phrase.words[index].bonus = bonus }
            phrase.bonus = bonus
            return .phrase(phrase)
        default: return self
        }
    }

    /// Whether it is words that stand together.
    var isPhrase: Bool {
        if case .phrase = self { return true }
        return false
    }
}
