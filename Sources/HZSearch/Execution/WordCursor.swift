import CHZKernels
import HZIndex

/// Walks the documents of one word of a query in one segment, ascending, with what each scores.
///
/// A word of one term walks its postings; a word of several walks a list gathered before. Targets never decrease.
@safe struct WordCursor: ~Copyable {
    /// The present document; meaningless before the first move, `exhausted` at the end.
    private(set) var document: UInt32 = 0
    /// How many documents it has, deleted ones included.
    let documentFrequency: Int
    /// Whether the word scores by itself; else its scores are those of the phrase that it is a part of.
    var isScoring = true

    private let scorer: PostingScorer
    /// The forms that are wanted of each term; nil where all are wanted of all.
    let forms: [[UInt32]?]?
    /// How far behind the positions of each term the word stands; nil where nothing is to be added to any.
    let shifts: [UInt32]?
    /// One cursor a term; more than one only to read positions of a list.
    var postings: UnsafeMutablePointer<PostingCursor>
    /// What the cursors were made of, one each; lent by the query's memory.
    private let infos: UnsafePointer<TermInfo>
    let postingCount: Int
    let list: WordList?
    var place = -1
    var buffer: UnsafeMutablePointer<UInt32>?
    var capacity = 0
    let context: SegmentContext
    /// The block that `blockBound` is of, by its last document.
    private var boundedBlock: UInt32?
    private var blockBound: Float = 0

    /// Words of more terms than this are gathered with their positions.
    private static let mostCursors = 8

    init(_ word: WordPlan, segment: Int, in context: SegmentContext, weight: Float? = nil, needsPositions: Bool) {
        let terms = word.terms[segment]
        forms = terms.allSatisfy { $0.forms == nil } ? nil : terms.map(\.forms)
        shifts = terms.contains { $0.shift > 0 } ? terms.map(\.shift) : nil
        self.context = context
        scorer = unsafe PostingScorer(
            grid: context.grid,
            weight: weight ?? word.weight,
            bonus: context.grid.round(word.bonus),
            norms: context.norms(word.field),
            factors: context.lengthFactors(word.field)
        )
        let apart = WordList.occurrences(of: word.apart, segment: segment, in: context)
        let isSingle = terms.count == 1 && !(word.isGathered && terms[0].forms != nil) && apart.isEmpty
        let isGathered = word.isGathered || terms.count > Self.mostCursors || !apart.isEmpty
        let gathersPositions = needsPositions && isGathered
        if isSingle {
            list = nil
        } else {
            // Where positions are read later, they tell which forms a document has: until then all count.
            let listed = needsPositions && !isGathered ? terms.map { TermMatch(term: $0.term, info: $0.info) } : terms
            list = WordList(listed, apart: apart, in: context, needsPositions: gathersPositions)
        }
        let frequency = list?.count ?? Int(terms[0].info.documentFrequency)
        documentFrequency = frequency
        postingCount = isSingle || needsPositions && !gathersPositions ? terms.count : 0
        unsafe postings = context.memory.takeRaw(max(postingCount, 1), of: PostingCursor.self)
        let infos = unsafe context.memory.takeRaw(max(postingCount, 1), of: TermInfo.self)
        unsafe self.infos = UnsafePointer(infos)
        for index in 0..<postingCount {
            unsafe (infos + index).initialize(to: terms[index].info)
            unsafe (postings + index).initialize(
                to: context.segment.reader.cursor(terms[index].info, arena: context.arena)
            )
        }
    }

    /// A cursor over the list of a pair of words, which scores nothing unless a weight is given.
    init(list info: TermInfo, in context: SegmentContext, weight: Float = 0, bonus: Float = 0) {
        forms = nil
        shifts = nil
        list = nil
        self.context = context
        scorer = unsafe PostingScorer(
            grid: context.grid,
            weight: weight,
            bonus: context.grid.round(bonus),
            norms: context.norms(.text),
            factors: context.lengthFactors(.text)
        )
        documentFrequency = Int(info.documentFrequency)
        postingCount = 1
        let infos = unsafe context.memory.takeRaw(1, of: TermInfo.self)
        unsafe infos.initialize(to: info)
        unsafe self.infos = UnsafePointer(infos)
        unsafe postings = context.memory.takeRaw(1, of: PostingCursor.self)
        unsafe postings.initialize(to: context.segment.reader.cursor(info, arena: context.arena))
        isScoring = false
    }

    /// A second cursor over the same documents, to read positions where the other one has passed.
    init(reading other: borrowing WordCursor) {
        forms = other.forms
        shifts = other.shifts
        list = other.list
        context = other.context
        scorer = other.scorer
        documentFrequency = other.documentFrequency
        postingCount = other.postingCount
        unsafe infos = other.infos
        isScoring = other.isScoring
        unsafe postings = context.memory.takeRaw(max(postingCount, 1), of: PostingCursor.self)
        for index in 0..<postingCount {
            unsafe (postings + index).initialize(to: context.segment.reader.cursor(infos[index], arena: context.arena))
        }
    }

