/// The whole-value terms (id, site, source, language and others) of the documents since the last spill.
struct ExactTerms {
    private var bytes: [UInt8] = []
    private var entries: [(field: Field, start: Int, end: Int, document: UInt32)] = []

    /// Bytes of memory in use.
    var memory: Int { bytes.count + entries.count * 32 }

    /// Adds a document's value; empty ones are left out.
    mutating func add(_ field: Field, _ value: String, document: UInt32) {
        guard !value.isEmpty else { return }
        let start = bytes.count
        // Nearly all are terms as they are: no copy is made of them.
        if value.utf8.count <= Field.longestWhole {
            bytes.append(contentsOf: value.utf8)
        } else {
            bytes.append(contentsOf: Field.wholeTerm(value.utf8))
        }
        entries.append((field, start, bytes.count, document))
    }

    /// Writes the terms of one field.
    func write(_ field: Field, to segment: SegmentWriter) throws(IndexError) {
        var order = entries.indices.filter { entries[$0].field == field }
        order.sort { left, right in
            let (first, second) = (value(left), value(right))
            if first.elementsEqual(second) { return entries[left].document < entries[right].document }
            return first.lexicographicallyPrecedes(second)
        }
        var place = 0
        while place < order.count {
            let term = value(order[place])
            try segment.writeTerm(field: field, term: term, forms: nil) { postings, _ in
                while place < order.count, value(order[place]).elementsEqual(term) {
                    let document = entries[order[place]].document
                    postings.add(document: document, occurrences: 1, extra: 0, norm: 0)
                    place += 1
                }
            }
        }
    }

    private func value(_ entry: Int) -> ArraySlice<UInt8> {
        bytes[entries[entry].start..<entries[entry].end]
    }
}
