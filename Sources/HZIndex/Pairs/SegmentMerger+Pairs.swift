/// Pairs of frequent words of a merged segment, from the positions of its sources.
extension SegmentMerger {
    /// A frequent term of the merged segment.
    struct FrequentTerm {
        var term: [UInt8]
        var frequency: UInt32
        /// Where its postings lie.
        var members: [(source: Int, info: TermInfo)]
    }

    /// Writes the pairs of terms. Nothing where the rule makes none.
    borrowing func writePairs(of frequent: [FrequentTerm]) throws(IndexError) {
        let documents = Int(writer.columns.count)
        var frequent = frequent
        frequent.sort { $0.frequency > $1.frequency }
        let frequencies = frequent.map(\.frequency)
        let product = pairs.leastProduct(frequencies, documents: documents)
        writer.setPairs(leastProduct: product)
        let count = frequencies.count { PairRule.partners(of: $0, among: frequencies, product) > 0 }
        guard count > 0 else { return }
        frequent.removeLast(frequent.count - count)
        var table = PairTable(frequent.map(\.frequency), leastProduct: product)
        for source in sources.indices { try collect(frequent, from: source, into: &table) }
        try table.write(to: writer, terms: frequent.map(\.term))
    }

    private borrowing func collect(
        _ frequent: [FrequentTerm],
        from source: Int,
        into table: inout PairTable
    ) throws(IndexError) {
        let reader = sources[source].reader
        let arena = CursorArena()
        var words: [Int] = []
        let lists = UnsafeMutablePointer<CursorOccurrences>.allocate(capacity: frequent.count)
        for (word, term) in frequent.enumerated() {
            guard let member = term.members.first(where: { $0.source == source }) else { continue }
            let cursor = reader.cursor(member.info, arena: arena)
            unsafe (lists + words.count).initialize(to: CursorOccurrences(cursor))
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

/// The occurrences of a list in a file.
@safe private struct CursorOccurrences: OccurrenceList {
    private(set) var document = UInt32.max
    private(set) var position: UInt32 = 0
    private var cursor: PostingCursor
    private var positions = unsafe UnsafeBufferPointer<UInt32>(start: nil, count: 0)
    private var place = 0

    init(_ cursor: PostingCursor) {
        self.cursor = cursor
        enterNext()
    }

    func prefetch() {}

    @inline(__always)
    mutating func advance() {
        place &+= 1
        guard unsafe place < positions.count else { return enterNext() }
        position = unsafe positions[place]
    }

    private mutating func enterNext() {
        repeat {
            document = cursor.next()
            guard document != PostingCursor.exhausted else { return }
            unsafe positions = cursor.positions(needsForms: false).positions
        } while unsafe positions.isEmpty && !cursor.isCorrupt
        place = 0
        if cursor.isCorrupt {
            document = PostingCursor.exhausted
        } else {
            position = unsafe positions[0]
        }
    }
}
