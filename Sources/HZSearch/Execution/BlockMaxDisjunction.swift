import HZIndex

/// The best documents of a segment that have any of some words, found without looking at those that can't be among
/// them (MaxScore: Turtle and Flood 1995; by blocks: Ding and Suel, SIGIR 2011; by windows, as Lucene does since 10).
///
/// In each window, words whose bounds together stay below the threshold can't bring a document in by themselves: only
/// documents of the other words are looked at, and these words are asked about them alone.
@safe final class BlockMaxDisjunction {
    private let context: SegmentContext
    private let cursors: UnsafeMutablePointer<WordCursor>
    private let count: Int
    /// The words by rising bound in the present window, and the bounds and their running sums.
    private let order: UnsafeMutablePointer<Int>
    private let bounds: UnsafeMutablePointer<Float>
    private let sums: UnsafeMutablePointer<Float>
    /// Of several words, one of the two: `sparse` where all their postings together are few.
    private let window: Window?
    private let sparse: SparseWindow?
    /// Whether the window has no bits and no scores.
    private var isWindowEmpty = false
    /// Up to so many postings of all words, windows are long. There is room for as many candidates.
    private static let fewPostings = Window.length
    /// Up to so many postings in a window, bits lead to its documents faster than a look at all its scores.
    private static let fewInWindow = 512
    /// Room for the scores of a run of postings, and for places in it.
    private let runScores: UnsafeMutablePointer<Float>
    private let runPlaces: UnsafeMutablePointer<UInt32>
    /// Documents that may enter, on their way through the words that could not bring them in.
    private let candidates: Candidates

    /// A disjunction of words. Nil where none of them is in the segment.
    init?(_ words: [WordPlan], segment: Int, in context: SegmentContext) {
        let count = words.count { !$0.isAbsent(in: segment) }
        guard count > 0 else { return nil }
        self.context = context
        self.count = count
        unsafe cursors = context.memory.takeRaw(count, of: WordCursor.self)
        var next = unsafe cursors
        for place in words.indices where !words[place].isAbsent(in: segment) {
            unsafe next.initialize(
                to: WordCursor(words[place], segment: segment, in: context, needsPositions: false)
            )
            _ = unsafe next.pointee.seek(0)
            unsafe next += 1
        }
        unsafe order = context.memory.take(count, of: Int.self)
        for index in 0..<count { unsafe order[index] = index }
        unsafe bounds = context.memory.take(count, of: Float.self)
        unsafe sums = context.memory.take(count, of: Float.self)
        unsafe runScores = context.memory.takeRaw(Window.longestRun, of: Float.self)
        unsafe runPlaces = context.memory.takeRaw(Window.longestRun, of: UInt32.self)
        var postings = 0
        for index in 0..<count { unsafe postings += cursors[index].documentFrequency }
        let isSparse = count > 1 && postings <= Self.fewPostings
        sparse = isSparse ? SparseWindow(context.memory) : nil
        window = count > 1 && !isSparse ? Window(context.memory) : nil
        let most = isSparse ? max(postings, Window.longestRun) : Window.length
        candidates = Candidates(context.memory, capacity: count > 1 ? most : 1)
    }

    deinit { unsafe cursors.deinitialize(count: count) }

    /// Offers all documents whose score can matter.
    func collect(into top: inout TopDocuments, allowed: Bitmap?) {
        if count == 1 { return collectOne(into: &top, allowed: allowed) }
        var base = nearest(from: 0)
        while base < context.documentCount, !context.mustStop() {
            let end = stretchEnd(from: base)
            let essential = partition(from: base, through: end &- 1, threshold: top.threshold)
            if essential < count {
                score(from: base, to: end, essential: essential, top: &top, allowed: allowed)
            }
            base = nearest(from: end)
        }
    }

    /// One word alone: block by block, passing over rows of blocks that can't matter by one look.
    private func collectOne(into top: inout TopDocuments, allowed: Bitmap?) {
        var target = unsafe cursors[0].document
        while target < context.documentCount, !context.mustStop() {
            let (longEnd, longBound) = unsafe cursors[0].longBound(from: target)
            if longBound >= top.threshold { scoreBlocks(from: target, through: longEnd, &top, allowed) }
            guard longEnd < context.documentCount else { return }
            target = longEnd &+ 1
        }
    }

