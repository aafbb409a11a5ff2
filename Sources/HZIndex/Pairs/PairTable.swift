import CHZKernels

/// Where the words of one list stand, occurrence after occurrence: by document, then position.
protocol OccurrenceList {
    /// The document of the present occurrence; `UInt32.max` after the last.
    var document: UInt32 { get }
    /// The position of the present occurrence.
    var position: UInt32 { get }
    /// Moves to the next.
    mutating func advance()
    /// Asks for the memory that `advance` reads.
    func prefetch()
}

/// Finds out which frequent words stand side by side, document after document, and collects the postings of these pairs.
///
/// Occurrences of all the words are laid out by their positions, a window at a time, and neighbours looked at. Memory is
/// two or three bytes for a document of a pair, and a few numbers for each pair that the rule allows.
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
    private let slots: UnsafeMutablePointer<UInt16>
    /// The cells of a window's pairs; one more is written than counts.
    private let found: UnsafeMutablePointer<UInt32>
    private static let windowLength = 4_096
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

    /// Goes through the lists of some words, all documents of `0..<documentCount`. `words` has the word of each list;
    /// `numbers`, where given, the number under which each document counts, `UInt32.max` for not at all.
    mutating func collect<List: OccurrenceList>(
        _ lists: UnsafeMutablePointer<List>,
        words: [Int],
        documentCount: Int,
        numbers: [UInt32]?
    ) {
        // Lists wait, linked, at the document that they come to next.
        var waiting = [Int32](repeating: -1, count: documentCount)
        var links = [Int32](repeating: -1, count: words.count)
        var active = [Int](repeating: 0, count: words.count)
        func wait(_ list: Int) {
            let document = unsafe Int(lists[list].document)
            guard document < documentCount else { return }
            links[list] = waiting[document]
            waiting[document] = Int32(truncatingIfNeeded: list)
        }
        for list in words.indices { wait(list) }
        for document in 0..<documentCount {
            var count = 0
            var next = Int(waiting[document])
            while next >= 0 {
                active[count] = next
                unsafe lists[next].prefetch()
                count += 1
                next = Int(links[next])
            }
            let number = numbers?[document] ?? UInt32(document)
            var base = 0
            var before: UInt16 = 0
            while count > 0 {
                let end = base + Self.windowLength
                var length = 0
                var left = 0
                var nearest = Int.max
                for place in 0..<count {
                    let list = active[place]
                    let word = UInt16(truncatingIfNeeded: words[list] &+ 1)
                    while unsafe Int(lists[list].document) == document {
                        let position = unsafe Int(lists[list].position)
                        guard position < end else { break }
                        // Only lists that contradict themselves go back.
                        if position >= base {
                            unsafe slots[position &- base] = word
                            length = max(length, position &- base &+ 1)
                        }
                        unsafe lists[list].advance()
                    }
                    if unsafe Int(lists[list].document) == document {
                        active[left] = list
                        left &+= 1
                        unsafe nearest = min(nearest, Int(lists[list].position))
                    } else {
                        wait(list)
                    }
                }
                count = left
                let last = look(length, after: before, document: number)
                base = nearest & ~(Self.windowLength - 1)
                before = length == Self.windowLength && base == end ? last : 0
            }
        }
    }

    /// Adds the pairs of a window, and empties it; the word + 1 at its last position.
    @inline(__always)
    private mutating func look(_ length: Int, after before: UInt16, document: UInt32) -> UInt16 {
        var before = before
        var count = 0
        for place in 0..<length {
            let word = unsafe slots[place]
            let isPair = unsafe word &- 1 < limits[Int(before)]
            let cell = unsafe offsets[Int(before)] &+ UInt32(word) &- 1
            unsafe found[count] = cell
            count &+= isPair ? 1 : 0
            before = word
        }
        unsafe slots.update(repeating: 0, count: length)
        guard document != .max else { return before }
        // Cells, then the ends of their streams, are asked for ahead of their use.
        for place in 0..<min(count, Self.ahead) { unsafe hz_prefetch(cells + Int(found[place])) }
        for place in 0..<count {
            if place &+ Self.ahead < count { unsafe hz_prefetch(cells + Int(found[place &+ Self.ahead])) }
            if place &+ Self.ahead / 2 < count {
                unsafe arena.prefetch(cells[Int(found[place &+ Self.ahead / 2])].stream)
            }
            unsafe add(Int(found[place]), document)
        }
        return before
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
