import HZIndex

/// Counts the articles that match by the values of their fields.
struct FacetCounter {
    let fields: [FacetField]
    let snapshot: IndexSnapshot
    let tables: FacetTables
    /// How many articles were counted.
    private(set) var total = 0
    /// By field: how many articles have each value.
    private var counts: [[String: Int]]

    init(_ fields: [FacetField], of snapshot: IndexSnapshot, _ tables: FacetTables) {
        self.fields = fields
        self.snapshot = snapshot
        self.tables = tables
        counts = fields.map { _ in [:] }
    }

    /// Counts all matches of a search. O(matches), after the first time.
    mutating func count(_ search: PassSearch) throws(SearchError) {
        for segment in snapshot.segments.indices where snapshot.segments[segment].reader.documentCount > 0 {
            if let deadline = search.deadline, ContinuousClock.now > deadline { throw .timedOut }
            let context = search.context(segment)
            let matches = SegmentSearch(pass: search.pass, segment: segment, context: context).matches()
            try context.throwFailure()
            total += matches.count
            for (place, field) in fields.enumerated() {
                if let key = field.indexField {
                    let table = try indexed { () throws(IndexError) in
                        try tables.table(key, segment: segment, of: snapshot)
                    }
                    add(numbers: matches, of: table, to: place)
                } else {
                    try indexed { () throws(IndexError) in
                        try add(dates: matches, segment, isMonth: field == .month, to: place)
                    }
                }
            }
        }
    }

    private mutating func add(numbers matches: Bitmap, of table: FacetTable, to place: Int) {
        var found = [Int](repeating: 0, count: table.values.count + 1)
        matches.forEach { found[Int(table.numbers[Int($0)])] += 1 }
        for (number, count) in found.enumerated().dropFirst() where count > 0 {
            counts[place][table.values[number - 1], default: 0] += count
        }
    }

    private mutating func add(
        dates matches: Bitmap,
        _ segment: Int,
        isMonth: Bool,
        to place: Int
    ) throws(IndexError) {
        let reader = snapshot.segments[segment].reader
        var found: [UInt32: Int] = [:]
        var failure: IndexError?
        matches.forEach { document in
            do throws(IndexError) {
                let date = try reader.date(document)
                found[isMonth ? date / 100 : date / 10_000, default: 0] += 1
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        for (time, count) in found {
            // A year without month is no month.
            guard time > 0, !isMonth || time % 100 > 0, let text = Searcher.iso(isMonth ? time * 100 : time * 10_000)
            else {
                continue
            }
            counts[place][text, default: 0] += count
        }
    }

    /// The counts, each of so many values.
    func facets(_ limit: Int) -> [Facet] {
        fields.enumerated().map { place, field in
            var facet = Facet(by: field)
            let order = counts[place].sorted { first, second in
                if field.isTime { return first.key > second.key }
                return first.value != second.value ? first.value > second.value : first.key < second.key
            }
            facet.values = order.prefix(limit).map { Facet.Value(value: $0.key, count: $0.value) }
            facet.others = order.dropFirst(limit).reduce(0) { $0 + $1.value }
            facet.without = total - order.reduce(0) { $0 + $1.value }
            return facet
        }
    }
}

extension FacetField {
    /// The field of whole values that it counts; nil for times, which are columns.
    fileprivate var indexField: Field? {
        switch self {
        case .site: .site
        case .author: .authorName
        case .language: .language
        case .year, .month: nil
        }
    }
}
