/// Pairs of frequent words, from the lists in memory.
extension InvertedTerms {
    /// Writes the pairs of the frequent terms of `text`, which have these lists and document frequencies. Nothing where the
    /// rule makes none.
    borrowing func writePairs(
        of frequent: [(list: Int, frequency: UInt32)],
        by rule: PairRule,
        to segment: SegmentWriter
    ) throws(IndexError) {
        guard let field = Field.text.positionalIndex else { return }
        let documents = Int(segment.columns.count)
        var frequent = frequent
        frequent.sort { ($1.frequency, $0.list) < ($0.frequency, $1.list) }
        let product = rule.leastProduct(frequent.map(\.frequency), documents: documents)
        segment.setPairs(leastProduct: product)
        while let last = frequent.last,
            PairRule.partners(of: last.frequency, among: frequent.map(\.frequency), product) == 0
        { frequent.removeLast() }
        guard !frequent.isEmpty else { return }
        var table = PairTable(frequent.map(\.frequency), leastProduct: product)
        unsafe withUnsafePointer(to: arena) { arena in
            let lists = UnsafeMutablePointer<StreamOccurrences>.allocate(capacity: frequent.count)
            for (place, word) in frequent.enumerated() {
                let stream = list(field: field, word.list).stream
                unsafe (lists + place).initialize(to: StreamOccurrences(stream, in: arena))
            }
            unsafe table.collect(lists, words: Array(frequent.indices), documentCount: documents, numbers: nil)
            unsafe lists.deallocate()
        }
        let terms = frequent.map { word in unsafe Array(self.terms[Int(list(field: field, word.list).term)]) }
        try table.write(to: segment, terms: terms)
    }
}
