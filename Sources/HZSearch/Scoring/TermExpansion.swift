import HZAnalysis
import HZIndex

/// One term of a segment that a word of a query stands for, and which of its forms: nil for all.
struct TermMatch {
    var term: [UInt8]
    var info: TermInfo
    var forms: Set<UInt32>?
}

/// Finds the terms of a segment that words of a query stand for.
struct TermExpansion {
    let segment: SegmentReader
    let field: Field
    /// A prefix stands for at most so many terms.
    static let mostTerms = 1_024

    /// The terms of an inflected word, in each of the languages.
    func words(_ word: QueryWord, languages: [StemmingLanguage]) throws(IndexError) -> [TermMatch] {
        if word.kind == .runEnd { return try prefix(word.form) }
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

    /// The terms of exactly this form.
    func exactly(_ form: [UInt8]) throws(IndexError) -> [TermMatch] {
        var found: [TermMatch] = []
        if let info = try segment.find(field, form), let id = try segment.formID(form, of: info, term: form) {
            found.append(TermMatch(term: form, info: info, forms: info.formCount > 0 ? [UInt32(id)] : nil))
        }
        var iterator = try segment.forms(from: field, form)
        if try iterator.next(), iterator.isForm, iterator.key.dropFirst().elementsEqual(form),
            iterator.key.first == field.rawValue | 0x80
        {
            for term in try segment.terms(of: iterator) { try add(term, form, to: &found) }
        }
        return found
    }

    /// The terms of all forms that begin like this.
    func prefix(_ prefix: [UInt8]) throws(IndexError) -> [TermMatch] {
        var found: [TermMatch] = []
        var iterator = try segment.terms(from: field, prefix)
        while found.count < Self.mostTerms, try iterator.next(), iterator.key.first == field.rawValue {
            let term = Array(iterator.key.dropFirst())
            guard term.starts(with: prefix) else { break }
            guard let id = try segment.formID(term, of: iterator.info, term: term) else { continue }
            let forms: Set<UInt32>? = iterator.info.formCount > 0 ? [UInt32(id)] : nil
            found.append(TermMatch(term: term, info: iterator.info, forms: forms))
        }
        var forms = try segment.forms(from: field, prefix)
        while found.count < Self.mostTerms, try forms.next(), forms.key.first == field.rawValue | 0x80 {
            let form = Array(forms.key.dropFirst())
            guard form.starts(with: prefix) else { break }
            for term in try segment.terms(of: forms) { try add(term, form, to: &found) }
        }
        return found
    }

    private func add(_ term: [UInt8], _ form: [UInt8], to found: inout [TermMatch]) throws(IndexError) {
        guard let info = try segment.find(field, term), let id = try segment.formID(form, of: info, term: term) else {
            return
        }
        if let index = found.firstIndex(where: { $0.term == term }) {
            found[index].forms?.insert(UInt32(id))
        } else {
            found.append(TermMatch(term: term, info: info, forms: info.formCount > 0 ? [UInt32(id)] : nil))
        }
    }
}
