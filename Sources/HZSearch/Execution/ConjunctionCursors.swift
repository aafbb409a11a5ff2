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

    /// Cursors of words that score by themselves.
    init(_ words: [WordPlan], needsReaders: Bool, segment: Int, in context: SegmentContext) {
        self.segment = segment
        self.context = context
        cursors.reserveCapacity(words.count)
        for word in words {
            let cursor = WordCursor(word, segment: segment, in: context, needsPositions: needsReaders)
            cursors.append(cursor)
            guard needsReaders else { continue }
            members.append(readers.count)
            readers.append(cursor.reader())
        }
    }

    /// Adds a phrase; false where it stands nowhere. With `merging`, a word that stands in it twice has one reader, and a
    /// phrase of which the index has a list becomes a word; else each word of it has a reader.
    mutating func add(_ phrase: PhrasePlan, merging: Bool) -> Bool {
        let pairs = PhrasePairs(phrase, segment: segment, in: context)
        if pairs.isNowhere { return false }
        if merging, let word = pairs.word(phrase, segment: segment) {
            cursors.append(WordCursor(word, segment: segment, in: context, needsPositions: false))
            return true
        }
        var made = Phrase(plan: phrase, cursors: [], readers: [])
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
            var word = WordPlan(field: .text, terms: [], weight: phrase.weight, bonus: phrase.bonus)
            word.terms = [[TermMatch]](repeating: [], count: segment + 1)
            word.terms[segment] = [TermMatch(term: [], info: info)]
            var cursor = WordCursor(word, segment: segment, in: context, needsPositions: false)
            cursor.isScoring = false
            made.cursors.append(cursors.count)
            cursors.append(cursor)
        }
        phrases.append(made)
        return true
    }

    /// Puts cursors and readers into the order in which they are asked: the rarest first.
    mutating func sort() {
        if readers.isEmpty { return sortCursors() }
        let cursorPlaces = Self.sort(&cursors)
        let readerPlaces = Self.sort(&readers)
        for phrase in phrases.indices {
            Self.rename(&phrases[phrase].cursors, cursorPlaces)
            Self.rename(&phrases[phrase].readers, readerPlaces)
        }
        Self.rename(&members, readerPlaces)
    }

    /// The same where no place of a cursor is known elsewhere.
    private mutating func sortCursors() {
        for end in cursors.indices.dropFirst() {
            var place = end
            while place > 0, cursors[place].documentFrequency < cursors[place - 1].documentFrequency {
                cursors.swapAt(place, place - 1)
                place -= 1
            }
        }
    }

    private static func rename(_ places: inout [Int], _ new: [Int]) {
        for index in places.indices { places[index] = new[places[index]] }
    }

    /// Sorts cursors, those of the same frequency in the order that they have; the new place of each.
    private static func sort(_ cursors: inout [WordCursor]) -> [Int] {
        var order = Array(cursors.indices)
        // They are few: each sinks to its place.
        for end in order.indices.dropFirst() {
            let frequency = cursors[end].documentFrequency
            var place = end
            while place > 0, frequency < cursors[order[place - 1]].documentFrequency {
                order.swapAt(place, place - 1)
                place -= 1
            }
        }
        var places = order
        for (place, index) in order.enumerated() { places[index] = place }
        if !order.elementsEqual(order.indices) { cursors = order.map { cursors[$0] } }
        return places
    }

    /// Lets go what the cursors hold, where no conjunction comes of them.
    func destroy() {
        for cursor in cursors { cursor.destroy() }
        for reader in readers { reader.destroy() }
    }
}
