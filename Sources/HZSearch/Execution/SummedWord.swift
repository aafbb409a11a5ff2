import HZIndex

/// The best documents of a word that stands for terms with many postings together. The frequencies of all terms are added up
/// for every document of the segment, and only documents with sums that can bring them in are scored: no list is made.
@safe struct SummedWord {
    private let terms: [TermMatch]
    private let scorer: PostingScorer
    private let context: SegmentContext
    /// The length factor that no document's is below.
    private let leastFactor: Float

    /// Where there is less than a posting for so many documents, to list those that have any takes less than a look at all.
    private static let documentsOfPosting = 48
    /// Sums from here on grow scores by hardly more than rounding takes.
    private static let mostFrequency: UInt32 = 1 << 16

    /// The only one of some words; nil for other words, which are searched by cursors.
    init?(_ words: [WordPlan], segment: Int, in context: SegmentContext) {
        guard words.count == 1, let word = words.first, word.apart == nil else { return nil }
        terms = word.terms[segment]
        guard terms.count > 1 else { return nil }
        let postings = Int(terms.postingCount)
        guard postings * Self.documentsOfPosting >= Int(context.documentCount) else { return nil }
        self.context = context
        let factors = unsafe context.lengthFactors(word.field)
        scorer = unsafe PostingScorer(
            grid: context.grid,
            weight: word.weight,
            bonus: context.grid.round(word.bonus),
            norms: context.norms(word.field),
            factors: factors
        )
        leastFactor = unsafe UnsafeBufferPointer(start: factors, count: 256).min() ?? 0
    }

    /// Offers all documents whose score can matter.
    func collect(into top: inout TopDocuments, allowed: Bitmap?) {
        let all = Int(context.documentCount)
        let sums = context.sums.lend(all, context.memory)
        WordList.add(terms, to: sums, in: context)
        let documents = unsafe context.memory.takeRaw(Window.length + PostingScorer.overrun, of: UInt32.self)
        let frequencies = unsafe context.memory.takeRaw(Window.length, of: UInt32.self)
        let scores = unsafe context.memory.takeRaw(Window.length, of: Float.self)
        let places = unsafe context.memory.takeRaw(Window.length + PostingScorer.overrun, of: UInt32.self)
        var (least, threshold) = (UInt32(1), Float(0))
        for base in stride(from: 0, to: all, by: Window.length) {
            if top.threshold > threshold {
                threshold = top.threshold
                least = leastFrequency(reaching: threshold)
            }
            // Whatever happens, all of them are given back as zeros.
            let (window, length) = (sums.from(base), min(Window.length, all - base))
            let count = unsafe PostingScorer.take(window, count: length, atLeast: least, into: documents, frequencies)
            if count == 0 || context.mustStop() { continue }
            for place in 0..<count { unsafe documents[place] &+= UInt32(truncatingIfNeeded: base) }
            unsafe scorer.score(documents, frequencies, count: count, into: scores)
            let reached = unsafe PostingScorer.reached(by: allowed == nil ? top.wanted : 0, of: scores, count: count)
            let wanted = max(reached, top.threshold)
            let selected = unsafe PostingScorer.select(scores, count: count, atLeast: wanted, into: places)
            for index in 0..<selected {
                let place = unsafe Int(places[index])
                if unsafe allowed?.contains(documents[place]) ?? true {
                    unsafe top.offer(documents[place], score: scores[place])
                }
            }
        }
    }

    /// No document with a lower frequency scores so much; nearly the highest such.
    private func leastFrequency(reaching threshold: Float) -> UInt32 {
        var (low, high) = (UInt32(0), UInt32(1))
        while high < Self.mostFrequency, bound(high) < threshold { (low, high) = (high, high * 2) }
        while low + 1 < high {
            let middle = (low + high) / 2
            if bound(middle) < threshold { low = middle } else { high = middle }
        }
        // Far enough below that rounding does not tell two frequencies the wrong way round.
        return max(1, high - high / 16)
    }

    /// What a frequency scores in the shortest document.
    private func bound(_ frequency: UInt32) -> Float {
        let score = BM25.score(weight: scorer.weight, frequency: Float(frequency), factor: leastFactor)
        return scorer.bonus + scorer.grid.round(score)
    }
}
