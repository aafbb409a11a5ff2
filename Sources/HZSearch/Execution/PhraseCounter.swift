import HZIndex

/// Counts the documents of a phrase whose words are a term each, one of them rare: document by document, without what other
/// conjunctions need. Most phrases that people type are such.
@safe struct PhraseCounter: ~Copyable {
    /// The words' postings, in the order of the phrase.
    private let cursors: UnsafeMutablePointer<PostingCursor>
    private let count: Int
    /// The words, the rarest first, and how far each stands behind the first of the phrase.
    private let order: UnsafeMutablePointer<Int>
    private let offsets: UnsafeMutablePointer<UInt32>
    private var starts: PhraseStarts
    private let context: SegmentContext

    /// Where every word has more documents, many are looked at together.
    private static let mostDocuments: UInt32 = 1_024
    /// So many documents are looked at between two looks at the clock.
    private static let documentsOfLook = 64

    /// A counter of a phrase; nil for other phrases, and for those of which the segment knows pairs of words.
    init?(_ phrase: PhrasePlan, segment: Int, in context: SegmentContext) {
        guard phrase.slop == nil, phrase.words.count > 1 else { return nil }
        var least = UInt32.max
        var before: TermInfo?
        for place in phrase.words.indices {
            guard let info = Self.onlyTerm(phrase.words[place], segment) else { return nil }
            if let before, phrase.offsets[place] == phrase.offsets[place - 1] + 1,
                context.segment.reader.mayBePair(before, info)
            {
                return nil
            }
            least = min(least, info.documentFrequency)
            before = info
        }
        guard least <= Self.mostDocuments else { return nil }
        self.context = context
        count = phrase.words.count
        let memory = context.memory
        unsafe cursors = memory.takeRaw(count, of: PostingCursor.self)
        unsafe order = memory.takeRaw(count, of: Int.self)
        unsafe offsets = memory.takeRaw(count, of: UInt32.self)
        starts = PhraseStarts(memory)
        for word in 0..<count {
            unsafe offsets[word] = phrase.offsets[word] - phrase.offsets[0]
            let info = phrase.words[word].terms[segment][0].info
            unsafe (cursors + word).initialize(to: context.segment.reader.cursor(info, arena: context.arena))
            var place = word
            while place > 0,
                unsafe cursors[order[place - 1]].documentFrequency > cursors[word].documentFrequency
            {
                unsafe order[place] = unsafe order[place - 1]
                place -= 1
            }
            unsafe order[place] = word
        }
    }

    deinit { unsafe cursors.deinitialize(count: count) }

    /// The only term of a word, in all its forms.
    private static func onlyTerm(_ word: borrowing WordPlan, _ segment: Int) -> TermInfo? {
        guard !word.isGathered, word.apart == nil, word.terms[segment].count == 1 else { return nil }
        let match = word.terms[segment][0]
        return match.forms == nil && match.shift == 0 ? match.info : nil
    }

    /// How many documents match, of those that are allowed.
    mutating func countAll(allowed: Bitmap?) -> Int {
        var (found, looks) = (0, 0)
        let lead = unsafe order[0]
        var document = unsafe cursors[lead].seek(0)
        while document != PostingCursor.exhausted {
            looks += 1
            if looks % Self.documentsOfLook == 0, context.mustStop() { break }
            var next = document
            for place in 1..<count where next == document { unsafe next = cursors[order[place]].seek(document) }
            if next == document {
                if allowed?.contains(document) ?? true, isMatch() { found += 1 }
                next = document + 1
            }
            document = next == PostingCursor.exhausted ? next : unsafe cursors[lead].seek(next)
        }
        return found
    }

    /// Whether the words stand one behind the other in the document at which all cursors are. Positions of the rarest words
    /// are read first: mostly they suffice.
    private mutating func isMatch() -> Bool {
        var places = unsafe cursors[order[0]].places()
        var placeOffset = unsafe offsets[order[0]]
        for place in 1..<count {
            guard let last = unsafe places.last else { return false }
            let word = unsafe order[place]
            let offset = unsafe offsets[word]
            let limit = last < .max - offset ? last &+ offset : .max
            let others = unsafe cursors[word].places(through: limit)
            if place == count - 1 {
                return unsafe PhraseStarts.isAny(places, offset: placeOffset, others, otherOffset: offset)
            }
            unsafe starts.begin(places, offset: placeOffset, others, otherOffset: offset)
            unsafe places = starts.lent
            placeOffset = 0
        }
        return false
    }
}
