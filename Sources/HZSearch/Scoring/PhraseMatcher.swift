/// Finds words that stand together, by their positions.
enum PhraseMatcher {
    /// How often the words stand one behind the other, each at its offset from the first.
    static func count(_ words: [[UInt32]], offsets: [UInt32]) -> Int {
        guard let first = words.first else { return 0 }
        return first.filter { start in isPhrase(at: start, words, offsets) }.count
    }

    /// Whether the phrase begins at a position.
    static func isPhrase(at start: UInt32, _ words: [[UInt32]], _ offsets: [UInt32]) -> Bool {
        zip(words, offsets).dropFirst().allSatisfy { places, offset in
            contains(places, start &+ offset &- (offsets.first ?? 0))
        }
    }

    /// The shortest stretch of positions that has all the words, and whether they are in order there; nil for none.
    static func closest(_ words: [[UInt32]]) -> (span: UInt32, isOrdered: Bool)? {
        var heads = [Int](repeating: 0, count: words.count)
        var best: (span: UInt32, isOrdered: Bool)?
        while true {
            var low = 0
            var high: UInt32 = 0
            for word in words.indices {
                guard heads[word] < words[word].count else { return best }
                if words[word][heads[word]] < words[low][heads[low]] { low = word }
                high = max(high, words[word][heads[word]])
            }
            let span = high - words[low][heads[low]]
            let present = words.indices.map { words[$0][heads[$0]] }
            let isOrdered = zip(present, present.dropFirst()).allSatisfy { $0 < $1 }
            if let found = best {
                if span < found.span || span == found.span && isOrdered && !found.isOrdered { best = (span, isOrdered) }
            } else {
                best = (span, isOrdered)
            }
            heads[low] += 1
        }
    }

    private static func contains(_ places: [UInt32], _ place: UInt32) -> Bool {
        var (low, high) = (0, places.count)
        while low < high {
            let middle = (low + high) / 2
            if places[middle] < place { low = middle + 1 } else { high = middle }
        }
        return low < places.count && places[low] == place
    }
}
