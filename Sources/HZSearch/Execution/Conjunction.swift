import HZIndex

/// The documents of a segment that have all of some words and phrases.
///
/// The rarest word leads, the others gallop after it. Documents are found first; only then positions are read, and only
/// for documents whose score can still matter.
@safe final class Conjunction {
    let context: SegmentContext
    /// What brings documents in, the rarest first: words, and pairs of words where the index has lists of them.
    let cursors: UnsafeMutablePointer<WordCursor>
    let count: Int
    /// For words of phrases and of the lift, the rarest first: cursors that follow to the documents that were found. They are
    /// made when the first one was.
    let readers: UnsafeMutablePointer<WordCursor>
    private let readerCount: Int
    /// Behind them are readers of lists of pairs.
    private let pairCount: Int
    private var hasReaders = false
    private let made: ConjunctionCursors
    /// Where a phrase may begin in the present document; nil where there is no phrase.
    let starts: UnsafeMutablePointer<PhraseStarts>?
    /// Readers whose words must stand together.
    let phrases: UnsafeMutablePointer<WordGroup>
    /// What the lists of each phrase's pairs tell of its words.
    let implied: UnsafeMutablePointer<ImpliedWords?>
    let phraseCount: Int
    private let groups: QueryList<WordGroup>
    let nearParts: [NearParts?]
    /// Readers whose words' nearness adds to the score.
    let lift: WordGroup?
    let liftBounds: LiftBounds?
    /// What a step is worth, on the grid of scores.
    let step: Float
    private let leadingPhrase: Int
    /// What the present stretch allows each word and phrase to score.
    private let wordBounds: UnsafeMutablePointer<Float>
    private let phraseBounds: UnsafeMutablePointer<Float>
    /// Room for the scores of a run of postings, and for places in it.
    private let runScores: UnsafeMutablePointer<Float>
    private let runPlaces: UnsafeMutablePointer<UInt32>
    /// Documents of a run that may still match, with their scores so far.
    private let candidates: Candidates

    /// A conjunction of words and phrases. Nil where it matches nothing in this segment. Members of the lift count the
    /// words first, then the words of the phrases. `pairs` are those of the lift's words where these are all that there is;
    /// with `isNarrow`, only documents that have them are found. `readsPlaces` where it is to be asked for the places of
    /// phrases.
    init?(
        words: [WordPlan],
        phrases: [PhrasePlan],
        lift: LiftPlan? = nil,
        pairs: PhrasePairs? = nil,
        isNarrow: Bool = false,
        readsPlaces: Bool = false,
        segment: Int,
        in context: SegmentContext
    ) {
        let isLiftOfPhrase = lift.map { Self.isLift($0, of: phrases, words) } ?? false
        let made = ConjunctionCursors.make(
            words,
            phrases,
            lifting: lift != nil,
            liftsPhrase: isLiftOfPhrase,
            narrowing: isNarrow ? pairs?.lists ?? [] : [],
            readsPlaces: readsPlaces,
            segment: segment,
            in: context
        )
        guard let made else { return nil }
        let memory = context.memory
        self.context = context
        unsafe cursors = made.cursors.first
        count = made.cursors.count
        readerCount = made.readers.count
        pairCount = made.pairCount
        unsafe readers = memory.takeRaw(readerCount + pairCount, of: WordCursor.self)
        phraseCount = made.phrases.count
        unsafe implied = made.impliedWords(behind: readerCount, in: memory)
        groups = made.groups(phrases)
        unsafe self.phrases = groups.first
        nearParts = made.nearParts(phrases)
        leadingPhrase = made.leadingPhrase
        unsafe starts = phraseCount == 0 ? nil : memory.takeRaw(1, of: PhraseStarts.self)
        unsafe starts?.initialize(to: PhraseStarts(memory))
        self.lift = lift.map { made.group($0) }
        liftBounds = lift.map { plan in
            let known = words + phrases.flatMap(\.words)
            return LiftBounds(
                plan.members.map { known[$0] },
                pairs: isNarrow ? nil : pairs,
                isPhrase: isLiftOfPhrase,
                segment: segment,
                in: context
            )
        }
        self.made = made
        step = context.grid.round(lift?.step ?? 0)
        unsafe wordBounds = memory.take(count, of: Float.self)
        unsafe phraseBounds = memory.take(phraseCount, of: Float.self)
        unsafe runScores = memory.takeRaw(Window.longestRun, of: Float.self)
        unsafe runPlaces = memory.takeRaw(Window.longestRun, of: UInt32.self)
        candidates = Candidates(memory)
    }

