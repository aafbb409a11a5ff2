import HZIndex

/// The cursors of a conjunction while they are being made.
struct ConjunctionCursors {
    /// A phrase whose positions must be looked at.
    struct Phrase {
        let plan: PhrasePlan
        /// Its cursors, and the readers of its words.
        var cursors: [Int]
        var readers: [Int]
    }

    private(set) var cursors: [WordCursor] = []
    private(set) var readers: [WordCursor] = []
    private(set) var phrases: [Phrase] = []
    /// The readers of the words, then of the words of the phrases.
    private(set) var members: [Int] = []
    private let segment: Int
    private let context: SegmentContext

    /// Cursors of words that score by themselves; words of phrases will follow.
    init(_ words: [WordPlan], phraseWords: Int, needsReaders: Bool, segment: Int, in context: SegmentContext) {
        self.segment = segment
        self.context = context
        cursors.reserveCapacity(words.count + phraseWords)
        if needsReaders || phraseWords > 0 {
            readers.reserveCapacity(words.count + phraseWords)
            members.reserveCapacity(words.count + phraseWords)
        }
        for word in words {
            let cursor = WordCursor(word, segment: segment, in: context, needsPositions: needsReaders)
            cursors.append(cursor)
            guard needsReaders else { continue }
            members.append(readers.count)
            readers.append(cursor.reader())
        }
    }

    /// Adds a phrase; false where it stands nowhere. With `merging`, a word that stands in it twice has one reader, and a
    /// phrase of which the index has a list becomes a word; else each word of it has a reader. With `lifted`, both: nothing
    /// else is asked for.
    mutating func add(_ phrase: PhrasePlan, merging: Bool, lifted: Bool) -> Bool {
        let pairs = PhrasePairs(phrase, segment: segment, in: context)
        if pairs.isNowhere { return false }
        if merging || lifted, let word = pairs.word(phrase, segment: segment) {
            cursors.append(WordCursor(word, segment: segment, in: context, needsPositions: false))
            guard lifted else { return true }
            for word in phrase.words {
                members.append(readers.count)
                readers.append(WordCursor(word, segment: segment, in: context, needsPositions: true))
            }
            return true
        }
        var made = Phrase(plan: phrase, cursors: [], readers: [])
        made.cursors.reserveCapacity(phrase.words.count)
        made.readers.reserveCapacity(phrase.words.count)
        let start = readers.count
        for (word, isCovered) in zip(phrase.words, pairs.isCovered) {
            var reader = WordCursor(word, segment: segment, in: context, weight: phrase.weight, needsPositions: true)
            reader.isScoring = false
            if merging, let known = readers[start...].firstIndex(where: { $0.isSame(as: reader) }) {
                reader.destroy()
                made.readers.append(known)
                members.append(known)
                continue
            }
            made.readers.append(readers.count)
            members.append(readers.count)
            readers.append(reader)
            if isCovered { continue }
            made.cursors.append(cursors.count)
            cursors.append(reader.reader())
        }
        for info in pairs.lists {
            made.cursors.append(cursors.count)
            cursors.append(
                WordCursor(list: info, segment: segment, in: context, weight: phrase.weight, bonus: phrase.bonus)
            )
        }
        phrases.append(made)
        return true
    }

    /// Asks that documents be in some lists of pairs, too.
    mutating func narrow(to lists: [TermInfo]) {
        for info in lists { cursors.append(WordCursor(list: info, segment: segment, in: context)) }
    }

    /// Puts cursors and readers into the order in which they are asked: the rarest first.
    mutating func sort() {
        if readers.isEmpty {
            // No place of a cursor is known elsewhere.
            Self.sort(&cursors) { _, _ in }
            return
        }
        var places = Array(cursors.indices)
        if Self.sort(&cursors, { places.swapAt($0, $1) }) {
            let new = Self.inverse(places)
            for phrase in phrases.indices { Self.rename(&phrases[phrase].cursors, new) }
        }
        places = Array(readers.indices)
        if Self.sort(&readers, { places.swapAt($0, $1) }) {
            let new = Self.inverse(places)
            for phrase in phrases.indices { Self.rename(&phrases[phrase].readers, new) }
            Self.rename(&members, new)
        }
    }

    /// Sorts cursors, those of the same frequency in the order that they have, and tells which were swapped; false where
    /// none was. They are few: each sinks to its place.
    @discardableResult
    private static func sort(_ cursors: inout [WordCursor], _ swapped: (Int, Int) -> Void) -> Bool {
        var isChanged = false
        for end in cursors.indices.dropFirst() {
            var place = end
            while place > 0, cursors[place].documentFrequency < cursors[place - 1].documentFrequency {
                cursors.swapAt(place, place - 1)
                swapped(place, place - 1)
                isChanged = true
                place -= 1
            }
        }
        return isChanged
    }

    /// By what stood at each place before: where it stands now.
    private static func inverse(_ places: [Int]) -> [Int] {
        var new = places
        for (place, old) in places.enumerated() { new[old] = place }
        return new
    }

    private static func rename(_ places: inout [Int], _ new: [Int]) {
        for index in places.indices { places[index] = new[places[index]] }
    }

    /// Lets go what the cursors hold, where no conjunction comes of them.
    func destroy() {
        for cursor in cursors { cursor.destroy() }
        for reader in readers { reader.destroy() }
    }
}
