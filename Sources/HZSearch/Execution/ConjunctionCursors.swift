import HZIndex

/// The cursors of a conjunction.
struct ConjunctionCursors: ~Copyable {
    /// A phrase whose positions must be looked at.
    struct Phrase: ~Copyable {
        /// Its place among the phrases of the conjunction.
        let number: Int
        /// Its cursors, and the readers of its words.
        var cursors: QueryList<Int>
        var readers: QueryList<Int>
        /// For each word, the cursor of the list of it and the next word, or `none`; empty where these say nothing.
        var pairs: QueryList<Int>

        /// Whether a cursor is of it.
        func hasCursor(_ place: Int) -> Bool { (0..<cursors.count).contains { cursors[$0] == place } }
    }

    /// What brings documents in.
    private(set) var cursors: QueryList<WordCursor>
    /// Cursors that only readers are made of: of words in lists of pairs.
    private var others: QueryList<WordCursor>
    /// What each reader is made of: the place of a cursor, or behind all cursors, of one of the others.
    private(set) var readers: QueryList<Int>
    private(set) var phrases: QueryList<Phrase>
    /// The readers of the words, then of the words of the phrases.
    private(set) var members: QueryList<Int>
    private let segment: Int
    private let context: SegmentContext

    /// How many lists of pairs the words of phrases are told by.
    private(set) var pairCount = 0
    /// No cursor's place.
    static let none = Int.max
    /// Places of other cursors begin here.
    private static let firstOther = 1 << 32

    /// The cursors of words, which score by themselves, and of phrases, in the order in which they are asked; nil where some
    /// word or phrase stands nowhere. With `lifting`, words have readers, too; with `liftsPhrase`, nothing but a phrase is
    /// asked for, and lifted. Documents must be in the lists of `narrowing`, too. With `readsPlaces`, each word of a phrase
    /// has a reader of its own.
    static func make(
        _ words: [WordPlan],
        _ phrases: [PhrasePlan],
        lifting: Bool,
        liftsPhrase: Bool,
        narrowing: [TermInfo],
        readsPlaces: Bool,
        segment: Int,
        in context: SegmentContext
    ) -> ConjunctionCursors? {
        let isThere =
            words.allSatisfy { !$0.isAbsent(in: segment) }
            && phrases.allSatisfy { $0.words.allSatisfy { !$0.isAbsent(in: segment) } }
        guard isThere, !words.isEmpty || !phrases.isEmpty else { return nil }
        let phraseWords = phrases.reduce(0) { $0 + $1.words.count }
        var made = ConjunctionCursors(
            // A phrase has no more lists of pairs than words.
            cursors: words.count + 2 * phraseWords + narrowing.count,
            readers: (lifting ? words.count : 0) + phraseWords,
            phrases: phrases.count,
            segment: segment,
            in: context
        )
        for word in words {
            if lifting { made.addReader(of: made.cursors.count) }
            made.cursors.append(WordCursor(word, segment: segment, in: context, needsPositions: lifting))
        }
        for (number, phrase) in phrases.enumerated() {
            let isMerging = !lifting && !readsPlaces
            guard made.add(phrase, number: number, merging: isMerging, lifted: liftsPhrase) else { return nil }
        }
        for info in narrowing { made.cursors.append(WordCursor(list: info, in: context)) }
        made.sort()
        return made
    }

    /// Room for so many cursors, readers and phrases.
    private init(cursors: Int, readers: Int, phrases: Int, segment: Int, in context: SegmentContext) {
        self.segment = segment
        self.context = context
        let memory = context.memory
        self.cursors = QueryList(capacity: cursors, in: memory)
        others = QueryList(capacity: readers, in: memory)
        self.readers = QueryList(capacity: readers, in: memory)
        members = QueryList(capacity: readers, in: memory)
        self.phrases = QueryList(capacity: phrases, in: memory)
    }

    private mutating func addReader(of place: Int) {
        members.append(readers.count)
        readers.append(place)
    }

    /// Adds the phrase of a number; false where it stands nowhere. With `merging`, a word that stands in it twice has one
    /// reader, and a phrase of which the index has a list becomes a word; else each word of it has a reader. With `lifted`,
    /// both: nothing else is asked for.
    private mutating func add(_ phrase: PhrasePlan, number: Int, merging: Bool, lifted: Bool) -> Bool {
        let pairs = PhrasePairs(phrase, segment: segment, in: context)
        if pairs.isNowhere { return false }
        if merging || lifted, let word = pairs.word(phrase, segment: segment) {
            cursors.append(WordCursor(word, segment: segment, in: context, needsPositions: false))
            guard lifted else { return true }
            for word in phrase.words {
                addReader(of: Self.firstOther + others.count)
                others.append(WordCursor(word, segment: segment, in: context, needsPositions: true))
            }
            return true
        }
        let count = phrase.words.count
        var made = Phrase(
            number: number,
            cursors: QueryList(capacity: 2 * count, in: context.memory),
            readers: QueryList(capacity: count, in: context.memory),
            pairs: QueryList(capacity: count, in: context.memory)
        )
        let start = readers.count
        for place in phrase.words.indices {
            var cursor = WordCursor(
                phrase.words[place],
                segment: segment,
                in: context,
                weight: phrase.weight,
                needsPositions: true
            )
            cursor.isScoring = false
            if merging, let known = reader(of: cursor, from: start) {
                made.readers.append(known)
                members.append(known)
                continue
            }
            made.readers.append(readers.count)
            if pairs.covers(place) {
                addReader(of: Self.firstOther + others.count)
                others.append(cursor)
            } else {
                addReader(of: cursors.count)
                made.cursors.append(cursors.count)
                cursors.append(cursor)
            }
        }
        if merging, !pairs.lists.isEmpty, count <= ImpliedWords.mostWords {
            for place in phrase.words.indices {
                let list = pairs.list(of: place)
                made.pairs.append(list.map { cursors.count + $0 } ?? Self.none)
                if list != nil { pairCount += 1 }
            }
        }
        for info in pairs.lists {
            made.cursors.append(cursors.count)
            cursors.append(WordCursor(list: info, in: context, weight: phrase.weight, bonus: phrase.bonus))
        }
        phrases.append(made)
        return true
    }

