/// Which words of a phrase need no look at their positions in a document, as the lists of its pairs tell: where "copy of"
/// stands as often as "copy" does, each "copy" has an "of" behind it.
@safe struct ImpliedWords {
    /// For each word, the reader of the list of it and the next word; -1 for none.
    private let pairs: UnsafePointer<Int>
    private let wordCount: Int
    /// How often the lists were asked, and how often they had something to tell.
    private let tally: UnsafeMutablePointer<(asked: Int, useful: Int)>

    /// After so many questions, lists that told something at less than every third are not asked any more.
    private static let fairTrial = 32

    /// Reading so few positions takes no longer than asking the lists.
    private static let fewPositions: UInt32 = 32

    /// Phrases of more words are told by positions alone.
    static let mostWords = 64

    /// `pairs` has the reader of each word's list, or -1; lent by the query's memory.
    init(_ pairs: UnsafePointer<Int>, wordCount: Int, memory: QueryMemory) {
        unsafe self.pairs = unsafe pairs
        self.wordCount = wordCount
        unsafe tally = memory.take(1, of: (asked: Int, useful: Int).self)
    }

    /// What the lists say of the present document, in which all readers of the words stand: the words, as bits, that stand
    /// wherever the other words of the phrase do; and whether the phrase is there for certain.
    func told(
        _ document: UInt32,
        _ group: WordGroup,
        _ readers: UnsafeMutablePointer<WordCursor>
    ) -> (words: UInt64, isCertain: Bool) {
        let (asked, useful) = unsafe tally.pointee
        guard asked < Self.fairTrial || useful * 3 >= asked else { return (0, false) }
        let mostFrequent = group[group.word(wordCount - 1)]
        // A word of several terms, which no list is of, always has more to be read.
        let isOneTerm = unsafe readers[mostFrequent].postingCount == 1
        if isOneTerm, unsafe readers[mostFrequent].occurrences <= Self.fewPositions {
            return (0, false)
        }
        unsafe tally.pointee.asked += 1
        // The words that have the next one behind each of them, and those that have the one before in front of each.
        var (followed, preceded): (UInt64, UInt64) = (0, 0)
        var both: UInt64 = 0
        for word in 0..<wordCount - 1 {
            let reader = unsafe pairs[word]
            guard reader >= 0, unsafe readers[reader].seek(document) == document else { continue }
            let frequency = unsafe readers[reader].frequency
            let counts = unsafe (readers[group[word]].occurrences, readers[group[word + 1]].occurrences)
            followed |= frequency == counts.0 ? 1 << UInt64(word) : 0
            preceded |= frequency == counts.1 ? 1 << UInt64(word + 1) : 0
            both += UInt64(frequency)
        }
        // Of three words: the middle one can't be in so many pairs without being in two at once.
        if wordCount == 3, unsafe both > UInt64(readers[group[1]].occurrences), unsafe pairs[0] >= 0 && pairs[1] >= 0 {
            unsafe tally.pointee.useful += 1
            return (0, true)
        }
        let words = Self.implied(followed, preceded, group)
        unsafe tally.pointee.useful += words == 0 ? 0 : 1
        return (words, false)
    }

    /// Leaves out the most frequent words first, each where one that was not left out before says where it stands.
    private static func implied(_ followed: UInt64, _ preceded: UInt64, _ group: WordGroup) -> UInt64 {
        if followed | preceded == 0 { return 0 }
        var implied: UInt64 = 0
        for place in (0..<group.count).reversed() {
            let word = UInt64(1) << UInt64(group.word(place))
            let says = (followed & ~implied) << 1 | (preceded & ~implied) >> 1
            implied |= says & word
        }
        return implied
    }
}

extension ConjunctionCursors {
    /// What the lists of each phrase's pairs tell, by readers that stand behind so many others; nil for what has none.
    func impliedWords(behind readers: Int, in memory: QueryMemory) -> UnsafeMutablePointer<ImpliedWords?> {
        let implied = unsafe memory.takeRaw(phrases.count, of: ImpliedWords?.self)
        var next = readers
        for place in 0..<phrases.count {
            phrases.with(place) { phrase in
                let count = phrase.pairs.count
                unsafe (implied + place).initialize(to: nil)
                guard count > 0 else { return }
                let pairs = unsafe memory.takeRaw(count, of: Int.self)
                for word in 0..<count {
                    let hasList = phrase.pairs[word] != Self.none
                    unsafe pairs[word] = hasList ? next : -1
                    next += hasList ? 1 : 0
                }
                unsafe implied[place] = ImpliedWords(pairs, wordCount: count, memory: memory)
            }
        }
        return unsafe implied
    }

    /// Makes the readers of these lists.
    func makePairReaders(_ readers: UnsafeMutablePointer<WordCursor>) {
        var next = 0
        for place in 0..<phrases.count {
            phrases.with(place) { phrase in
                for word in 0..<phrase.pairs.count where phrase.pairs[word] != Self.none {
                    unsafe (readers + next).initialize(to: makePairReader(phrase.pairs[word]))
                    next += 1
                }
            }
        }
    }
}
