import HZAnalysis
import HZIndex

/// A term that a word of a query is a part of, as its articles write several words as one.
struct JoinedTerm: Equatable {
    var term: [UInt8]
    /// How many parts stand before the word.
    var shift: UInt32
}

/// A bare word as typed, taken apart.
struct TypedText {
    /// Its bytes where some of its words may be several; else none.
    let bytes: [UInt8]
    let words: [QueryWord]
    /// For each word: the terms that it is a part of; empty where no word is of any.
    var joined: [[JoinedTerm]] = []

    /// The words of a text, as many as the budget allows; `mayBeJoined` where it matters whether they may be several.
    init(_ text: String, _ budget: ExpansionBudget, mayBeJoined: Bool) {
        bytes = mayBeJoined && JoinedWord.mayBeJoined(text.utf8) ? Array(text.utf8) : []
        words = budget.allowed(analyzeQuery(text, language: .english))
    }
}

/// Names and other words that some write as one and others apart: `GuoJun`, `Guo-Jun`, `guo jun`; `GPT4`, `GPT-4`; numbers
/// with commas and without.
extension QueryPlanner {
    /// A word that an article writes as one counts for its parts unless it is so many times as rare as the rarest of them:
    /// what everybody writes apart is found well enough, by lists of pairs of words, and quickly.
    static let mostRatio: UInt64 = 64

    /// For each of words that stand side by side: the terms that the index knows to be several of them, written as one.
    /// Empty where there are none.
    private func joined(_ words: [QueryWord]) throws(IndexError) -> [[JoinedTerm]] {
        var result: [[JoinedTerm]] = []
        let forms = words.map(\.form)
        for start in words.indices where words[start].kind == .word {
            var end = start + 1
            while end < words.count, end - start < JoinedWord.mostParts, words[end].kind == .word { end += 1 }
            for segment in snapshot.segments {
                for (count, term) in try segment.reader.joined(forms[start..<end]) {
                    if result.isEmpty { result = [[JoinedTerm]](repeating: [], count: words.count) }
                    if result[start].contains(JoinedTerm(term: term, shift: 0)) { continue }
                    guard try isNotRare(term, beside: words[start..<start + count]) else { continue }
                    for part in 0..<count { result[start + part].append(JoinedTerm(term: term, shift: UInt32(part))) }
                }
            }
            for count in MixedWord.counts(of: forms[start..<end]) {
                guard let term = try mixed(words[start..<start + count]) else { continue }
                if result.isEmpty { result = [[JoinedTerm]](repeating: [], count: words.count) }
                for part in 0..<count { result[start + part].append(JoinedTerm(term: term, shift: UInt32(part))) }
            }
        }
        return result
    }

    /// The term of letters and digits that some articles write as one; nil where none does.
    private func mixed(_ words: ArraySlice<QueryWord>) throws(IndexError) -> [UInt8]? {
        let term = analyzeQuery(Array(words.map(\.form).joined()), language: .english).first?.term
        guard let term, try frequency(term) > 0, try isNotRare(term, beside: words) else { return nil }
        return term
    }

    private func isNotRare(_ term: [UInt8], beside words: ArraySlice<QueryWord>) throws(IndexError) -> Bool {
        var least = UInt64.max
        for word in words { least = min(least, try frequency(word.term)) }
        if least <= Self.mostRatio { return true }
        return try frequency(term) * Self.mostRatio >= least
    }

    func frequency(_ term: [UInt8]) throws(IndexError) -> UInt64 {
        var sum: UInt64 = 0
        for segment in snapshot.segments { sum += UInt64(try segment.reader.find(.text, term)?.documentFrequency ?? 0) }
        return sum
    }

    /// Analyzes the texts of clauses that stand side by side; those without one part others, and are of no words.
    func typed(_ clauses: [Query.Clause], _ text: (Query.Clause) -> String?) throws(IndexError) -> [TypedText] {
        var result = clauses.map { TypedText(text($0) ?? "", budget, mayBeJoined: joinedNames) }
        guard joinedNames else { return result }
        var start = 0
        while start < clauses.count {
            let end = clauses[start...].firstIndex { text($0) == nil } ?? clauses.count
            let found = try joined(result[start..<end].flatMap(\.words))
            if !found.isEmpty {
                var rest = found[...]
                for place in start..<end {
                    result[place].joined = Array(rest.prefix(result[place].words.count))
                    rest = rest.dropFirst(result[place].words.count)
                }
            }
            start = end + 1
        }
        return result
    }

    /// Analyzes a text that stands by itself.
    func typed(_ text: String) throws(IndexError) -> TypedText {
        var result = TypedText(text, budget, mayBeJoined: joinedNames)
        if joinedNames { result.joined = try joined(result.words) }
        return result
    }

    /// The plan of one of the words of a text: also of what it is a part of, where it is written apart, and of the other way
    /// to write a number.
    func word(_ place: Int, of text: TypedText, _ field: Field) throws(IndexError) -> WordPlan {
        let word = text.words[place]
        var terms = text.joined.isEmpty ? [] : text.joined[place]
        if joinedNames, let number = GroupedNumber.otherForm(of: word.form) {
            terms.append(JoinedTerm(term: number, shift: 0))
        }
        if joinedNames, word.kind == .word { terms += try versions(of: word) }
        guard joinedNames, word.kind == .word else { return try inflected(word, field, joined: terms) }
        guard !text.bytes.isEmpty, JoinedWord.mayBeJoined(text.bytes[word.range]),
            let (joined, parts) = JoinedWord.parts(of: text.bytes[word.range])
        else {
            let plan = try inflected(word, field, joined: terms)
            let mixed = MixedWord.parts(of: word.form)
            return mixed.isEmpty ? plan : try alsoApart(plan, mixed)
        }
        if joined.hasApostrophe, let other = analyzeQuery(Array(parts.joined()), language: .english).first {
            terms.append(JoinedTerm(term: other.term, shift: 0))
        }
        return try alsoApart(try inflected(word, field, joined: terms), parts)
    }

    private func alsoApart(_ word: WordPlan, _ forms: [[UInt8]]) throws(IndexError) -> WordPlan {
        var parts: [WordPlan] = []
        for part in forms {
            let words = analyzeQuery(part, language: .english)
            guard words.count == 1, let only = words.first, only.kind == .word else { return word }
            let plan = try inflected(only, word.field, joined: [])
            guard !plan.isAbsent else { return word }
            parts.append(plan)
        }
        var result = word
        let offsets = parts.indices.map { UInt32($0) }
        result.apart = PhrasePlan(words: parts, offsets: offsets, slop: nil, weight: 0)
        let least = parts.map(\.documentFrequency).min() ?? 0
        let all = snapshot.totals(word.field).documents
        result.weight = BM25.weight(word.documentFrequency + least, of: all)
        result.isFrequent = (word.documentFrequency + least) * 20 > all
        return result
    }
}
