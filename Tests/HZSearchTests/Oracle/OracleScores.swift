import Foundation
import HZAnalysis
import HZIndex

@testable import HZSearch

/// Scores and phrases by definition.
extension OracleIndex {
    /// What a part scores in an article; nil where it does not match.
    func score(_ part: Part, _ entry: Entry, _ grid: ScoreGrid) -> Float? {
        switch part {
        case .nothing: return nil
        case .test(let test): return test(entry.document) ? 0 : nil
        case .word(let word):
            let frequency = frequency(word, entry)
            return frequency == 0 ? nil : score(word.weight, frequency, word.field, entry, grid)
        case .phrase(let words, let offsets, let slop):
            let frequency = frequency(words, offsets, slop, entry)
            let weight = words.reduce(Float(0)) { $0 + $1.weight }
            return frequency == 0 ? nil : score(weight, frequency, words[0].field, entry, grid)
        case .near(let parts, let distance):
            let weight = parts.flatMap(\.words).reduce(Float(0)) { $0 + $1.weight }
            return areNear(parts, distance, entry) ? score(weight, 1, parts[0].words[0].field, entry, grid) : nil
        case .all(let required, let optional, let excluded):
            if excluded.contains(where: { score($0, entry, grid) != nil }) { return nil }
            var sum: Float = 0
            for part in required {
                guard let score = score(part, entry, grid) else { return nil }
                sum += score
            }
            return optional.reduce(sum) { $0 + (score($1, entry, grid) ?? 0) }
        case .any(let parts):
            let scores = parts.compactMap { score($0, entry, grid) }
            return scores.isEmpty ? nil : scores.reduce(0, +)
        }
    }

    private func score(_ weight: Float, _ count: Int, _ field: Field, _ entry: Entry, _ grid: ScoreGrid) -> Float {
        grid.round(weight * Float(count) / (Float(count) + lengthFactor(field, entry)))
    }

    func lengthFactor(_ field: Field, _ entry: Entry) -> Float {
        let length = Float(NormCode.decode(NormCode.encode(entry.lengths[field, default: 0])))
        return 1.5 * (1 - 0.6 + 0.6 * length / max(averageLengths[field, default: 0], 1))
    }

    /// How often an article has a word: weighted by where it stands, if the article has no other form of the term.
    private func frequency(_ word: Word, _ entry: Entry) -> Int {
        let found = entry.words[word.field, default: []].filter(word.isMatch)
        var sum = 0
        for term in Set(found.map(\.term)) {
            let chosen = found.filter { $0.term == term }
            let all = entry.words[word.field, default: []].count { $0.term == term }
            sum += chosen.count == all ? chosen.reduce(0) { $0 + Int($1.weight) } : chosen.count
        }
        return sum
    }

    private func frequency(_ words: [Word], _ offsets: [UInt32], _ slop: Int?, _ entry: Entry) -> Int {
        let positions = words.map { self.positions(of: $0, entry) }
        guard let slop else { return OracleIndex.phrases(positions, offsets).count }
        return Self.isNear(positions, within: UInt32(slop + words.count - 1)) ? 1 : 0
    }

    private func areNear(_ parts: [(words: [Word], offsets: [UInt32])], _ distance: UInt32, _ entry: Entry) -> Bool {
        let lengths = parts.map { ($0.offsets.last ?? 0) - $0.offsets[0] }
        let starts = parts.map { part in Self.phrases(part.words.map { positions(of: $0, entry) }, part.offsets) }
        let reach = lengths.reduce(distance, +)
        return starts.joined().contains { start in
            zip(starts, lengths).allSatisfy { places, length in
                places.contains { $0 >= start && $0 + length - start <= reach }
            }
        }
    }

    func positions(of word: Word, _ entry: Entry) -> [UInt32] {
        entry.words[word.field, default: []].filter(word.isMatch).map(\.position)
    }

    /// Where words stand one behind the other: the positions of the first.
    static func phrases(_ positions: [[UInt32]], _ offsets: [UInt32]) -> [UInt32] {
        positions[0].filter { start in
            zip(positions, offsets).allSatisfy { $0.contains(start + $1 - offsets[0]) }
        }
    }

    static func isNear(_ positions: [[UInt32]], within reach: UInt32) -> Bool {
        positions.joined().contains { start in
            positions.allSatisfy { $0.contains { $0 >= start && $0 - start <= reach } }
        }
    }

    static func isOrdered(_ positions: [[UInt32]], within reach: UInt32) -> Bool {
        func goesOn(_ word: Int, after last: UInt32, from start: UInt32) -> Bool {
            word == positions.count
                || positions[word].contains {
                    $0 > last && $0 - start <= reach && goesOn(word + 1, after: $0, from: start)
                }
        }
        return positions[0].contains { goesOn(1, after: $0, from: $0) }
    }
}
