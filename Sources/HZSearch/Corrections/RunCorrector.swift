import HZAnalysis
import HZIndex

/// Finds what a run of characters without spaces may have been meant to be: one of its characters is another one, such
/// that both pairs that it is part of are known.
struct RunCorrector {
    let snapshot: IndexSnapshot

    /// Longer runs are sentences: there is no telling which character is wrong.
    private static let longest = 12
    /// How many options of a run are tried.
    private static let mostOptions = 8
    /// So many of the likeliest are looked at, where a run is one pair.
    private static let mostLookedAt = 32
    /// A character whose pairs have so many times as many articles as the one pair of an option goes with everything.
    private static let mostPairs = 10.0

    /// The runs that may have been meant, the likeliest first. `text` is the run as typed.
    func options(_ run: TypedWord, _ text: String) throws(IndexError) -> [WordCorrector.Option] {
        guard let field = run.field.indexField else { return [] }
        let pairs = run.parts.map(\.term)
        let typed = Array(text.unicodeScalars)
        // As terms have them.
        let known = Self.scalars(pairs[0]).prefix(1) + pairs.compactMap { Self.scalars($0).last }
        guard typed.count == pairs.count + 1, known.count == typed.count, typed.count <= Self.longest else {
            return []
        }
        var frequencies: [Double] = []
        for pair in pairs { frequencies.append(try frequency(field, pair)) }
        var options: [WordCorrector.Option] = []
        for place in typed.indices {
            // What is not touched must be known.
            let isKnown = pairs.indices.allSatisfy { $0 == place || $0 == place - 1 || frequencies[$0] > 0 }
            guard isKnown else { continue }
            for (character, value) in try characters(at: place, pairs, field) where character != known[place] {
                var changed = String.UnicodeScalarView()
                changed.append(contentsOf: typed[..<place])
                changed.append(character)
                changed.append(contentsOf: typed[(place + 1)...])
                // People choose the first character with more care than those after it.
                let weight = place == 0 ? 0.5 : 1
                options.append(WordCorrector.Option(range: run.range, text: String(changed), value: weight * value))
            }
        }
        options.sort { $0.value != $1.value ? $0.value > $1.value : $0.text < $1.text }
        guard pairs.count == 1 else { return Array(options.prefix(Self.mostOptions)) }
        // One pair is all there is to speak for the character.
        var telling: [WordCorrector.Option] = []
        for option in options.prefix(Self.mostLookedAt) where telling.count < Self.mostOptions {
            let changed = Array(option.text.unicodeScalars)
            let place = changed[0] == typed[0] ? 1 : 0
            let pair = place == 0 ? [changed[0], known[1]] : [known[0], changed[1]]
            if try !isGeneral(changed[place], in: pair, field) { telling.append(option) }
        }
        return telling
    }

    /// Whether a character begins pairs of far more articles than one pair has that it is part of: 了, 的, 之. O(pairs that it
    /// begins).
    private func isGeneral(
        _ character: Unicode.Scalar,
        in pair: [Unicode.Scalar],
        _ field: Field
    ) throws(IndexError) -> Bool {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: pair)
        let limit = try Self.mostPairs * frequency(field, Array(String(text).utf8))
        let prefix = Array(String(character).utf8)
        var documents = 0.0
        for segment in snapshot.segments {
            var terms = try segment.reader.terms(from: field, prefix)
            while try terms.next(), terms.key.first == field.rawValue, terms.key.dropFirst().starts(with: prefix) {
                documents += Double(terms.info.documentFrequency)
                if documents > limit { return true }
            }
        }
        return false
    }

    /// The characters with which both pairs at a place are known, each with the number of articles of the rarer pair.
    private func characters(
        at place: Int,
        _ pairs: [[UInt8]],
        _ field: Field
    ) throws(IndexError) -> [(Unicode.Scalar, Double)] {
        var found: [Unicode.Scalar: Double] = [:]
        if place == 0 {
            let last = Self.scalars(pairs[0]).last
            for segment in snapshot.segments {
                for near in try segment.reader.forms(of: field, within: 1, of: pairs[0]) where near.edits > 0 {
                    let characters = Self.scalars(near.form)
                    guard characters.count == 2, characters[1] == last else { continue }
                    found[characters[0], default: 0] += Double(near.documents)
                }
            }
            return Array(found)
        }
        guard let before = Self.scalars(pairs[place - 1]).first else { return [] }
        let prefix = Array(String(before).utf8)
        for segment in snapshot.segments {
            var terms = try segment.reader.terms(from: field, prefix)
            while try terms.next(), terms.key.first == field.rawValue, terms.key.dropFirst().starts(with: prefix) {
                let characters = Self.scalars(Array(terms.key.dropFirst()))
                guard characters.count == 2 else { continue }
                found[characters[1], default: 0] += Double(terms.info.documentFrequency)
            }
        }
        guard place < pairs.count, let after = Self.scalars(pairs[place]).last else { return Array(found) }
        var both: [(Unicode.Scalar, Double)] = []
        for (character, value) in found {
            let other = try frequency(field, Array((String(character) + String(after)).utf8))
            if other > 0 { both.append((character, min(value, other))) }
        }
        return both
    }

    private func frequency(_ field: Field, _ pair: [UInt8]) throws(IndexError) -> Double {
        var documents = 0.0
        for segment in snapshot.segments {
            documents += Double(try segment.reader.find(field, pair)?.documentFrequency ?? 0)
        }
        return documents
    }

    private static func scalars(_ bytes: [UInt8]) -> [Unicode.Scalar] {
        Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
    }
}
