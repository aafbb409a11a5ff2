import HZAnalysis
import HZIndex

/// One term of a segment that a word of a query stands for.
struct TermMatch {
    /// Its bytes; empty where nobody asks for them.
    var term: [UInt8]
    var info: TermInfo
    /// Which of its forms the word stands for, ascending; nil for all, empty for none: then it only counts.
    var forms: [UInt32]?
    /// Whether it was found by one of its forms: other segments may have it without these.
    var isByForm = false
    /// How far behind its positions the word stands: further than 0 for a later part of a term that is several words.
    var shift: UInt32 = 0
}

extension [TermMatch] {
    // By their places: there may be thousands, and a copy counts references.

    /// How many postings they have together.
    var postingCount: UInt64 {
        var sum: UInt64 = 0
        for place in indices { sum += UInt64(self[place].info.documentFrequency) }
        return sum
    }

    /// Whether some of them only count.
    var hasCounted: Bool {
        for place in indices where self[place].forms?.isEmpty == true { return true }
        return false
    }
}

/// Finds the terms of a segment that words of a query stand for.
struct TermExpansion {
    let segment: SegmentReader
    let field: Field

    /// Most prefixes have fewer terms.
    private static let usualPrefix = 96

    /// The terms of an inflected word, in each of the languages.
    func words(_ word: QueryWord, languages: [StemmingLanguage]) throws(IndexError) -> [TermMatch] {
        if languages.isEmpty {
            return try segment.find(field, word.term).map { [TermMatch(term: word.term, info: $0)] } ?? []
        }
        var terms: [[UInt8]] = [word.term]
        for language in languages where word.kind == .word {
            guard let other = analyzeQuery(word.form, language: language).first?.term, !terms.contains(other) else {
                continue
            }
            terms.append(other)
        }
        var found: [TermMatch] = []
        for term in terms {
            if let info = try segment.find(field, term) { found.append(TermMatch(term: term, info: info)) }
        }
        return found
    }

    /// The terms of exactly this form, whatever the language.
    func exactly(_ form: [UInt8]) throws(IndexError) -> [TermMatch] {
        var found: [TermMatch] = []
        if let info = try segment.find(field, form), let id = try segment.formID(form, of: info, term: form) {
            found.append(TermMatch(term: form, info: info, forms: Self.choice(id, of: info), isByForm: true))
        }
        var iterator = try segment.forms(from: field, form)
        if try iterator.next(), iterator.isForm, iterator.key.first == field.rawValue | 0x80,
            iterator.key.dropFirst().elementsEqual(form)
        {
            for term in try segment.terms(of: iterator) where !found.contains(where: { $0.term == term }) {
                guard let info = try segment.find(field, term) else { continue }
                guard let id = try segment.formID(form, of: info, term: term) else { continue }
                found.append(TermMatch(term: term, info: info, forms: Self.choice(id, of: info), isByForm: true))
            }
        }
        return found
    }

    /// The terms of all forms that begin like this. O(terms and forms that begin so).
    func prefix(_ prefix: [UInt8]) throws(IndexError) -> [TermMatch] {
        var found: [TermMatch] = []
        found.reserveCapacity(Self.usualPrefix)
        try segment.forEachTerm(of: field, withPrefix: prefix) { info, forms, other in
            found.append(TermMatch(term: other ?? [], info: info, forms: forms, isByForm: other != nil))
        }
        return found
    }

    /// The terms that begin with a character, in all its ways of writing. O(terms and forms that begin so).
    func beginning(with character: [UInt8]) throws(IndexError) -> [TermMatch] {
        var found: [TermMatch] = []
        try segment.forEachTerm(of: field, withPrefix: character) { info, _, other in
            if other == nil { found.append(TermMatch(term: [], info: info)) }
        }
        return found
    }

    /// The terms with forms that a pattern describes, as many as the budget has.
    func matching(_ pattern: TermPattern, budget: ExpansionBudget) throws(IndexError) -> [TermMatch] {
        guard budget.allows() else { return [] }
        let (terms, areAll) = try segment.terms(of: field, matching: pattern, most: budget.left) { budget.isLate }
        budget.take(terms.count, areAll: areAll || budget.isLate)
        return terms.map { TermMatch(term: $0.term, info: $0.info, forms: $0.forms, isByForm: true) }
    }

    /// One form of a term; nil where the term has no other.
    private static func choice(_ id: Int, of info: TermInfo) -> [UInt32]? {
        info.formCount > 1 ? [UInt32(id)] : nil
    }
}
