/// Holds what one segment says in one place against what it says in another: stored articles and columns, columns and
/// terms, postings and lengths, terms and forms.
struct SegmentChecker {
    /// The fields whose term is a stored value.
    private static let exactFields: [Field] = [.id, .source, .site, .language]

    private let reader: SegmentReader
    /// The hash of each document's stored value, nil for none; by field, in the order of `exactFields`.
    private var values: [[Int?]]
    /// The weighted lengths of each document that its postings add up to, by positional field.
    private var lengths: [[UInt32]]

    init(_ reader: SegmentReader) {
        self.reader = reader
        let count = Int(reader.documentCount)
        values = Self.exactFields.map { _ in [Int?](repeating: nil, count: count) }
        lengths = (0..<Field.positionalCount).map { _ in [UInt32](repeating: 0, count: count) }
    }

    /// Reads every stored document; `hidden` is how many of them no search finds, by the manifest.
    mutating func checkDocuments(hidden: UInt32) throws(IndexError) {
        var found: UInt32 = 0
        for number in 0..<reader.documentCount {
            let document = try reader.document(number)
            guard try reader.idText(number) == document.id else { throw corrupt("columns", "ids") }
            if document.kind != .article { found += 1 }
            for (index, field) in Self.exactFields.enumerated() {
                values[index][Int(number)] = Self.value(of: document, field).map { Self.hash($0.utf8) }
            }
        }
        guard found == hidden else { throw corrupt("columns", "hidden documents") }
        try checkTieRanks()
    }

    private static func value(of document: Document, _ field: Field) -> String? {
        let isArticle = document.kind == .article
        let value: String? =
            switch field {
            case .id: document.id
            case .source: document.source
            case .site: isArticle ? document.site : nil
            case .language: isArticle ? document.language : nil
            default: nil
            }
        return value?.isEmpty == true ? nil : value
    }

    private static func hash(_ bytes: some Collection<UInt8>) -> Int {
        Field.wholeTerm(bytes).hashValue
    }

    /// Each rank belongs to one document, in the order of dates and ids.
    private func checkTieRanks() throws(IndexError) {
        let ranks = unsafe try reader.tieRanks()
        var order = [UInt32?](repeating: nil, count: Int(reader.documentCount))
        for number in 0..<order.count {
            let rank = unsafe Int(ranks[number])
            guard rank < order.count, order[rank] == nil else { throw corrupt("columns", "tie ranks") }
            order[rank] = UInt32(number)
        }
        var previous: (date: UInt32, id: [UInt8])?
        for case let number? in order {
            let next = (date: try reader.date(number), id: try reader.id(number))
            if let previous, TieOrder.precedes(next, previous) { throw corrupt("columns", "tie ranks") }
            previous = next
        }
    }

    /// Reads all postings and positions. Returns how many terms there are.
    mutating func checkTerms() throws(IndexError) -> Int {
        var count = 0
        var counts = [Int](repeating: 0, count: Self.exactFields.count)
        var iterator = try reader.terms(from: .id)
        while try iterator.next() {
            guard !iterator.isForm else { continue }
            count += 1
            let info = iterator.info
            if let index = Self.exactFields.firstIndex(of: info.field) {
                try checkExact(info, term: iterator.key.dropFirst(), index: index)
                counts[index] += Int(info.documentFrequency)
            } else {
                try checkPostings(info)
            }
        }
        for index in counts.indices {
            // Each posting was found to be right: so the same number means that none is missing.
            let expected = values[index].reduce(0) { $0 + ($1 == nil ? 0 : 1) }
            guard counts[index] == expected else { throw corrupt("terms", "\(Self.exactFields[index]) terms") }
        }
        return count
    }

    private func checkExact(_ info: TermInfo, term: ArraySlice<UInt8>, index: Int) throws(IndexError) {
        let hash = Self.hash(term)
        var cursor = reader.cursor(info, arena: CursorArena())
        var found = 0
        while cursor.next() != PostingCursor.exhausted {
            guard values[index][Int(cursor.document)] == hash else { throw corrupt("terms", "\(info.field) terms") }
            found += 1
        }
        guard !cursor.isCorrupt, found == Int(info.documentFrequency) else { throw corrupt("postings", "postings") }
    }

    private mutating func checkPostings(_ info: TermInfo) throws(IndexError) {
        var cursor = reader.cursor(info, arena: CursorArena())
        var found = 0
        var occurrences: UInt64 = 0
        while cursor.next() != PostingCursor.exhausted {
            let document = Int(cursor.document)
            let (count, frequency) = (cursor.occurrences, cursor.frequency)
            // Where they are malformed, the list has ended.
            guard !cursor.isCorrupt else { break }
            found += 1
            occurrences += UInt64(count)
            guard let field = info.field.positionalIndex else { continue }
            lengths[field][document] = lengths[field][document] &+ frequency
            let positions = cursor.positions()
            guard unsafe positions.positions.count == Int(count),
                unsafe positions.forms?.allSatisfy({ $0 < max(1, info.formCount) }) ?? true
            else { throw corrupt("positions", "positions") }
        }
        guard !cursor.isCorrupt, found == Int(info.documentFrequency), occurrences == info.occurrences else {
            throw corrupt("postings", "postings")
        }
    }

    /// The columns of lengths, and the manifest's sums of them, are those of the postings.
    func checkLengths() throws(IndexError) {
        for field in 0..<Field.positionalCount {
            var total: UInt64 = 0
            var count: UInt32 = 0
            for number in 0..<reader.documentCount {
                let norm = try reader.columns.norm(field, number)
                guard norm == NormCode.encode(lengths[field][Int(number)]) else { throw corrupt("columns", "lengths") }
                total += UInt64(NormCode.decode(norm))
                if norm > 0 { count += 1 }
            }
            guard total == reader.info.totalLengths[field], count == reader.info.fieldCounts[field] else {
                throw corrupt("columns", "sums of lengths")
            }
        }
    }

    /// Whatever has a form is found by it, and what a form leads to has it.
    func checkForms() throws(IndexError) {
        var iterator = try reader.terms(from: .id)
        while try iterator.next() {
            let key = Array(iterator.key.dropFirst())
            if iterator.isForm {
                guard let field = Field(rawValue: iterator.key[0] & ~TermFormat.formFlag) else { continue }
                for term in try reader.terms(of: iterator) {
                    // A term whose documents all went is not there any more.
                    guard let info = try reader.find(field, term) else { continue }
                    guard try reader.forms(of: info, term: term).contains(key) else { throw corrupt("terms", "forms") }
                }
            } else if iterator.info.formCount > 0 {
                for form in try reader.forms(of: iterator.info, term: key) where form != key {
                    let terms = try reader.dictionary.terms(ofForm: form, field: iterator.info.field)
                    guard terms.contains(key) else { throw corrupt("terms", "forms") }
                }
            }
        }
    }

    private func corrupt(_ fileExtension: String, _ what: String) -> IndexError {
        .storage(.corrupt(file: "\(reader.info.id.name).\(fileExtension)", offset: 0, fact: .value(what)))
    }
}
