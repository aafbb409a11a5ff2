import HZAnalysis
import HZIndex

/// What single characters of a question tell of its best answers, in scripts without spaces. The index has pairs of
/// characters: 北大 shares none with 北京大学, which has both characters. Pairs and characters together find better than
/// either (Nie, Gao, Zhang, Zhou: On the Use of Words and N-grams for Chinese Information Retrieval, IRAL 2000).
///
/// A character weighs by how rare it is among these answers: what all of them have tells nothing about which is best, and
/// so nothing has to be looked up.
struct CharacterMatch {
    /// How many of the best documents are read, and how many bytes of each.
    static let depth = 20
    static let bytes = 4_096
    /// What a character weighs, as a part of what a word as rare would.
    private static let share: Float = 1.25
    /// Questions of fewer characters say too little.
    private static let least = 3

    /// The characters, each once, as terms have them; none where there is nothing to tell.
    private let characters: [UInt32]

    init(_ lift: LiftPlan) {
        characters = lift.characters.count < Self.least ? [] : lift.characters
    }

    /// It adds no more to a score.
    var bound: Float { Float(characters.count) * Self.share * BM25.weight(1, of: UInt64(Self.depth)) }

    /// What the first of some documents get, by their places; the documents come in the order of their scores.
    func scores(of ranked: [RankedDocument], by pass: PassSearch) throws(SearchError) -> [UInt64: Float] {
        let best = ranked.prefix(Self.depth)
        guard !characters.isEmpty, best.count > 1 else { return [:] }
        var counts: [[UInt32]] = []
        var documents = [UInt64](repeating: 0, count: characters.count)
        for document in best {
            let reader = pass.snapshot.segments[document.segment].reader
            let beginning = try indexed { () throws(IndexError) in
                try ArticleBeginning(document.document, of: reader, bytes: Self.bytes)
            }
            let found = self.counts(in: beginning)
            for place in found.indices where found[place] > 0 { documents[place] += 1 }
            counts.append(found)
        }
        let weights = documents.map { Self.share * BM25.weight($0, of: UInt64(best.count)) }
        let grid = ScoreGrid(most: pass.pass.bound)
        var scores: [UInt64: Float] = [:]
        for (document, found) in zip(best, counts) {
            let context = pass.context(document.segment)
            let factor = context.lengthFactor(.text, document.document)
            var sum: Float = 0
            for (number, count) in found.enumerated() where count > 0 {
                sum += grid.round(BM25.score(weight: weights[number], frequency: Float(count), factor: factor))
            }
            try context.throwFailure()
            scores[document.place] = sum
        }
        return scores
    }

    /// How often an article has each of the characters, weighted, as far as it is read.
    private func counts(in article: ArticleBeginning) -> [UInt32] {
        var counts = [UInt32](repeating: 0, count: characters.count)
        article.forEachStretch { text, range, weight in
            forEachCharacter(of: text, in: range) { term in
                if let place = characters.firstIndex(of: Self.character(of: term[...])) { counts[place] += weight }
            }
        }
        return counts
    }

    /// The first character of a term, as the number that its bytes make: each character of a run is the first of one pair or
    /// of what stands at the run's end. 0 for none.
    private static func character(of term: ArraySlice<UInt8>) -> UInt32 {
        guard let byte = term.first else { return 0 }
        return term.prefix(byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4).reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// The characters of a question, each once, in their order.
    static func characters(of words: [QueryWord]) -> [UInt32] {
        var characters: [UInt32] = []
        for word in words where word.kind != .word {
            let first = character(of: word.term[...])
            let length = first < 1 << 8 ? 1 : first < 1 << 16 ? 2 : first < 1 << 24 ? 3 : 4
            for character in [first, character(of: word.term.dropFirst(length))] {
                if character != 0, !characters.contains(character) { characters.append(character) }
            }
        }
        return characters
    }
}