    /// Whether it walks the same postings as another.
    func isSame(as other: borrowing WordCursor) -> Bool {
        unsafe postingCount == 1 && other.postingCount == 1 && list == nil && other.list == nil && forms == other.forms
            && shifts == other.shifts && infos[0].isSame(as: other.infos[0])
    }

    deinit { unsafe postings.deinitialize(count: postingCount) }

    // MARK: Moving

    /// Moves to the next document.
    @inline(__always)
    mutating func next() -> UInt32 {
        if let list {
            if place < list.count { place &+= 1 }
            document = unsafe list.documents[place]
        } else {
            document = unsafe postings.pointee.next()
        }
        return document
    }

    /// Moves to the first document at or after `target`; stays where that is the present one or before it.
    @inline(__always)
    mutating func seek(_ target: UInt32) -> UInt32 {
        if let list {
            seekList(list, target)
        } else {
            document = unsafe postings.pointee.seek(target)
        }
        return document
    }

    private mutating func seekList(_ list: WordList, _ target: UInt32) {
        var low = max(place, 0)
        var step = 1
        while unsafe low + step < list.count && list.documents[low + step] < target {
            low += step
            step *= 2
        }
        var high = min(low + step, list.count)
        while low < high {
            let middle = (low + high) / 2
            if unsafe list.documents[middle] < target { low = middle + 1 } else { high = middle }
        }
        place = low
        document = unsafe list.documents[low]
    }

    // MARK: Scores

    /// The weighted frequency of the present document.
    @inline(__always)
    var frequency: UInt32 {
        mutating get {
            if let list { return unsafe list.frequencies[place] }
            return unsafe postings.pointee.frequency
        }
    }

    /// What the present document scores.
    @inline(__always)
    var score: Float {
        mutating get { score(of: document, frequency: frequency) }
    }

    /// What a document scores with a frequency of this word.
    @inline(__always)
    func score(of document: UInt32, frequency: UInt32) -> Float { scorer.score(document, frequency: frequency) }

    /// No document scores more.
    var bound: Float {
        mutating get { list == nil ? unsafe scorer.bound(of: postings.pointee.impacts) : scorer.ceiling }
    }

    /// No document from `target` to `last` scores more; both never decrease.
    mutating func bound(from target: UInt32, through last: UInt32) -> Float {
        guard list == nil else { return scorer.ceiling }
        unsafe postings.pointee.seekBlock(target)
        let end = unsafe postings.pointee.blockLast
        if last <= end {
            if boundedBlock != end {
                boundedBlock = end
                blockBound = unsafe scorer.bound(of: postings.pointee.blockImpacts)
            }
            return blockBound
        }
        let isWithinSuper = unsafe last <= postings.pointee.superBlockLast
        return unsafe scorer.bound(of: isWithinSuper ? postings.pointee.superBlockImpacts : postings.pointee.impacts)
    }

    /// The last document of a stretch from `target` on for which a good bound is known.
    mutating func boundEnd(from target: UInt32) -> UInt32 {
        guard list == nil else { return PostingCursor.exhausted }
        unsafe postings.pointee.seekBlock(target)
        return unsafe postings.pointee.blockLast
    }

    /// The same for a longer stretch, with its bound.
    mutating func longBound(from target: UInt32) -> (last: UInt32, bound: Float) {
        guard list == nil else { return (PostingCursor.exhausted, scorer.ceiling) }
        unsafe postings.pointee.seekBlock(target)
        return unsafe (postings.pointee.superBlockLast, scorer.bound(of: postings.pointee.superBlockImpacts))
    }

    // MARK: Many documents at once

    /// Scores the documents from the present one on, up to `end` (not included) and to the end of what is decoded, and
    /// moves to the first after them. The documents are lent until the next call; there are at most `Window.longestRun`.
    mutating func scoreRun(end: UInt32, into scores: UnsafeMutablePointer<Float>) -> UnsafeBufferPointer<UInt32> {
        let documents: UnsafePointer<UInt32>
        let frequencies: UnsafePointer<UInt32>
        var count: Int
        if let list {
            unsafe documents = list.documents + place
            unsafe frequencies = list.frequencies + place
            count = min(list.count - place, Window.longestRun)
        } else {
            let rest = unsafe postings.pointee.restWithFrequencies()
            guard let first = unsafe rest.documents.baseAddress else {
                return unsafe UnsafeBufferPointer(start: nil, count: 0)
            }
            unsafe documents = first
            unsafe frequencies = rest.frequencies
            count = unsafe rest.documents.count
        }
        if unsafe count > 0 && documents[count - 1] >= end {
            var (low, high) = (0, count - 1)
            while low < high {
                let middle = (low + high) / 2
                if unsafe documents[middle] < end { low = middle + 1 } else { high = middle }
            }
            count = low
        }
        unsafe scorer.score(documents, frequencies, count: count, into: scores)
        return unsafe UnsafeBufferPointer(start: documents, count: count)
    }

