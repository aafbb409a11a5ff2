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

    /// Whether some position of a word is at most `reach` from one of another. O(positions).
    static func areNear(
        _ first: UnsafeBufferPointer<UInt32>,
        _ second: UnsafeBufferPointer<UInt32>,
        within reach: UInt32
    ) -> Bool {
        var (one, other) = (0, 0)
        while one < first.count, other < second.count {
            let (left, right) = unsafe (first[one], second[other])
            if max(left, right) &- min(left, right) <= reach { return true }
            one &+= left < right ? 1 : 0
            other &+= left < right ? 0 : 1
        }
        return false
    }

    /// Whether some stretch of positions has all the words, the outermost at most `reach` apart. O(positions * words).
    func isNear(within reach: UInt32) -> Bool {
        var high: UInt32 = 0
        for word in 0..<wordCount {
            unsafe heads[word] = 0
            guard unsafe lists[word].count > 0 else { return false }
            unsafe high = max(high, lists[word][0])
        }
        while true {
            var (low, lowest) = (0, UInt32.max)
            for word in 0..<wordCount {
                let position = unsafe lists[word][heads[word]]
                if position < lowest { (low, lowest) = (word, position) }
            }
            if high &- lowest <= reach { return true }
            unsafe heads[low] += 1
            guard unsafe heads[low] < lists[low].count else { return false }
            unsafe high = max(high, lists[low][heads[low]])
        }
    }

    /// Whether the words stand one after the other somewhere, whatever stands between, the last at most `reach` from the
    /// first. O(positions).
    func isOrdered(within reach: UInt32) -> Bool {
        for word in 0..<wordCount {
            unsafe heads[word] = 0
            guard unsafe lists[word].count > 0 else { return false }
        }
        for place in unsafe lists[0].indices {
            let start = unsafe lists[0][place]
            var last = start
            // Heads never go back: the nearest followers of a later start are not before those of an earlier one.
            for word in 1..<max(wordCount, 1) {
                var head = unsafe heads[word]
                while unsafe head < lists[word].count && lists[word][head] <= last { head += 1 }
                unsafe heads[word] = head
                guard unsafe head < lists[word].count else { return false }
                unsafe last = lists[word][head]
            }
            if last &- start <= reach { return true }
        }
        return false
    }
}
