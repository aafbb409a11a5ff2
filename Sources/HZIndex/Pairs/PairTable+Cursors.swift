/// Collecting pairs from lists in files, which do not know where a document's positions end: document by document.
extension PairTable {
    /// Goes through the lists of some words, all documents of `0..<documentCount`. `words` has the word of each list;
    /// `numbers` the number under which each document counts, `UInt32.max` for not at all.
    mutating func collect(
        _ lists: UnsafeMutablePointer<CursorOccurrences>,
        words: [Int],
        documentCount: Int,
        numbers: [UInt32]
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
                count += 1
                next = Int(links[next])
            }
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
                    length = unsafe max(length, lists[list].fill(slots, with: word, from: base, to: end))
                    if unsafe Int(lists[list].document) == document {
                        active[left] = list
                        left &+= 1
                        unsafe nearest = min(nearest, Int(lists[list].position))
                    } else {
                        wait(list)
                    }
                }
                count = left
                let last = look(length, after: before, document: numbers[document])
                base = nearest & ~(Self.windowLength - 1)
                before = length == Self.windowLength && base == end ? last : 0
            }
        }
    }

    /// Adds the pairs of a window, and empties it; the word + 1 at its last position.
    private mutating func look(_ length: Int, after before: UInt16, document: UInt32) -> UInt16 {
        var count = 0
        let last = unsafe find(slots, length, after: before, &count)
        unsafe slots.update(repeating: 0, count: length)
        guard document != .max else { return last }
        prefetch(count)
        add(0..<count, of: count, document)
        return last
    }
}

/// The occurrences of a list in a file.
@safe struct CursorOccurrences {
    /// The document of the present occurrence; `UInt32.max` after the last.
    private(set) var document = UInt32.max
    /// The position of the present occurrence.
    private(set) var position: UInt32 = 0
    private var cursor: PostingCursor
    private var positions = unsafe UnsafeBufferPointer<UInt32>(start: nil, count: 0)
    private var place = 0

    init(_ cursor: PostingCursor) {
        self.cursor = cursor
        enterNext()
    }

    /// Writes a word to the slots of its positions in the present document, from `base` on and before `end`, and moves to
    /// the first occurrence after them. Returns where the last of these slots ends, 0 for none.
    mutating func fill(
        _ slots: UnsafeMutablePointer<UInt16>,
        with word: UInt16,
        from base: Int,
        to end: Int
    ) -> Int {
        var last = 0
        while unsafe place < positions.count, unsafe Int(positions[place]) < end {
            let position = unsafe Int(positions[place])
            place &+= 1
            // Only lists that contradict themselves go back.
            guard position >= base else { continue }
            unsafe slots[position &- base] = word
            last = max(last, position &- base &+ 1)
        }
        if unsafe place < positions.count { position = unsafe positions[place] } else { enterNext() }
        return last
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
