/// Collecting pairs from lists in memory, which know where each document's positions end: all positions of all documents
/// stand in one row, which is gone through in windows, and each list is read far into a window at once.
extension PairTable {
    /// Goes through the lists of all words, by their order. `lengths` has an end of the positions of each document.
    mutating func collect(_ readers: [PostingArena.Reader], lengths: [UInt32]) {
        // Where each document begins in the row, and the end: there is a free slot between two.
        var starts = [0]
        starts.reserveCapacity(lengths.count + 1)
        for length in lengths { starts.append(starts[starts.count - 1] + Int(length) + 1) }
        unsafe starts.withUnsafeBufferPointer { starts in
            let lists = UnsafeMutablePointer<StreamOccurrences>.allocate(capacity: readers.count)
            defer { unsafe lists.deallocate() }
            for (word, reader) in readers.enumerated() {
                unsafe (lists + word).initialize(to: StreamOccurrences(reader, starts))
            }
            var place = Place()
            var window = 0
            while unsafe window < starts[lengths.count] {
                let length = unsafe min(Self.windowLength, starts[lengths.count] - window)
                for word in readers.indices {
                    unsafe lists[word].fill(slots, with: UInt16(truncatingIfNeeded: word &+ 1), window, length, starts)
                }
                unsafe look(length, from: window, &place, starts)
                window += length
            }
        }
    }

    /// Where looking at the row has come to.
    private struct Place {
        var document = 0
        /// The word + 1 before.
        var before: UInt16 = 0
        /// By document of the present window: how many pairs were found up to its end.
        var found: [Int] = []
    }

    /// Adds the pairs of a window, and empties it.
    private mutating func look(
        _ length: Int,
        from window: Int,
        _ place: inout Place,
        _ starts: UnsafeBufferPointer<Int>
    ) {
        let first = place.document
        place.found.removeAll(keepingCapacity: true)
        var count = 0
        var offset = 0
        while offset < length {
            let start = unsafe starts[place.document + 1] - window
            let end = min(length, start)
            unsafe place.before = find(slots + offset, end - offset, after: place.before, &count)
            place.found.append(count)
            offset = end
            if end == start { place.document += 1 }
        }
        unsafe slots.update(repeating: 0, count: length)
        prefetch(count)
        var start = 0
        for (number, end) in place.found.enumerated() {
            add(start..<end, of: count, UInt32(truncatingIfNeeded: first + number))
            start = end
        }
    }
}

/// The occurrences of a list in memory, read from its stream where that lies; they stand in a row with those of all
/// documents.
@safe private struct StreamOccurrences {
    private var document = UInt32.max
    private var position: UInt32 = 0
    /// The place in the row; `Int.max` after the last.
    private var place = 0
    private var reader: PostingArena.Reader

    init(_ reader: PostingArena.Reader, _ starts: UnsafeBufferPointer<Int>) {
        self.reader = reader
        unsafe advance(starts)
    }

    /// Writes a word to the slots of its places in a window, and moves to the first after it.
    mutating func fill(
        _ slots: UnsafeMutablePointer<UInt16>,
        with word: UInt16,
        _ window: Int,
        _ length: Int,
        _ starts: UnsafeBufferPointer<Int>
    ) {
        let windowEnd = window + length
        // No list goes back.
        while place >= window, place < windowEnd {
            unsafe fillPiece(slots, with: word, window, windowEnd, starts)
            guard place >= window, place < windowEnd else { return }
            unsafe slots[place &- window] = word
            unsafe advance(starts)
        }
    }

    /// The same for what lies ahead in one piece with short integers: in registers, and without a branch for what follows,
    /// which nobody can guess.
    @inline(__always)
    private mutating func fillPiece(
        _ slots: UnsafeMutablePointer<UInt16>,
        with word: UInt16,
        _ window: Int,
        _ windowEnd: Int,
        _ starts: UnsafeBufferPointer<Int>
    ) {
        guard let start = starts.baseAddress else { return }
        let piece = unsafe reader.piece
        let lastDocument = UInt32(truncatingIfNeeded: starts.count &- 1)
        var (document, position, place) = (document, position, place)
        var offset = 0
        while offset &+ 8 <= piece.count, place < windowEnd {
            unsafe slots[place &- window] = word
            var bytes = unsafe StreamBytes(piece.loadUnaligned(fromByteOffset: offset, as: UInt64.self).littleEndian)
            let code = bytes.next(if: 1)
            let isNew = UInt32(truncatingIfNeeded: code & 1)
            let documentGap = UInt32(truncatingIfNeeded: bytes.next(if: code & 1))
            _ = bytes.next(if: code &>> 1 & 1)
            if code & 4 != 0 { _ = bytes.next(if: 1) }
            guard bytes.isLong == 0 else { break }
            offset &+= bytes.taken
            document = min(document &+ documentGap &+ isNew, lastDocument)
            position = position & (isNew &- 1) &+ UInt32(truncatingIfNeeded: code &>> 3)
            place = unsafe start[Int(document)] &+ Int(position)
            guard place >= window else { break }
        }
        (self.document, self.position, self.place) = (document, position, place)
        reader.skip(offset)
    }

    /// Moves to the next occurrence, integer by integer.
    @inline(never)
    private mutating func advance(_ starts: UnsafeBufferPointer<Int>) {
        guard !reader.isAtEnd else {
            place = .max
            return
        }
        let code = integer()
        let documentGap = code & 1 != 0 ? integer() : 0
        if code & 2 != 0 { _ = integer() }
        if code & 4 != 0 { _ = integer() }
        if code & 1 != 0 {
            document = document &+ UInt32(truncatingIfNeeded: documentGap) &+ 1
            position = 0
        }
        position = position &+ UInt32(truncatingIfNeeded: code &>> 3)
        document = min(document, UInt32(truncatingIfNeeded: starts.count &- 1))
        place = unsafe starts[Int(document)] &+ Int(position)
    }

    private mutating func integer() -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while !reader.isAtEnd {
            let byte = reader.next()
            value |= UInt64(byte & 0x7F) &<< shift
            if byte < 0x80 { break }
            shift &+= 7
        }
        return value
    }
}

/// Up to eight bytes of a stream, taken apart in a register by arithmetic alone.
private struct StreamBytes {
    private var rest: UInt64
    private(set) var taken = 0
    /// 1 when an integer was longer than two bytes.
    private(set) var isLong: UInt64 = 0

    init(_ bytes: UInt64) {
        rest = bytes
    }

    /// The next integer where `isWanted` is 1; where it is 0, nothing is taken, and the value is 0.
    @inline(__always)
    mutating func next(if isWanted: UInt64) -> UInt64 {
        let goesOn = rest &>> 7 & isWanted
        isLong |= rest &>> 15 & goesOn
        let value = (rest & 0x7F | rest &>> 1 & 0x3F80 & (0 &- goesOn)) & (0 &- isWanted)
        let length = isWanted &+ goesOn
        rest &>>= 8 &* length
        taken &+= Int(truncatingIfNeeded: length)
        return value
    }
}
