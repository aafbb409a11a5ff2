import HZAnalysis
import HZIndex

/// What the nearness of a bare query's words adds: a phrase in the title beats one in the text, that beats words near one
/// another in order, that beats near ones, that beats words anywhere. One tier outweighs any difference of BM25.
struct Lift {
    let evaluation: Evaluation
    let words: [QueryWord]
    /// How far apart, in positions, words count as near.
    private static let nearness: UInt32 = 10

    /// Adds to the scores of documents that have all the words.
    func apply(to matches: [Matches]) throws(SearchError) -> [Matches] {
        let slots = try evaluation.slots(words, .text)
        let totals = evaluation.snapshot.totals(.text)
        // No document's BM25 exceeds this: each word's idf is at most that of a word of one document.
        let tier = Float(words.count) * BM25.idf(1, of: totals.documents) * (BM25.k1 + 1)
        let offsets = words.map { UInt32($0.position) }
        var result = matches
        for (index, segment) in evaluation.snapshot.segments.enumerated() where !matches[index].documents.isEmpty {
            let found = Set(matches[index].documents)
            var positions: [[UInt32: [UInt32]]] = []
            for terms in slots[index] {
                let postings = try evaluation.indexed { () throws(IndexError) in
                    try WordPostings(terms, in: segment, needsPositions: true)
                }
                var places: [UInt32: [UInt32]] = [:]
                for (document, list) in zip(postings.documents, postings.positions) where found.contains(document) {
                    places[document] = list
                }
                positions.append(places)
            }
            for (place, document) in matches[index].documents.enumerated() {
                let lists = positions.compactMap { $0[document] }
                guard lists.count == words.count else { continue }
                let title = try evaluation.indexed { () throws(IndexError) in
                    try segment.reader.titleLength(document)
                }
                result[index].scores[place] += tier * Self.tier(lists, offsets, titleLength: UInt32(title))
            }
        }
        return result
    }

    private static func tier(_ lists: [[UInt32]], _ offsets: [UInt32], titleLength: UInt32) -> Float {
        let starts = (lists.first ?? []).filter { PhraseMatcher.isPhrase(at: $0, lists, offsets) }
        if let first = starts.first {
            return first + (offsets.last ?? 0) - (offsets.first ?? 0) < titleLength ? 4 : 3
        }
        guard let closest = PhraseMatcher.closest(lists), closest.span <= nearness else { return 0 }
        return closest.isOrdered ? 2 : 1
    }
}
