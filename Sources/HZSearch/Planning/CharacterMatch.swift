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
    private let characters: [[UInt8]]

    init(_ lift: LiftPlan) {
        characters = lift.characters.count < Self.least ? [] : lift.characters
    }

    /// It adds no more to a score.
    var bound: Float { Float(characters.count) * Self.share * BM25.weight(1, of: UInt64(Self.depth)) }

    /// What the first of some documents get, by their places; the documents come in the order of their scores.
    func scores(of ranked: [RankedDocument], by pass: PassSearch) throws(SearchError) -> [UInt64: Float] {
        let best = ranked.prefix(Self.depth)
        guard !characters.isEmpty, best.count > 1 else { return [:] }
        var numbers: [[UInt8]: Int] = [:]
        for (number, character) in characters.enumerated() { numbers[character] = number }
        var counts: [[UInt32]] = []
        var documents = [UInt64](repeating: 0, count: characters.count)
        for document in best {
            let reader = pass.snapshot.segments[document.segment].reader
            let stored = try indexed { () throws(IndexError) in try reader.document(document.document) }
            let found = Self.counts(stored, numbers)
            for number in found.indices where found[number] > 0 { documents[number] += 1 }
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

    /// How often a document has each of the characters, weighted, as far as it is read.
    private static func counts(_ document: Document, _ numbers: [[UInt8]: Int]) -> [UInt32] {
        var counts = [UInt32](repeating: 0, count: numbers.count)
        func count(_ text: [UInt8], _ range: Range<Int>, _ weight: UInt32) {
            forEachTerm(of: text, in: range, language: .none) { term, kind in
                guard kind != .word, let number = numbers[first(of: term)] else { return }
                counts[number] += weight
            }
        }
        let title = Array(document.title.utf8)
        count(title, title.indices, UInt32(Zone.titleWeight))
        var left = bytes
        for block in document.blocks where block.zone.field == .text && left > 0 {
            let length = min(left, block.end - block.start)
            left -= length
            count(document.text, block.start..<block.start + length, UInt32(block.zone.weight))
        }
        return counts
    }

    /// The first character of a term: each character of a run is that of one pair or of what stands at the run's end.
    static func first(of term: [UInt8]) -> [UInt8] {
        guard let byte = term.first else { return [] }
        return Array(term.prefix(byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4))
    }

    /// The characters of a question, each once, in their order.
    static func characters(of words: [QueryWord]) -> [[UInt8]] {
        var characters: [[UInt8]] = []
        func add(_ character: [UInt8]) {
            if !character.isEmpty, !characters.contains(character) { characters.append(character) }
        }
        for word in words where word.kind != .word {
            let first = first(of: word.term)
            add(first)
            add(Array(word.term.dropFirst(first.count)))
        }
        return characters
    }
}
