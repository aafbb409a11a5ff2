import HZAnalysis
import HZIndex

/// Names with the number of a version, which a search for the name alone finds, too: `qwen` finds `Qwen2.5`.
extension QueryPlanner {
    /// So many versions of a name count, those that most articles have.
    private static let mostVersions = 16
    /// What begins more terms of a segment than these, with a digit behind it, is no name of a few things.
    private static let mostTerms = 512

    /// The terms that are a word with a number, but those that are many times as rare as the word itself.
    ///
    /// - Complexity: O(terms that begin so, up to ``mostTerms``), of each segment.
    func versions(of word: QueryWord) throws(IndexError) -> [JoinedTerm] {
        guard VersionedName.mayBeName(word.form) else { return [] }
        var found: [[UInt8]: UInt64] = [:]
        for segment in snapshot.segments {
            var terms = try segment.reader.terms(from: .text, word.form + [UInt8(ascii: "0")])
            var looked = 0
            while try terms.next(), Self.goesOnByDigit(terms.key, behind: word.form) {
                looked += 1
                if looked > Self.mostTerms { return [] }
                let term = terms.key.dropFirst()
                guard VersionedName.isVersion(term.dropFirst(word.form.count)) else { continue }
                found[Array(term), default: 0] += UInt64(terms.info.documentFrequency)
            }
        }
        guard !found.isEmpty else { return [] }
        let alone = try frequency(word.term)
        let counted = found.filter { $0.value * Self.mostRatio >= alone }
        // Of those that as many articles have, the first by their bytes: the same each time.
        let sorted = counted.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        return sorted.prefix(Self.mostVersions).map { JoinedTerm(term: $0.key, shift: 0) }
    }

    private static func goesOnByDigit(_ key: [UInt8], behind word: [UInt8]) -> Bool {
        key.count > word.count + 1 && key[0] == Field.text.rawValue && key[word.count + 1] &- 0x30 < 10
            && key[1...].starts(with: word)
    }
}

/// Arrays of bytes have an order, but do not say so.
private func < (left: (UInt64, [UInt8]), right: (UInt64, [UInt8])) -> Bool {
    left.0 == right.0 ? left.1.lexicographicallyPrecedes(right.1) : left.0 < right.0
}