    /// Moves over the documents of a run.
    mutating func skipRun(_ count: Int) {
        if let list {
            place += count
            document = unsafe list.documents[place]
        } else {
            let rest = unsafe postings.pointee.rest
            document = unsafe count < rest.count ? postings.pointee.seek(rest[count]) : postings.pointee.skipRest()
        }
    }

    /// Finds which of `count` ascending documents the word has, none of them before the present one: writes which they
    /// are, with their frequencies unless `needsFrequencies` is false. Returns how many were found.
    mutating func select(
        _ wanted: UnsafePointer<UInt32>,
        count: Int,
        needsFrequencies: Bool,
        into which: UnsafeMutablePointer<UInt32>,
        _ frequencies: UnsafeMutablePointer<UInt32>
    ) -> Int {
        guard let list else {
            defer { document = unsafe postings.pointee.document }
            return unsafe postings.pointee.select(
                wanted,
                count: count,
                needsFrequencies: needsFrequencies,
                into: which,
                frequencies
            )
        }
        var found = 0
        for index in 0..<count {
            let target = unsafe wanted[index]
            if place < 0 || document < target { seekList(list, target) }
            guard document == target else { continue }
            unsafe which[found] = UInt32(truncatingIfNeeded: index)
            unsafe frequencies[found] = list.frequencies[place]
            found += 1
        }
        return found
    }

    /// What `count` documents with these frequencies score.
    func score(
        _ documents: UnsafePointer<UInt32>,
        _ frequencies: UnsafePointer<UInt32>,
        count: Int,
        into scores: UnsafeMutablePointer<Float>
    ) {
        unsafe scorer.score(documents, frequencies, count: count, into: scores)
    }

    /// The documents from the present one to the end of what is decoded, lent until the next call; at most
    /// `Window.longestRun`.
    var run: UnsafeBufferPointer<UInt32> {
        guard let list else { return unsafe postings.pointee.rest }
        let count = min(list.count - place, Window.longestRun)
        return unsafe UnsafeBufferPointer(start: list.documents + place, count: count)
    }

    /// Marks all documents from the present one on in a bitmap, and moves to the end.
    mutating func mark(in bitmap: Bitmap) {
        while document != PostingCursor.exhausted {
            let run = unsafe run
            guard let start = run.baseAddress else { return }
            unsafe hz_mark_bits(bitmap.words, start, run.count)
            skipRun(run.count)
        }
    }

    /// Adds the scores of the documents from the present one to `end` (not included) to a window that begins at `base`,
    /// and moves to the first document from `end` on.
    mutating func accumulate(into window: Window, base: UInt32, end: UInt32) {
        while document < end {
            let run = unsafe scoreRun(end: end, into: window.runScores)
            for place in run.indices { unsafe window.add(Int(run[place] &- base), window.runScores[place]) }
            guard !run.isEmpty else { return }
            skipRun(run.count)
        }
    }

    /// The same with a window of rare words.
    mutating func accumulate(into window: SparseWindow, base: UInt32, end: UInt32) {
        while document < end {
            let run = unsafe scoreRun(end: end, into: window.runScores)
            for place in run.indices { unsafe window.add(Int(run[place] &- base), window.runScores[place]) }
            guard !run.isEmpty else { return }
            skipRun(run.count)
        }
    }

    /// The same, but only adds the scores.
    mutating func addScores(to window: Window, base: UInt32, end: UInt32) {
        while document < end {
            let run = unsafe scoreRun(end: end, into: window.runScores)
            guard let start = run.baseAddress, !run.isEmpty else { return }
            unsafe window.addScores(start, base: base, count: run.count)
            skipRun(run.count)
        }
    }

    /// Marks the documents from the present one to `end` (not included) in a window that begins at `base`, and moves to
    /// the first document from `end` on.
    mutating func mark(in window: Window, base: UInt32, end: UInt32) {
        while document < end {
            var index = 0
            if let list {
                while index < list.count - place, unsafe list.documents[place + index] < end {
                    unsafe window.mark(Int(list.documents[place + index] &- base))
                    index += 1
                }
            } else {
                let rest = unsafe postings.pointee.rest
                while index < rest.count, unsafe rest[index] < end {
                    unsafe window.mark(Int(rest[index] &- base))
                    index += 1
                }
            }
            guard index > 0 else { return }
            skipRun(index)
        }
    }
}
