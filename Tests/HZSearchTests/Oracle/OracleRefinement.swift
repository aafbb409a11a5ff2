import Foundation
import HZIndex

@testable import HZSearch

/// Orders the best answers to a question anew, by the words of docs/QUERY.md.
struct OracleRefinement {
    struct Found {
        var score: Float
        var entry: OracleIndex.Entry
        var date: UInt32 { entry.document.date }

        func precedes(_ other: Found) -> Bool {
            if score != other.score { return score > other.score }
            if date != other.date { return date > other.date }
            return entry.document.id.utf8.lexicographicallyPrecedes(other.entry.document.id.utf8)
        }
    }

    private let index: OracleIndex
    private var pairs: [OracleIndex.Part] = []
    private let characters: Set<Unicode.Scalar>
    private let mass: Float
    private(set) var bound: Float

    init(
        _ index: OracleIndex,
        _ words: [OracleIndex.Word],
        _ offsets: [UInt32],
        _ isSpaced: [Bool],
        characters: Set<Unicode.Scalar>,
        weight: Float
    ) {
        self.index = index
        self.characters = characters.count < 3 ? [] : characters
        mass = 0.4 * weight
        bound = mass + Float(self.characters.count) * 1.25 * (2.5 * logarithm(1 + 19.5 / 1.5))
        var known: Set<[Set<[UInt8]>]> = []
        for place in words.indices.dropFirst() where offsets[place] == offsets[place - 1] + 1 {
            var (first, second) = (words[place - 1], words[place])
            guard isSpaced[place - 1], isSpaced[place], first.name != second.name else { continue }
            guard known.insert([first.name, second.name]).inserted else { continue }
            // The pair weighs a fifth of both.
            (first.weight, second.weight) = (0.2 * (first.weight + second.weight), 0)
            bound += first.weight
            pairs.append(.phrase([first, second], offsets: [0, 1], slop: nil))
        }
    }

    func refined(_ found: [Found], _ grid: ScoreGrid) -> [Found] {
        var best = added(pairs, to: Array(found.prefix(100)), grid)
        best = withCharacters(best, grid)
        best = added(feedback(best), to: best, grid)
        return best + found.dropFirst(100)
    }

    private func added(_ parts: [OracleIndex.Part], to found: [Found], _ grid: ScoreGrid) -> [Found] {
        found.map { found in
            let more = parts.reduce(Float(0)) { $0 + (index.score($1, found.entry, grid) ?? 0) }
            return Found(score: found.score + more, entry: found.entry)
        }
        .sorted { $0.precedes($1) }
    }

    /// Counts the question's characters in the first twenty, and weighs them by how many of these have them.
    private func withCharacters(_ found: [Found], _ grid: ScoreGrid) -> [Found] {
        let best = found.prefix(20)
        guard best.count > 1 else { return found }
        func count(_ character: Unicode.Scalar, _ found: Found) -> UInt32 {
            found.entry.words[.text, default: []].filter { !$0.isSpaced }
                .filter { String(decoding: $0.term, as: UTF8.self).unicodeScalars.first == character }
                .reduce(0) { $0 + $1.weight }
        }
        var result = found
        for character in characters {
            let counts = best.map { count(character, $0) }
            let having = Float(counts.count { $0 > 0 })
            let weight = 1.25 * (2.5 * logarithm(1 + (Float(best.count) - having + 0.5) / (having + 0.5)))
            for (place, count) in counts.enumerated() where count > 0 {
                let factor = index.lengthFactor(.text, best[place].entry)
                result[place].score += grid.round(weight * Float(count) / (Float(count) + factor))
            }
        }
        return result.sorted { $0.precedes($1) }
    }

    /// The twenty-five words that tell most of what the eight best have in common.
    private func feedback(_ ranked: [Found]) -> [OracleIndex.Part] {
        guard ranked.count >= 10, ranked[0].score > 0 else { return [] }
        let trust = min(max((ranked[9].score / ranked[0].score - 0.3) / 0.2, 0), 1)
        let parts = ranked.prefix(8).map { exp((Double($0.score) / Double(ranked[0].score) - 1) / 0.05) }
        let sum = parts.reduce(0, +)
        var values: [[UInt8]: [Double]] = [:]
        for (found, part) in zip(ranked, parts) {
            let factor = Double(index.lengthFactor(.text, found.entry))
            let words = Dictionary(
                grouping: found.entry.words[.text, default: []].filter { !$0.isRunEnd },
                by: \.term
            )
            for (term, occurrences) in words {
                let frequency = Double(occurrences.reduce(0) { $0 + $1.weight })
                values[term, default: []].append(part / sum * frequency / (frequency + factor))
            }
        }
        func first(_ count: Int, _ values: [([UInt8], Double)]) -> [([UInt8], Double)] {
            Array(
                values.sorted { $0.1 != $1.1 ? $0.1 > $1.1 : $0.0.lexicographicallyPrecedes($1.0) }.prefix(count)
            )
        }
        var words: [[UInt8]: OracleIndex.Word] = [:]
        var told: [([UInt8], Double)] = []
        for (term, value) in first(64, values.filter { $0.value.count > 1 }.map { ($0.key, $0.value.reduce(0, +)) }) {
            let frequency = index.frequency(of: term, in: .text)
            guard frequency > 1, frequency * 10 <= index.count(.text) else { continue }
            let word = index.word(of: [term], in: .text) { $0.term == term }
            words[term] = word
            told.append((term, value * Double(word.weight)))
        }
        let weighed = first(25, told).compactMap { term, value in words[term].map { ($0, value * Double($0.weight)) } }
        let all = weighed.reduce(0) { $0 + $1.1 }
        return weighed.map { word, weight in
            var word = word
            word.weight = Float(weight * (Double(mass * trust) / all))
            return .word(word)
        }
    }
}