    deinit {
        if hasReaders { unsafe readers.deinitialize(count: readerCount + pairCount) }
        unsafe starts?.deinitialize(count: 1)
    }

    /// Makes the readers, unless they were made: most conjunctions find nothing.
    @inline(__always)
    func needReaders() {
        if !hasReaders { makeReaders() }
    }

    @inline(never)
    private func makeReaders() {
        for place in 0..<readerCount { unsafe (readers + place).initialize(to: made.makeReader(place)) }
        unsafe made.makePairReaders(readers + readerCount)
        hasReaders = true
    }

    // MARK: Finding

    /// The first document at or after `target` that has all the words, wherever they stand. Targets never decrease.
    func seek(_ target: UInt32) -> UInt32 {
        var candidate = unsafe cursors[0].seek(target)
        while candidate != PostingCursor.exhausted {
            let found = follow(candidate)
            if found == candidate { return candidate }
            guard found != PostingCursor.exhausted else { return found }
            candidate = unsafe cursors[0].seek(found)
        }
        return candidate
    }

    /// Moves all words but the first to a document; the first later one found where one of them lacks it.
    @inline(__always)
    private func follow(_ document: UInt32) -> UInt32 {
        var index = 1
        while index < count {
            let found = unsafe cursors[index].seek(document)
            if found != document { return found }
            index &+= 1
        }
        return document
    }

    /// Whether all phrases stand in a document that has all words. Documents never decrease.
    func isMatch(_ document: UInt32) -> Bool {
        guard moveReaders(document) else { return false }
        for phrase in 0..<phraseCount where frequency(phrase, document, upTo: 1) == 0 { return false }
        return true
    }

    /// How often the first phrase stands in a document that has all words. Documents never decrease.
    func phraseFrequency(_ document: UInt32) -> Int {
        guard phraseCount > 0, moveReaders(document) else { return 0 }
        return Int(frequency(0, document, upTo: .max))
    }

    /// Where the first phrase begins in a document that has all words, ascending. Documents never decrease.
    func phrasePlaces(_ document: UInt32) -> [UInt32] {
        phraseFrequency(document) > 0 ? unsafe starts?.pointee.all ?? [] : []
    }

    /// Moves to a document that has all words; false where a list ended early, since its bytes or positions are damaged.
    @inline(__always)
    func moveReaders(_ document: UInt32) -> Bool {
        needReaders()
        for index in 0..<readerCount where unsafe readers[index].seek(document) != document { return false }
        return true
    }

    // MARK: Scores

    /// The score of the present document; nil where a phrase does not stand there, or the score is below `threshold`.
    func score(_ document: UInt32, threshold: Float) -> Float? {
        var sum: Float = 0
        for index in 0..<count where unsafe cursors[index].isScoring { unsafe sum += cursors[index].score }
        guard moveReaders(document) else { return nil }
        return complete(document, sum, threshold: threshold)
    }

    /// Adds what phrases and nearness score to the score of the words.
    @inline(__always)
    private func complete(_ document: UInt32, _ words: Float, threshold: Float) -> Float? {
        if phraseCount == 0, lift == nil { return words }
        var sum = words
        if phraseCount > 0 {
            var bound = sum
            for phrase in 0..<phraseCount { bound += phraseBound(phrase) }
            guard canReach(threshold, bound, document) else { return nil }
            for phrase in 0..<phraseCount {
                let frequency = frequency(phrase, document, upTo: .max)
                guard frequency > 0 else { return nil }
                unsafe sum += readers[phrases[phrase][0]].score(of: document, frequency: frequency)
            }
        }
        return sum + liftScore(document)
    }

    /// What the phrase can score here: it stands here no more often than any of its words.
    private func phraseBound(_ phrase: Int) -> Float {
        var least = Float.infinity
        for word in unsafe 0..<phrases[phrase].count { unsafe least = min(least, readers[phrases[phrase][word]].score) }
        return least
    }

    // MARK: The best

