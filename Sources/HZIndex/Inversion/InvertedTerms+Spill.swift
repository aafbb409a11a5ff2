/// Writing what was inverted to a segment, in the order of the keys.
extension InvertedTerms {
    /// The forms of all terms, each term's in the order of their ids: `order[starts[t]..<starts[t + 1]]`.
    private struct FormOrder {
        var starts: [Int]
        var order: [UInt32]
    }

    /// Writes all terms of the positional fields. `field` ascends.
    borrowing func write(to segment: SegmentWriter) throws(IndexError) {
        let order = formOrder()
        var table = FormTable()
        for field in Field.allCases {
            guard let index = field.positionalIndex else { continue }
            for number in sortedLists(index) {
                let list = list(field: index, Int(number))
                let term = unsafe Array(terms[Int(list.term)])
                collectForms(of: list.term, order, into: &table)
                let isTrivial = table.isTrivial(for: term)
                try segment.writeTerm(field: field, term: term, forms: isTrivial ? nil : table) { postings, norms in
                    PostingReplay.run(list.stream, arena, to: &postings, norms: norms)
                }
            }
        }
    }

    /// Writes the form entries of all positional fields.
    borrowing func writeForms(to segment: SegmentWriter) {
        // Forms that differ from their term, by their bytes; the key in the table ends with the term's number.
        var entries: [(prefix: UInt64, form: UInt32)] = []
        for form in 0..<formEntries.count where !formEqualsTerm(form) {
            unsafe entries.append((TermFormat.prefix(of: formBytes(form)), UInt32(form)))
        }
        entries.sort { left, right in
            if left.prefix != right.prefix { return left.prefix < right.prefix }
            return unsafe formBytes(Int(left.form)).lexicographicallyPrecedes(formBytes(Int(right.form)))
        }
        for field in Field.allCases {
            guard let index = field.positionalIndex else { continue }
            var start = 0
            while start < entries.count {
                let form = unsafe Array(formBytes(Int(entries[start].form)))
                var end = start
                var owners: [[UInt8]] = []
                while end < entries.count, unsafe formBytes(Int(entries[end].form)).elementsEqual(form) {
                    let term = Int(formEntries[Int(entries[end].form)].term)
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

    private borrowing func formBytes(_ form: Int) -> Slice<UnsafeBufferPointer<UInt8>> {
        unsafe forms[form].dropLast(4)
    }

    private borrowing func formEqualsTerm(_ form: Int) -> Bool {
        unsafe formBytes(form).elementsEqual(terms[Int(formEntries[form].term)])
    }

    private borrowing func formOrder() -> FormOrder {
        var starts = [Int](repeating: 0, count: terms.count + 1)
        for entry in formEntries { starts[Int(entry.term) + 1] += 1 }
        for term in 0..<terms.count { starts[term + 1] += starts[term] }
        var order = [UInt32](repeating: 0, count: formEntries.count)
        for (form, entry) in formEntries.enumerated() {
            order[starts[Int(entry.term)] + Int(entry.form)] = UInt32(form)
        }
        return FormOrder(starts: starts, order: order)
    }

    private borrowing func collectForms(of term: UInt32, _ order: FormOrder, into table: inout FormTable) {
        table.removeAll()
        for place in order.starts[Int(term)]..<order.starts[Int(term) + 1] {
            unsafe table.append(formBytes(Int(order.order[place])))
        }
    }

    /// The numbers of a field's lists, by the bytes of their terms.
    private borrowing func sortedLists(_ field: Int) -> [UInt32] {
        var order: [(prefix: UInt64, list: UInt32, term: UInt32)] = []
        order.reserveCapacity(listCount(field: field))
        for number in 0..<listCount(field: field) where !list(field: field, number).stream.isEmpty {
            let term = list(field: field, number).term
            unsafe order.append((TermFormat.prefix(of: terms[Int(term)]), UInt32(number), term))
        }
        order.sort { left, right in
            if left.prefix != right.prefix { return left.prefix < right.prefix }
            return unsafe terms[Int(left.term)].lexicographicallyPrecedes(terms[Int(right.term)])
        }
        return order.map(\.list)
    }
}
