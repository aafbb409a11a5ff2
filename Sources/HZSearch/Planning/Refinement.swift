import HZAnalysis
import HZIndex

/// Orders the best answers to a question of many words anew, by what single words do not tell: which of the question's
/// neighbours are neighbours in the article too (sequential dependence: Metzler and Croft, SIGIR 2005), then what the best
/// of them talk about besides (`Feedback`).
///
/// It only adds to scores, and looks at no others than the best: what it costs does not grow with the index.
struct Refinement {
    /// How many documents are ordered anew.
    static let depth = 100
    /// What neighbours weigh, as a part of what the two words weigh.
    private static let neighbourWeight: Float = 0.2

    /// The neighbours of the question.
    let pairs: [PhrasePlan]
    /// The question's characters, in scripts without spaces.
    let characters: CharacterMatch
    let feedback: Feedback

    /// What was found of the best documents.
    struct Findings {
        /// What characters added, by the documents' places.
        var characters: [UInt64: Float] = [:]
        /// The words that the best have in common.
        var feedback: [WordPlan] = []
    }

    /// What follows from the words of a question, where they stand in it, and what they weigh together.
    init(_ words: [WordPlan], _ lift: LiftPlan, weight: Float) {
        var pairs: [PhrasePlan] = []
        for place in words.indices.dropFirst() where lift.offsets[place] == lift.offsets[place - 1] + 1 {
            // In scripts without spaces, pairs of characters overlap: neighbours say what each of them says.
            guard lift.isSpaced[place - 1], lift.isSpaced[place] else { continue }
            let pair = Array(words[place - 1...place])
            let isKnown = pairs.contains { $0.words[0].isSame(as: pair[0]) && $0.words[1].isSame(as: pair[1]) }
            guard !isKnown, !pair[0].isSame(as: pair[1]) else { continue }
            let weight = Self.neighbourWeight * (pair[0].weight + pair[1].weight)
            pairs.append(PhrasePlan(words: pair, offsets: [0, 1], slop: nil, weight: weight))
        }
        self.pairs = pairs
        characters = CharacterMatch(lift)
        feedback = Feedback(mass: Feedback.share * weight)
    }

    /// It adds no more to a score.
    var bound: Float { pairs.reduce(feedback.mass + characters.bound) { $0 + $1.weight } }

    /// The documents in their new order, and what was found of them. They come in the order of their scores.
    func refined(
        _ documents: [RankedDocument],
        by pass: PassSearch,
        _ findings: inout Findings
    ) throws(SearchError) -> [RankedDocument] {
        var best = Array(documents.prefix(Self.depth))
        try add(to: &best, by: pass) { context, segment in
            pairs.compactMap { Conjunction(words: [], phrases: [$0], segment: segment, in: context) }
                .map { pair in
                    { document in pair.seek(document) == document ? pair.score(document, threshold: 0) : nil }
                }
        }
        let scores = try characters.scores(of: best, by: pass)
        if !scores.isEmpty {
            for index in best.indices {
                guard let more = scores[best[index].place] else { continue }
                best[index].key = TopDocuments.key(best[index].score(isByDate: false) + more)
            }
            try indexed { () throws(IndexError) in try RankedDocument.sort(&best, in: pass.snapshot) }
        }
        let found = try feedback.words(of: best, by: pass)
        findings = Findings(characters: scores, feedback: found)
        try add(to: &best, by: pass) { context, segment in
            found.compactMap { Conjunction(words: [$0], phrases: [], segment: segment, in: context) }
                .map { word in
                    { document in word.seek(document) == document ? word.score(document, threshold: 0) : nil }
                }
        }
        return best + documents.dropFirst(Self.depth)
    }

    /// Adds what scorers say of each document, and puts the documents into the order of their sums.
    private func add(
        to documents: inout [RankedDocument],
        by pass: PassSearch,
        _ scorers: (_ context: SegmentContext, _ segment: Int) -> [(_ document: UInt32) -> Float?]
    ) throws(SearchError) {
        let order = documents.indices.sorted {
            (documents[$0].segment, documents[$0].document) < (documents[$1].segment, documents[$1].document)
        }
        var place = 0
        while place < order.count {
            let segment = documents[order[place]].segment
            let context = pass.context(segment)
            let first = place
            while place < order.count, documents[order[place]].segment == segment { place += 1 }
            for score in scorers(context, segment) where !context.mustStop() {
                for index in order[first..<place] {
                    guard let more = score(documents[index].document) else { continue }
                    documents[index].key = TopDocuments.key(documents[index].score(isByDate: false) + more)
                }
            }
            try context.throwFailure()
        }
        try indexed { () throws(IndexError) in try RankedDocument.sort(&documents, in: pass.snapshot) }
    }
}
