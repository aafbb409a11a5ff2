/// A set of documents of a commit: one bit each.
struct SeenDocuments: Sendable {
    private var words: [[UInt64]]

    /// The empty set, for segments of these many documents.
    init(counts: [UInt32]) {
        words = counts.map { [UInt64](repeating: 0, count: (Int($0) + 63) / 64) }
    }

    mutating func insert(_ place: PriorCommit.Place) {
        words[place.segment][Int(place.document) / 64] |= 1 << UInt64(place.document % 64)
    }

    func contains(_ place: PriorCommit.Place) -> Bool {
        words[place.segment][Int(place.document) / 64] & 1 << UInt64(place.document % 64) != 0
    }

    mutating func formUnion(_ other: SeenDocuments) {
        for segment in words.indices {
            for word in words[segment].indices { words[segment][word] |= other.words[segment][word] }
        }
    }
}