    /// Offers all documents whose score can matter.
    func collect(into top: inout TopDocuments, allowed: Bitmap?) {
        var target: UInt32 = 0
        while target < context.documentCount, !context.mustStop() {
            guard let (start, end, rest) = competitiveStretch(from: target, threshold: top.threshold) else { return }
            var document = unsafe cursors[0].seek(start)
            guard document != PostingCursor.exhausted else { return }
            while document <= end {
                let run = unsafe cursors[0].scoreRun(end: end &+ 1, into: runScores)
                guard let last = unsafe run.last else { return }
                let least = top.threshold - rest
                let count = unsafe PostingScorer.select(runScores, count: run.count, atLeast: least, into: runPlaces)
                unsafe candidates.set(run, runScores, runPlaces, count: count, allowed: allowed)
                collectCandidates(rest: rest, into: &top)
                let next = unsafe self.count > 1 && count > 0 ? cursors[1].document : 0
                document = unsafe cursors[0].seek(max(last &+ 1, next))
            }
            target = max(end &+ 1, document)
        }
    }

    /// Offers the candidates that have all words, and phrases; `rest` is what all but the first word (or its phrase) can
    /// add.
    private func collectCandidates(rest: Float, into top: inout TopDocuments) {
        var left = rest
        if unsafe !cursors[0].isScoring {
            // The scores are those of the leading phrase at most, or none.
            if leadingPhrase >= 0 { unsafe left += phraseBounds[leadingPhrase] }
            candidates.clearScores()
        }
        for index in 1..<max(count, 1) {
            guard candidates.count > 0 else { return }
            if unsafe cursors[index].isScoring {
                candidates.keep(atLeast: top.threshold - left)
                unsafe candidates.keep(in: &cursors[index])
                unsafe left -= wordBounds[index]
            } else {
                unsafe candidates.keep(whereIn: &cursors[index])
            }
        }
        if readerCount == 0 { return candidates.forEach { document, score in top.offer(document, score: score) } }
        candidates.forEach { document, score in
            guard score + left >= top.threshold,
                phraseCount == 0 ? canReach(top.threshold, score, document) : moveReaders(document)
            else { return }
            if let score = complete(document, score, threshold: top.threshold) { top.offer(document, score: score) }
        }
    }

    /// The first stretch of documents from `target` on in which some score can reach the threshold, and what all but the
    /// first word (or the phrase that it is of) can score there. Nil when there is none any more.
    private func competitiveStretch(
        from target: UInt32,
        threshold: Float
    ) -> (start: UInt32, end: UInt32, rest: Float)? {
        var start = target
        while start < context.documentCount, !context.mustStop() {
            let end = unsafe min(cursors[0].boundEnd(from: start), context.documentCount - 1)
            guard threshold > 0 else {
                // Everything is wanted.
                return (start, end, .infinity)
            }
            let (bound, rest) = bounds(from: start, through: end)
            if bound >= threshold { return (start, end, rest) }
            start = end &+ 1
        }
        return nil
    }

    private func bounds(from start: UInt32, through end: UInt32) -> (all: Float, rest: Float) {
        var sum: Float = 0
        for index in 0..<count where unsafe cursors[index].isScoring {
            unsafe wordBounds[index] = cursors[index].bound(from: start, through: end)
            unsafe sum += wordBounds[index]
        }
        for phrase in 0..<phraseCount {
            var least = Float.infinity
            for place in unsafe 0..<made.phrases.first[phrase].cursors.count {
                let index = unsafe made.phrases.first[phrase].cursors[place]
                least = unsafe min(least, cursors[index].bound(from: start, through: end))
            }
            unsafe phraseBounds[phrase] = least
            sum += least
        }
        sum += liftBound(from: start, through: end)
        let lead = unsafe leadingPhrase >= 0 ? phraseBounds[leadingPhrase] : wordBounds[0]
        return (sum, sum - lead)
    }

    /// How many documents match.
    func countAll(allowed: Bitmap?) -> Int {
        var found = 0
        var document = unsafe cursors[0].seek(0)
        while document != PostingCursor.exhausted, !context.mustStop() {
            let run = unsafe cursors[0].run
            guard let last = unsafe run.last else { break }
            unsafe candidates.set(run, allowed: allowed)
            for index in 1..<max(count, 1) where candidates.count > 0 {
                unsafe candidates.keep(whereIn: &cursors[index])
            }
            if phraseCount == 0 {
                found += candidates.count
            } else {
                candidates.forEach { document, _ in found += isMatch(document) ? 1 : 0 }
            }
            document = unsafe cursors[0].seek(max(last &+ 1, count > 1 ? cursors[1].document : 0))
        }
        return found
    }
}
