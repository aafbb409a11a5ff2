import CHZKernels

/// Finds out which frequent words stand side by side, document after document, and collects the postings of these pairs.
///
/// Occurrences of all the words are laid out by their positions, a window at a time, and neighbours looked at: see the
/// extensions. Memory is two or three bytes for a document of a pair, and a few numbers for each pair that the rule
/// allows.
@safe struct PairTable: ~Copyable {
    /// A pair: its stream (varints: 2 * document gap, or 2 * (occurrences - 1) + 1 in the document before), and the
    /// document that it was met in last, with how often.
    private struct Cell {
        var stream = PostingArena.Stream()
        var document = UInt32.max
        var count: UInt32 = 0
    }

    /// How many words there are, the most frequent first.
    let wordCount: Int
    /// By word + 1, 0 standing for none: how many words are its partners, and where its cells begin.
    private let limits: UnsafeMutablePointer<UInt16>
    private let offsets: UnsafeMutablePointer<UInt32>
    private let cells: UnsafeMutablePointer<Cell>
    /// The words + 1 of a window's positions.
    let slots: UnsafeMutablePointer<UInt16>
    /// The cells of a window's pairs; one more is written than counts.
    private let found: UnsafeMutablePointer<UInt32>
    static let windowLength = 32_768
    private static let ahead = 16
    private var arena = PostingArena()

    /// A table for words of these frequencies, descending. None of them is in no pair.
    init(_ frequencies: [UInt32], leastProduct: UInt64) {
        wordCount = frequencies.count
        unsafe limits = .allocate(capacity: wordCount + 1)
        unsafe offsets = .allocate(capacity: wordCount + 1)
        unsafe limits.initialize(to: 0)
        unsafe offsets.initialize(to: 0)
        var pairs = 0
        for (word, frequency) in frequencies.enumerated() {
            let partners = PairRule.partners(of: frequency, among: frequencies, leastProduct)
            unsafe (limits + word + 1).initialize(to: UInt16(partners))
            unsafe (offsets + word + 1).initialize(to: UInt32(pairs))
            pairs += partners
        }
        unsafe cells = .allocate(capacity: max(1, pairs))
        unsafe cells.initialize(repeating: Cell(), count: max(1, pairs))
        unsafe slots = .allocate(capacity: Self.windowLength)
        unsafe slots.initialize(repeating: 0, count: Self.windowLength)
        unsafe found = .allocate(capacity: Self.windowLength + 1)
    }

    deinit {
        unsafe limits.deallocate()
        unsafe offsets.deallocate()
        unsafe cells.deallocate()
        unsafe slots.deallocate()
        unsafe found.deallocate()
    }

    // MARK: Collecting

    /// Finds the pairs among `length` slots, of one document or several with free slots between them, after a slot with the
    /// word + 1 `before`; writes their cells behind the `count` first of `found`. The last slot.
    @inline(__always)
    func find(
        _ slots: UnsafeMutablePointer<UInt16>,
        _ length: Int,
        after before: UInt16,
        _ count: inout Int
    ) -> UInt16 {
        var before = before
        for place in 0..<length {
            let word = unsafe slots[place]
            let isPair = unsafe word &- 1 < limits[Int(before)]
            let cell = unsafe offsets[Int(before)] &+ UInt32(word) &- 1
            unsafe found[count] = cell
            count &+= isPair ? 1 : 0
            before = word
        }
        return before
    }

    /// Asks for the first cells that were found.
    func prefetch(_ count: Int) {
        for place in 0..<min(count, Self.ahead) { unsafe hz_prefetch(cells + Int(found[place])) }
    }

    /// Adds a document to the pairs found at `places`, of `count` found in all: cells, then the ends of their streams,
    /// are asked for ahead of their use.
    @inline(__always)
    mutating func add(_ places: Range<Int>, of count: Int, _ document: UInt32) {
        for place in places {
            if place &+ Self.ahead < count { unsafe hz_prefetch(cells + Int(found[place &+ Self.ahead])) }
            if place &+ Self.ahead / 2 < count {
                unsafe arena.prefetch(cells[Int(found[place &+ Self.ahead / 2])].stream)
            }
            unsafe add(Int(found[place]), document)
        }
    }

    @inline(__always)
    private mutating func add(_ cell: Int, _ document: UInt32) {
        let cell = unsafe cells + cell
        if unsafe cell.pointee.document == document {
            unsafe cell.pointee.count &+= 1
            return
        }
        let gap = unsafe UInt64(document &- cell.pointee.document &- 1) << 1
        let more = unsafe UInt64(max(cell.pointee.count, 1) &- 1) << 1 | 1
        unsafe cell.pointee.document = document
        unsafe cell.pointee.count = 1
        var bits = PostingArena.Bits()
        bits.append(more, if: more > 1)
        bits.append(gap)
        guard bits.isOverfull else { return unsafe arena.append(bits, to: &cell.pointee.stream) }
        if more > 1 { unsafe arena.append(more, to: &cell.pointee.stream) }
        unsafe arena.append(gap, to: &cell.pointee.stream)
    }

    /// Writes the lists of all pairs that were met. `terms` has the words' terms.
    borrowing func write(to segment: SegmentWriter, terms: [[UInt8]]) throws(IndexError) {
        let order = terms.indices.sorted { terms[$0].lexicographicallyPrecedes(terms[$1]) }
        var scratch = StreamScratch()
        for first in order {
            let limit = unsafe Int(limits[first + 1])
            for second in order where second < limit {
                let cell = unsafe cells[Int(offsets[first + 1]) + second]
                guard cell.count > 0 else { continue }
                let length = arena.copy(cell.stream, to: &scratch)
                try segment.writeTerm(
                    field: .pairs,
                    term: PairTable.term(terms[first], terms[second]),
                    forms: nil
                ) { postings, norms in
                    Self.replay(scratch, length, last: cell.count, to: &postings, norms)
                }
            }
        }
    }

    /// The term of a pair.
    static func term(_ first: [UInt8], _ second: [UInt8]) -> [UInt8] {
        var term: [UInt8] = []
        term.reserveCapacity(first.count + second.count + 1)
        term += first
        term.append(0)
        term += second
        return term
    }

    private static func replay(
        _ scratch: borrowing StreamScratch,
        _ length: Int,
        last: UInt32,
        to postings: inout PostingWriter,
        _ norms: [UInt8]
    ) {
        var stream = unsafe LentBytes(scratch.base, from: 0, to: length)
        var document = UInt32.max
        var count: UInt32 = 1
        var hasDocument = false
        func end() {
            guard hasDocument else { return }
            postings.add(document: document, occurrences: count, extra: 0, norm: norms[Int(document)])
        }
        while stream.remaining > 0 {
            let code = stream.varint()
            if code & 1 == 1 {
                count = UInt32(truncatingIfNeeded: code >> 1) &+ 1
                continue
            }
            end()
            hasDocument = true
            document = document &+ UInt32(truncatingIfNeeded: code >> 1) &+ 1
            count = 1
        }
        count = last
        end()
    }
}
