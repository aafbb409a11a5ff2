import HZAnalysis

/// Words that a query wants together: a phrase, or phrases and words near one another.
struct SoughtGroup {
    /// Words one behind the other, or one.
    struct Part {
        /// The words' numbers, in order.
        var words: [Int]
        /// How many tokens each stands from the first.
        var offsets: [Int]
    }

    /// A place where a part stands: its first spot and its last.
    struct Stand {
        var first: Int
        var last: Int
    }

    let parts: [Part]
    /// How many tokens the last word of a stretch that has all the parts may be from its first; says nothing of one part.
    let reach: Int
    /// All its words, as bits.
    let words: UInt64

    init(_ parts: [Part], reach: Int) {
        self.parts = parts
        self.reach = reach
        words = parts.reduce(UInt64(0)) { $1.words.reduce($0) { $0 | 1 << UInt64($1) } }
    }

    /// Where its parts stand among the spots of a text, such that the group is there. O(spots * parts).
    func stands(among spots: [FormSpotter.Spot]) -> [Stand] {
        let stands = parts.map { part in
            spots.indices.compactMap { place in
                Self.end(of: part, from: place, spots).map { Stand(first: place, last: $0) }
            }
        }
        return stands.count == 1 ? stands[0] : near(stands, spots)
    }

    /// The stands that are within reach of one of each other part.
    private func near(_ stands: [[Stand]], _ spots: [FormSpotter.Spot]) -> [Stand] {
        guard stands.allSatisfy({ !$0.isEmpty }) else { return [] }
        var heads = [Int](repeating: 0, count: stands.count)
        var kept: [Stand] = []
        var lastKept = [Int](repeating: -1, count: stands.count)
        while true {
            let present = stands.indices.map { stands[$0][heads[$0]] }
            guard let lowest = present.indices.min(by: { present[$0].first < present[$1].first }),
                let last = present.map({ spots[$0.last].token }).max()
            else { return kept }
            if last - spots[present[lowest].first].token <= reach {
                for part in present.indices where lastKept[part] < heads[part] {
                    kept.append(present[part])
                    lastKept[part] = heads[part]
                }
            }
            heads[lowest] += 1
            guard heads[lowest] < stands[lowest].count else { return kept }
        }
    }

    /// The place among the spots where a part ends that begins at `place`; nil where it does not stand there.
    private static func end(of part: Part, from place: Int, _ spots: [FormSpotter.Spot]) -> Int? {
        guard spots[place].words >> UInt64(part.words[0]) & 1 == 1 else { return nil }
        var next = place
        for (word, offset) in zip(part.words, part.offsets).dropFirst() {
            let token = spots[place].token + offset
            while next < spots.count, spots[next].token < token { next += 1 }
            guard next < spots.count, spots[next].token == token, spots[next].words >> UInt64(word) & 1 == 1 else {
                return nil
            }
        }
        return next
    }
}