    /// A reader of the same postings as a cursor, among those from `start` on.
    private func reader(of cursor: borrowing WordCursor, from start: Int) -> Int? {
        for place in start..<readers.count where withSource(place, { $0.isSame(as: cursor) }) { return place }
        return nil
    }

    private func withSource<Result: ~Copyable>(_ reader: Int, _ body: (inout WordCursor) -> Result) -> Result {
        let place = readers[reader]
        return place < Self.firstOther ? cursors.with(place, body) : others.with(place - Self.firstOther, body)
    }

    /// A reader: follows to the documents that were found, wherever the cursor is that it is made of.
    func makeReader(_ place: Int) -> WordCursor { withSource(place) { WordCursor(reading: $0) } }

    /// A reader of a list of pairs, by the place of its cursor.
    func makePairReader(_ cursor: Int) -> WordCursor { cursors.with(cursor) { WordCursor(reading: $0) } }
}

extension ConjunctionCursors {
    /// The readers of each phrase, as a group.
    func groups(_ plans: [PhrasePlan]) -> QueryList<WordGroup> {
        var groups = QueryList<WordGroup>(capacity: phrases.count, in: context.memory)
        for place in 0..<phrases.count {
            let group = phrases.with(place) { phrase in
                let (offsets, slop) = (plans[phrase.number].offsets, plans[phrase.number].slop)
                return WordGroup(phrase.readers, offsets: offsets, slop: slop, memory: context.memory)
            }
            groups.append(group)
        }
        return groups
    }

    /// The readers of the words of a lift.
    func group(_ lift: LiftPlan) -> WordGroup {
        var members = QueryList<Int>(capacity: lift.members.count, in: context.memory)
        for member in lift.members { members.append(self.members[member]) }
        return WordGroup(members, offsets: lift.offsets, slop: nil, memory: context.memory)
    }

    /// Of each phrase, its parts, where parts of several words must be near one another; empty where none has any.
    func nearParts(_ plans: [PhrasePlan]) -> [NearParts?] {
        guard plans.contains(where: { !$0.parts.isEmpty }) else { return [] }
        return (0..<phrases.count).map { place in
            let plan = plans[phrases.with(place) { $0.number }]
            return plan.parts.isEmpty ? nil : NearParts(offsets: plan.offsets, parts: plan.parts)
        }
    }

    /// The phrase that the first cursor is a word of; -1 for none.
    var leadingPhrase: Int {
        for place in 0..<phrases.count where phrases.with(place, { $0.hasCursor(0) }) { return place }
        return -1
    }

    /// Puts cursors and readers into the order in which they are asked: the rarest first.
    private func sort() {
        sort(cursors) { cursors, place in
            cursors.with(place) { $0.documentFrequency }
        } renaming: { new in
            for phrase in 0..<phrases.count {
                phrases.with(phrase) {
                    Self.rename($0.cursors, new)
                    Self.rename($0.pairs, new)
                }
            }
            Self.rename(readers, new)
        }
        sort(readers) { _, place in
            withSource(place) { $0.documentFrequency }
        } renaming: { new in
            for phrase in 0..<phrases.count { phrases.with(phrase) { Self.rename($0.readers, new) } }
            Self.rename(members, new)
        }
    }

    /// Sorts by frequencies, what has the same in the order that it has, and tells by what stood at each place where it
    /// stands now, unless nothing has moved. They are few: each sinks to its place.
    private func sort<Element: ~Copyable>(
        _ list: borrowing QueryList<Element>,
        by frequency: (borrowing QueryList<Element>, Int) -> Int,
        renaming: (borrowing QueryList<Int>) -> Void
    ) {
        var isSorted = true
        for place in 1..<max(list.count, 1) where frequency(list, place) < frequency(list, place - 1) {
            isSorted = false
        }
        if isSorted { return }
        // What stands at each place now.
        var old = QueryList<Int>(capacity: list.count, in: context.memory)
        for end in 0..<list.count {
            old.append(end)
            var place = end
            while place > 0, frequency(list, place) < frequency(list, place - 1) {
                list.swapAt(place, place - 1)
                old.swapAt(place, place - 1)
                place -= 1
            }
        }
        var new = QueryList<Int>(capacity: old.count, in: context.memory)
        for _ in 0..<old.count { new.append(0) }
        for place in 0..<old.count { new[old[place]] = place }
        renaming(new)
    }

    /// Places among the cursors; others stay.
    private static func rename(_ places: borrowing QueryList<Int>, _ new: borrowing QueryList<Int>) {
        for index in 0..<places.count where places[index] < new.count { places[index] = new[places[index]] }
    }
}
