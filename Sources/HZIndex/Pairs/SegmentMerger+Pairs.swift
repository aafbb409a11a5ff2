/// Pairs of frequent words of a merged segment, from the positions of its sources.
extension SegmentMerger {
    /// Begins to collect them, once it is known which documents there will be.
    borrowing func collectPairs() -> PairCollection {
        let collector = SourcePairs(sources: sources, rule: pairs, documentCount: Int(writer.columns.count))
        return PairCollection(isAside: worksAside) { () throws(IndexError) in try collector.collect() }
    }
}

/// Collects the pairs of several segments' documents.
private struct SourcePairs: Sendable {
    /// A frequent term of all sources together.
    private struct FrequentTerm {
        var term: [UInt8]
        var frequency: UInt32
        /// By source: where its postings lie.
        var members: [TermInfo?]
    }

    let sources: [SegmentMerger.Source]
    let rule: PairRule
    /// How many documents of the sources are left.
    let documentCount: Int

    func collect() throws(IndexError) -> PairCollection.Outcome {
        var frequent = try frequentTerms()
        frequent.sort { $0.frequency > $1.frequency }
        let frequencies = frequent.map(\.frequency)
        let product = rule.leastProduct(frequencies, documents: documentCount)
        let count = PairRule.wordCount(frequencies, product)
        guard count > 0 else { return PairCollection.Outcome(leastProduct: product) }
        frequent.removeLast(frequent.count - count)
        var table = PairTable(frequent.map(\.frequency), leastProduct: product)
        for source in sources.indices { try collect(frequent, from: source, into: &table) }
        return PairCollection.Outcome(leastProduct: product, table: table, terms: frequent.map(\.term))
    }

    /// The terms of `text` with as many documents as a pair's words have at least, in the order of their bytes.
    private func frequentTerms() throws(IndexError) -> [FrequentTerm] {
        let least = rule.leastFrequency(documents: documentCount)
        // One source at least has its share of them.
        let share = least / UInt32(max(1, sources.count))
        var candidates: Set<[UInt8]> = []
        for source in sources {
            var iterator = try source.reader.terms(from: .text)
            while try iterator.next(), iterator.key[0] == Field.text.rawValue {
                if iterator.info.documentFrequency >= share { candidates.insert(Array(iterator.key.dropFirst())) }
            }
            source.reader.release()
        }
        var frequent: [FrequentTerm] = []
        for term in candidates.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            var found = FrequentTerm(term: term, frequency: 0, members: [])
            for source in sources {
                let info = try source.reader.find(.text, term)
                if let info { found.frequency += try frequency(info, in: source) }
                found.members.append(info)
            }
            if found.frequency >= least { frequent.append(found) }
        }
        return frequent
    }

    /// How many documents of a list are left.
    private func frequency(_ info: TermInfo, in source: SegmentMerger.Source) throws(IndexError) -> UInt32 {
        guard source.deleted.count > 0 else { return info.documentFrequency }
        let arena = CursorArena()
        var cursor = source.reader.cursor(info, arena: arena)
        var count: UInt32 = 0
        while cursor.next() != PostingCursor.exhausted {
            if source.numbers[Int(cursor.document)] != SegmentMerger.Source.gone { count += 1 }
        }
        if let failure = arena.failure { throw failure }
        return count
    }

    private func collect(
        _ frequent: [FrequentTerm],
        from source: Int,
        into table: inout PairTable
    ) throws(IndexError) {
        let reader = sources[source].reader
        let arena = CursorArena()
        var words: [Int] = []
        let lists = UnsafeMutablePointer<CursorOccurrences>.allocate(capacity: frequent.count)
        for (word, term) in frequent.enumerated() {
            guard let info = term.members[source] else { continue }
            unsafe (lists + words.count).initialize(to: CursorOccurrences(reader.cursor(info, arena: arena)))
            words.append(word)
        }
        let numbers = sources[source].numbers
        unsafe table.collect(lists, words: words, documentCount: Int(reader.documentCount), numbers: numbers)
        unsafe lists.deinitialize(count: words.count)
        unsafe lists.deallocate()
        reader.release()
        if let failure = arena.failure { throw failure }
    }
}
