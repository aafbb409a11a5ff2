/// Words as they stand in texts: near to one that does not, or beginning like it.
extension SegmentReader {
    /// Calls with each term of a field that begins with a prefix or has a form that does; its bytes are made when they are
    /// asked for. O(terms and forms that begin so).
    public func forEachTerm(
        of field: Field,
        beginning prefix: [UInt8],
        _ body: (_ info: TermInfo, _ term: () throws(IndexError) -> [UInt8]) throws(IndexError) -> Void
    ) throws(IndexError) {
        try PrefixTerms(dictionary, prefix: prefix).forEachTerm(field, body)
    }

    /// The forms of a field's words within so many edits (1...3) of a folded word, that one itself too where it is there,
    /// each with the number of documents of its terms. Costs what `terms(of:within:of:)` costs, and a small part of that
    /// where only those are wanted that begin with the same `common` characters.
    public func forms(
        of field: Field,
        within edits: Int,
        of form: [UInt8],
        common: Int = 0
    ) throws(IndexError) -> [(form: [UInt8], documents: UInt32, edits: Int)] {
        var found: [(form: [UInt8], documents: UInt32, edits: Int)] = []
        if var near = try NearKeys(dictionary, first: field.rawValue, word: form, most: edits, common: common) {
            while try near.next() {
                let info = try near.scanner.info()
                // A term that is no word by itself has its forms among those below.
                guard try formID(near.key, of: info, term: near.key) != nil else { continue }
                found.append((near.key, info.documentFrequency, near.distance))
            }
        }
        let forms = field.rawValue | TermFormat.formFlag
        if var near = try NearKeys(dictionary, first: forms, word: form, most: edits, common: common) {
            while try near.next() {
                var documents: UInt32 = 0
                for term in try near.scanner.terms(of: near.key) {
                    documents &+= try find(field, term)?.documentFrequency ?? 0
                }
                found.append((near.key, documents, near.distance))
            }
        }
        return found
    }

    /// About how many documents have a form itself, not others of its terms: by the first `sample` documents of each term.
    /// O(sample).
    public func documents(withForm form: [UInt8], of field: Field, sample: Int) throws(IndexError) -> Double {
        let others = try dictionary.terms(ofForm: form, field: field)
        var documents = 0.0
        for term in others.contains(form) ? others : [form] + others {
            guard let info = try find(field, term), let id = try formID(form, of: info, term: term) else { continue }
            let all = Double(info.documentFrequency)
            documents += info.formCount > 1 ? all * share(of: UInt32(id), in: info, sample: sample) : all
        }
        return documents
    }

    /// Which share of a term's first documents have one of its forms.
    public func share(of form: UInt32, in info: TermInfo, sample: Int) -> Double {
        var cursor = cursor(info, arena: CursorArena())
        var (looked, found) = (0, 0)
        while looked < sample, cursor.next() != PostingCursor.exhausted {
            looked += 1
            found += cursor.occurrences(of: [form]) > 0 ? 1 : 0
        }
        return Double(found) / Double(max(looked, 1))
    }
}
