/// Finds words that stand together in one document, by their positions: for each word, ascending.
@safe struct PhraseMatcher {
    /// How many words there are.
    let wordCount: Int
    private let offsets: UnsafePointer<UInt32>
    /// Each word's positions, to be set for every document, and how far each was read.
    private let lists: UnsafeMutablePointer<UnsafeBufferPointer<UInt32>>
    private let heads: UnsafeMutablePointer<Int>

    /// A matcher for words at these offsets, ascending.
    init(offsets: [UInt32], memory: QueryMemory) {
        wordCount = offsets.count
        let copy = unsafe memory.take(offsets.count, of: UInt32.self)
        for (word, offset) in offsets.enumerated() { unsafe copy[word] = offset }
        unsafe self.offsets = unsafe UnsafePointer(copy)
        unsafe lists = memory.take(offsets.count, of: UnsafeBufferPointer<UInt32>.self)
        unsafe heads = memory.take(offsets.count, of: Int.self)
    }

    /// Sets the positions of a word in the present document.
    func set(_ word: Int, _ positions: UnsafeBufferPointer<UInt32>) {
        unsafe lists[word] = unsafe positions
    }

    /// How far a word stands behind the first.
    @inline(__always)
    func offset(_ word: Int) -> UInt32 { unsafe offsets[word] &- offsets[0] }

    /// How far the last word stands from the first in a phrase.
    var length: UInt32 { unsafe offsets[wordCount - 1] &- offsets[0] }

    /// How often the words stand one behind the other, each at its offset; counts no further than `most`. O(positions).
    func count(upTo most: UInt32 = .max) -> UInt32 {
        var found: UInt32 = 0
        forEachPhrase { _ in
            found += 1
            return found < most
        }
        return found
    }

    /// Where the words first stand one behind the other: the position of the first word.
    func first() -> UInt32? {
        var result: UInt32?
        forEachPhrase { start in
            result = start
            return false
        }
        return result
    }

    /// Calls with the first word's position of each phrase, while that returns true.
    private func forEachPhrase(_ body: (UInt32) -> Bool) {
        var shortest = 0
        for word in 0..<wordCount {
            unsafe heads[word] = 0
            if unsafe lists[word].count < lists[shortest].count { shortest = word }
        }
        candidates: for place in unsafe lists[shortest].indices {
            let position = unsafe lists[shortest][place]
            guard unsafe position >= offsets[shortest] &- offsets[0] else { continue }
            let start = unsafe position &- offsets[shortest]
            for word in 0..<wordCount where word != shortest {
                let wanted = unsafe start &+ offsets[word]
                let list = unsafe lists[word]
                var head = unsafe heads[word]
                while unsafe head < list.count && list[head] < wanted { head += 1 }
                unsafe heads[word] = head
                guard head < list.count else { return }
                guard unsafe list[head] == wanted else { continue candidates }
            }
            guard unsafe body(start &+ offsets[0]) else { return }
        }
    }

    /// The shortest stretch of positions that has all the words, and whether they are in order there; nil for none.
    func closest() -> (span: UInt32, isOrdered: Bool)? {
        var high: UInt32 = 0
        for word in 0..<wordCount {
            unsafe heads[word] = 0
            guard unsafe lists[word].count > 0 else { return nil }
            unsafe high = max(high, lists[word][0])
        }
        var best: (span: UInt32, isOrdered: Bool)?
        while true {
            var low = 0
            var (lowest, previous) = (UInt32.max, UInt32(0))
            var isOrdered = true
            for word in 0..<wordCount {
                let position = unsafe lists[word][heads[word]]
                if position < lowest { (low, lowest) = (word, position) }
                if word > 0, position <= previous { isOrdered = false }
                previous = position
            }
            let span = high &- lowest
            if let found = best {
                if span < found.span || span == found.span && isOrdered && !found.isOrdered { best = (span, isOrdered) }
            } else {
                best = (span, isOrdered)
            }
            unsafe heads[low] += 1
            guard unsafe heads[low] < lists[low].count else { return best }
            unsafe high = max(high, lists[low][heads[low]])
        }
    }
}