    private func scoreBlocks(from start: UInt32, through last: UInt32, _ top: inout TopDocuments, _ allowed: Bitmap?) {
        var start = start
        let last = min(last, context.documentCount &- 1)
        while start <= last {
            let end = unsafe min(cursors[0].boundEnd(from: start), last)
            if unsafe cursors[0].bound(from: start, through: end) >= top.threshold {
                scoreOne(0, from: start, to: end &+ 1, others: 0, top: &top, allowed: allowed)
            }
            start = end &+ 1
        }
    }

    /// The first document at or after `target` of any word that was not left behind.
    private func nearest(from target: UInt32) -> UInt32 {
        var result = PostingCursor.exhausted
        for index in 0..<count { unsafe result = min(result, max(cursors[index].document, target)) }
        return result
    }

    /// Where a stretch ends: long enough that partitioning pays.
    private func stretchEnd(from base: UInt32) -> UInt32 {
        min(context.documentCount, base &+ UInt32(sparse == nil ? Window.length : SparseWindow.length))
    }

    /// Sorts the words by their bounds; returns how many of the lowest can't reach the threshold together.
    private func partition(from base: UInt32, through last: UInt32, threshold: Float) -> Int {
        for index in 0..<count {
            unsafe bounds[index] =
                unsafe cursors[index].document > last ? 0 : cursors[index].bound(from: base, through: last)
        }
        for place in 1..<max(count, 1) {
            let index = unsafe order[place]
            var hole = place
            while hole > 0, unsafe bounds[order[hole - 1]] > bounds[index] {
                unsafe order[hole] = unsafe order[hole - 1]
                hole -= 1
            }
            unsafe order[hole] = index
        }
        var sum: Float = 0
        var essential = 0
        for place in 0..<count {
            unsafe sum += bounds[order[place]]
            unsafe sums[place] = sum
            if sum < threshold { essential = place + 1 }
        }
        return essential
    }

    private func score(from base: UInt32, to end: UInt32, essential: Int, top: inout TopDocuments, allowed: Bitmap?) {
        if essential == count - 1 {
            unsafe scoreOne(order[essential], from: base, to: end, others: essential, top: &top, allowed: allowed)
        } else if let sparse {
            score(sparse, from: base, to: end, essential: essential, top: &top, allowed: allowed)
        } else if let window {
            score(window, from: base, to: end, essential: essential, top: &top, allowed: allowed)
        }
    }

    private func score(
        _ window: SparseWindow,
        from base: UInt32,
        to end: UInt32,
        essential: Int,
        top: inout TopDocuments,
        allowed: Bitmap?
    ) {
        for place in essential..<count {
            let index = unsafe order[place]
            if unsafe cursors[index].seek(base) < end {
                unsafe cursors[index].accumulate(into: window, base: base, end: end)
            }
        }
        candidates.set(draining: window, base: base, allowed: allowed)
        let least =
            essential > 0
            ? unsafe top.threshold - sums[essential - 1] : max(top.threshold, candidates.reached(by: top.wanted))
        if least > 0 { candidates.keep(atLeast: least) }
        offerCandidates(others: essential, top: &top)
    }

    private func score(
        _ window: Window,
        from base: UInt32,
        to end: UInt32,
        essential: Int,
        top: inout TopDocuments,
        allowed: Bitmap?
    ) {
        var least = top.threshold - (essential > 0 ? unsafe sums[essential - 1] : 0)
        let isFirst = least <= 0
        if isFirst || isSparse(essential) {
            accumulate(in: window, from: base, to: end, essential: essential)
            if isFirst, allowed == nil { least = window.reached(by: top.wanted) }
            if least <= 0 {
                return offerAll(window, base: base, others: essential, top: &top, allowed: allowed)
            }
            candidates.set(draining: window, base: base, atLeast: least, allowed: allowed)
        } else {
            window.clearScores()
            isWindowEmpty = false
            for place in essential..<count {
                let index = unsafe order[place]
                if unsafe cursors[index].seek(base) < end {
                    unsafe cursors[index].addScores(to: window, base: base, end: end)
                }
            }
            candidates.set(window, base: base, atLeast: least, allowed: allowed)
        }
        offerCandidates(others: essential, top: &top)
    }

