import HZIndex

/// The terms of all segments that a word with some edits stands for.
struct FuzzyExpansion {
    /// Any of the terms. Each weighs what the word would if it had the documents of all; less by the share of its
    /// characters that was edited.
    private(set) var plan = Plan.nothing

    /// More terms than these, the most frequent ones, are searched as one.
    private static let mostTerms = 48

    /// The terms of a field with a form within so many edits of a folded word.
    init(_ form: [UInt8], edits: Int, field: Field, snapshot: IndexSnapshot) throws(IndexError) {
        var words: [WordPlan] = []
        var places: [[UInt8]: Int] = [:]
        var distances: [Int] = []
        var all: UInt64 = 0
        let none = SegmentTerms(segmentCount: snapshot.segments.count)
        for (segment, part) in snapshot.segments.enumerated() {
            for (term, info, distance) in try part.reader.terms(of: field, within: edits, of: form) {
                let place = places[term] ?? words.count
                if place == words.count {
                    places[term] = place
                    words.append(WordPlan(field: field, terms: none, weight: 0))
                    distances.append(distance)
                }
                words[place].terms.change(segment) { $0 = [TermMatch(term: term, info: info)] }
                distances[place] = min(distances[place], distance)
            }
        }
        guard !words.isEmpty else { return }
        // What an answer is does not depend on how articles are spread over segments: a term whose form is near in one
        // stands for all its inflections in every one.
        if snapshot.segments.count > 1 {
            for (term, place) in places {
                for (segment, part) in snapshot.segments.enumerated() where words[place].terms[segment].isEmpty {
                    guard let info = try part.reader.find(field, term) else { continue }
                    words[place].terms.change(segment) { $0 = [TermMatch(term: term, info: info)] }
                }
            }
        }
        for word in words { all += Self.frequency(word) }
        // In the order of their bytes, so that bounds are the same sums however articles are spread.
        let order = places.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value)
        let weight = BM25.weight(all, of: snapshot.totals(field).documents)
        let length = Float(max(form.count { $0 & 0xC0 != 0x80 }, edits + 1))
        for place in words.indices { words[place].weight = weight * (1 - Float(distances[place]) / length) }
        plan = .any(Self.gatherRare(order.map { words[$0] }).map { .word($0) })
    }

    /// Many rare terms cost less as one word than each by itself.
    private static func gatherRare(_ words: [WordPlan]) -> [WordPlan] {
        guard words.count > mostTerms else { return words }
        // Of equally frequent ones those whose bytes come first, in whichever segment they were met.
        let byFrequency = words.sorted {
            let (first, second) = (frequency($0), frequency($1))
            return first != second ? first > second : term($0).lexicographicallyPrecedes(term($1))
        }
        var kept = Array(byFrequency.prefix(mostTerms - 1))
        var rare = byFrequency[mostTerms - 1]
        rare.isGathered = true
        for word in byFrequency.dropFirst(mostTerms) {
            for segment in rare.terms.indices { rare.terms.change(segment) { $0 += word.terms[segment] } }
            rare.weight = min(rare.weight, word.weight)
        }
        kept.append(rare)
        return kept
    }

    private static func term(_ word: WordPlan) -> [UInt8] {
        word.terms.lazy.compactMap(\.first).first?.term ?? []
    }

    private static func frequency(_ word: WordPlan) -> UInt64 {
        word.terms.reduce(0) { $0 + $1.reduce(0) { $0 + UInt64($1.info.documentFrequency) } }
    }
}
