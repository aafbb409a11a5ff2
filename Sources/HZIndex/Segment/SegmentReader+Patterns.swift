/// Words by what they look like.
extension SegmentReader {
    /// A term with forms that a pattern describes.
    public struct PatternTerm {
        /// Its bytes.
        public let term: [UInt8]
        /// What the dictionary says of it.
        public let info: TermInfo
        /// The ids of these forms, ascending; nil for all that the term has.
        public let forms: [UInt32]?
    }

    /// The terms of a field that have forms of a pattern, in the order of their bytes, and whether these are all of them:
    /// not so where there are more than `most`, where the pattern took more than its share, or `mustStop` said so.
    /// O(keys that begin like the pattern, as far as it says how).
    public func terms(
        of field: Field,
        matching pattern: TermPattern,
        most: Int,
        mustStop: @escaping () -> Bool = { false }
    ) throws(IndexError) -> (terms: [PatternTerm], areAll: Bool) {
        var found: [[UInt8]: (info: TermInfo, forms: [UInt32])] = [:]
        let automaton = PatternAutomaton(pattern)
        var isStopped = false
        let stops = {
            isStopped = isStopped || mustStop()
            return isStopped
        }
        var keys = try PatternKeys(dictionary, first: field.rawValue, automaton: automaton, mustStop: stops)
        while found.count < most, try keys.next() {
            let info = try keys.scanner.info()
            // A term that is no word by itself counts by its forms.
            guard let id = try formID(keys.key, of: info, term: keys.key) else { continue }
            found[keys.key] = (info, [UInt32(id)])
        }
        let first = field.rawValue | TermFormat.formFlag
        var forms = try PatternKeys(dictionary, first: first, automaton: automaton, mustStop: stops)
        while found.count < most, try forms.next() {
            for term in try forms.scanner.terms(of: forms.key) {
                var info = found[term]?.info
                if info == nil { info = try find(field, term) }
                guard let info, let id = try formID(forms.key, of: info, term: term) else { continue }
                found[term, default: (info, [])].forms.append(UInt32(id))
            }
        }
        let terms = found.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { term, value in
            let areAll = value.forms.count >= value.info.formCount
            return PatternTerm(term: term, info: value.info, forms: areAll ? nil : value.forms.sorted())
        }
        return (terms, !isStopped && !automaton.isExhausted && found.count < most)
    }
}