    /// Whether the leading words have few documents in a window, on average.
    private func isSparse(_ essential: Int) -> Bool {
        var postings = 0
        for place in essential..<count { unsafe postings += cursors[order[place]].documentFrequency }
        return postings * Window.length < Self.fewInWindow * Int(context.documentCount)
    }

    /// Adds the scores of the leading words to an empty window, with bits.
    private func accumulate(in window: Window, from base: UInt32, to end: UInt32, essential: Int) {
        if !isWindowEmpty { window.clear() }
        isWindowEmpty = true
        for place in essential..<count {
            let index = unsafe order[place]
            if unsafe cursors[index].seek(base) < end {
                unsafe cursors[index].accumulate(into: window, base: base, end: end)
            }
        }
    }

    /// Takes the documents of a window in which any can enter.
    private func offerAll(
        _ window: Window,
        base: UInt32,
        others: Int,
        top: inout TopDocuments,
        allowed: Bitmap?
    ) {
        window.drain { place, score in
            let document = base &+ UInt32(truncatingIfNeeded: place)
            if let allowed, !allowed.contains(document) { return }
            offer(document, score, others: others, top: &top)
        }
    }

    /// Completes the candidates' scores by the words that could not bring them in, and offers them.
    private func offerCandidates(others: Int, top: inout TopDocuments) {
        var place = others - 1
        while place >= 0, candidates.count > 0 {
            unsafe candidates.add(&cursors[order[place]])
            place -= 1
            unsafe candidates.keep(atLeast: top.threshold - (place >= 0 ? sums[place] : 0))
        }
        candidates.forEach { document, score in top.offer(document, score: score) }
    }

    /// Where one word alone can bring documents in, its postings are walked without a window.
    private func scoreOne(
        _ index: Int,
        from base: UInt32,
        to end: UInt32,
        others: Int,
        top: inout TopDocuments,
        allowed: Bitmap?
    ) {
        guard unsafe cursors[index].seek(base) < end else { return }
        while unsafe cursors[index].document < end {
            let run = unsafe cursors[index].scoreRun(end: end, into: runScores)
            guard !run.isEmpty else { return }
            var least = top.threshold - (others > 0 ? unsafe sums[others - 1] : 0)
            if others == 0, allowed == nil {
                least = max(least, unsafe PostingScorer.reached(by: top.wanted, of: runScores, count: run.count))
            }
            let count = unsafe PostingScorer.select(runScores, count: run.count, atLeast: least, into: runPlaces)
            if others > 0, least > 0 {
                unsafe candidates.set(run, runScores, runPlaces, count: count, allowed: allowed)
                unsafe cursors[index].skipRun(run.count)
                offerCandidates(others: others, top: &top)
                continue
            }
            for selected in 0..<count {
                let place = unsafe Int(runPlaces[selected])
                let document = unsafe run[place]
                if allowed?.contains(document) ?? true {
                    unsafe offer(document, runScores[place], others: others, top: &top)
                }
            }
            unsafe cursors[index].skipRun(run.count)
        }
    }

    /// Completes a document's score by the words that could not bring it in.
    @inline(__always)
    private func offer(_ document: UInt32, _ score: Float, others: Int, top: inout TopDocuments) {
        var score = score
        var place = others - 1
        while place >= 0 {
            guard unsafe score + sums[place] >= top.threshold else { return }
            let index = unsafe order[place]
            if unsafe cursors[index].document < document { _ = unsafe cursors[index].seek(document) }
            if unsafe cursors[index].document == document { unsafe score += cursors[index].score }
            place -= 1
        }
        top.offer(document, score: score)
    }
}
