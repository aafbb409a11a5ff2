/// Writing what was inverted to a segment, in the order of the keys.
extension InvertedTerms {
    /// Writes all terms of the positional fields, in the order of these.
    borrowing func write(to segment: SegmentWriter) throws(IndexError) {
        var table = FormTable()
        var formsOfTerm: [UInt32] = []
        var scratch = StreamScratch()
        for field in Field.allCases {
            guard let index = field.positionalIndex else { continue }
            for number in sortedLists(index) {
                let term = term(field: index, list: Int(number))
                let length = arena.copy(list(field: index, Int(number)).stream, to: &scratch)
                let isTrivial = !collectForms(of: term, into: &table, by: &formsOfTerm)
                unsafe try segment.writeTerm(
                    field: field,
                    term: terms[term],
                    forms: isTrivial ? nil : table
                ) { postings, norms in
                    PostingReplay.run(scratch, length, to: &postings, norms: norms)
                }
            }
        }
    }

    /// Writes the form entries of all positional fields.
    borrowing func writeForms(to segment: SegmentWriter) {
        // Forms that differ from their term, by their bytes.
        var entries: [(prefix: UInt64, form: UInt32)] = []
        for form in forms.indices where !forms[form].isTerm {
            entries.append((TermFormat.prefix(of: formBytes[forms[form].range]), UInt32(form)))
        }
        entries.sort { left, right in
            if left.prefix != right.prefix { return left.prefix < right.prefix }
            return bytes(of: left.form).lexicographicallyPrecedes(bytes(of: right.form))
        }
        for field in Field.allCases {
            guard let index = field.positionalIndex, hasLists(field: index) else { continue }
            var start = 0
            while start < entries.count {
                let form = bytes(of: entries[start].form)
                var end = start
                var owners: [[UInt8]] = []
                while end < entries.count, bytes(of: entries[end].form) == form {
                    let term = Int(forms[Int(entries[end].form)].term)
                    if hasList(field: index, term: term) { unsafe owners.append(Array(terms[term])) }
                    end += 1
                }
                if !owners.isEmpty {
                    owners.sort { $0.lexicographicallyPrecedes($1) }
                    segment.addForm(field: field, form: form, terms: owners)
                }
                start = end
            }
        }
    }

    /// Writes how else words may be written that are joined somewhere; after all forms.
    borrowing func writeJoins(to segment: SegmentWriter) {
        var order = joins.indices.map { (prefix: TermFormat.prefix(of: formBytes[joins[$0].range]), join: $0) }
        order.sort { left, right in
            if left.prefix != right.prefix { return left.prefix < right.prefix }
            return name(left.join).lexicographicallyPrecedes(name(right.join))
        }
        var start = 0
        while start < order.count {
            let name = name(order[start].join)
            var owners: [[UInt8]] = []
            while start < order.count, self.name(order[start].join) == name {
                let owner = unsafe Array(terms[Int(joins[order[start].join].term)])
                if !owners.contains(owner) { owners.append(owner) }
                start += 1
            }
            owners.sort { $0.lexicographicallyPrecedes($1) }
            segment.addForm(field: .joined, form: name, terms: owners)
        }
    }

    private borrowing func name(_ join: Int) -> ArraySlice<UInt8> { formBytes[joins[join].range] }

    private borrowing func hasLists(field: Int) -> Bool {
        (0..<listCount(field: field)).contains { !list(field: field, $0).stream.isEmpty }
    }

    private borrowing func bytes(of form: UInt32) -> ArraySlice<UInt8> { formBytes[forms[Int(form)].range] }

    /// Collects the forms of a term by their ids; false where its only form is the term.
    private borrowing func collectForms(
        of term: Int,
        into table: inout FormTable,
        by formsOfTerm: inout [UInt32]
    ) -> Bool {
        var next = newestForms[term]
        let newest = forms[Int(next)]
        if newest.older == Form.none, newest.isTerm { return false }
        table.removeAll()
        formsOfTerm.removeAll(keepingCapacity: true)
        while next != Form.none {
            formsOfTerm.append(next)
            next = forms[Int(next)].older
        }
        for form in formsOfTerm.reversed() {
            if forms[Int(form)].isTerm { unsafe table.append(terms[term]) } else { table.append(bytes(of: form)) }
        }
        return true
    }

    /// The numbers of a field's lists, by the bytes of their terms.
    private borrowing func sortedLists(_ field: Int) -> [UInt32] {
        var order: [(prefix: UInt64, list: UInt32, term: UInt32)] = []
        order.reserveCapacity(listCount(field: field))
        for number in 0..<listCount(field: field) where !list(field: field, number).stream.isEmpty {
            let term = term(field: field, list: number)
            unsafe order.append((TermFormat.prefix(of: terms[term]), UInt32(number), UInt32(term)))
        }
        order.sort { left, right in
            if left.prefix != right.prefix { return left.prefix < right.prefix }
            return unsafe terms[Int(left.term)].lexicographicallyPrecedes(terms[Int(right.term)])
        }
        return order.map(\.list)
    }
}
