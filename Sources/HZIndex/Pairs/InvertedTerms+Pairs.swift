/// Pairs of frequent words, from the lists in memory.
extension InvertedTerms {
    /// Begins to collect the pairs of the frequent words of `text`; nil where the rule makes none, of so few words. The
    /// lists are read until the collection was waited for: nothing may be added meanwhile.
    borrowing func collectPairs(by rule: PairRule, isAside: Bool) -> PairCollection? {
        guard let field = Field.text.positionalIndex else { return nil }
        let lengths = lengths
        let documentCount = lengths.count
        let least = rule.leastFrequency(documents: documentCount)
        var words: [(list: Int, frequency: UInt32)] = []
        for number in 0..<listCount(field: field) {
            let frequency = list(field: field, number).documentCount
            if frequency >= least { words.append((number, frequency)) }
        }
        words.sort { ($1.frequency, $0.list) < ($0.frequency, $1.list) }
        let product = rule.leastProduct(words.map(\.frequency), documents: documentCount)
        let count = PairRule.wordCount(words.map(\.frequency), product)
        words.removeLast(words.count - count)
        let readers = words.map { arena.reader(list(field: field, $0.list).stream) }
        let terms = words.map { word in unsafe Array(self.terms[term(field: field, list: word.list)]) }
        let frequencies = words.map(\.frequency)
        return PairCollection(isAside: isAside) {
            guard count > 0 else { return PairCollection.Outcome(leastProduct: product) }
            var table = PairTable(frequencies, leastProduct: product)
            table.collect(readers, lengths: lengths)
            return PairCollection.Outcome(leastProduct: product, table: table, terms: terms)
        }
    }
}
