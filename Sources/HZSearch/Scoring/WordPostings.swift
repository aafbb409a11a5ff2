import HZIndex

/// Where a word of a query stands in a segment: documents ascending, with weighted frequencies, and positions where
/// they were asked for.
struct WordPostings {
    var documents: [UInt32] = []
    var frequencies: [UInt32] = []
    var positions: [[UInt32]] = []

    /// Reads the postings of the terms that a word stands for. Documents that no search finds are left out.
    init(
        _ terms: [TermMatch],
        in segment: IndexSnapshot.Segment,
        needsPositions: Bool
    ) throws(IndexError) {
        let needsPositions = needsPositions || terms.contains { $0.forms != nil }
        for term in terms {
            var other = WordPostings()
            var cursor = segment.reader.cursor(term.info, arena: CursorArena())
            while cursor.next() != PostingCursor.exhausted {
                let document = cursor.document
                guard !segment.unsearchable.contains(document) else { continue }
                var places: [UInt32] = []
                if needsPositions {
                    places = Self.positions(&cursor, forms: term.forms)
                    if places.isEmpty { continue }
                }
                other.documents.append(document)
                other.frequencies.append(term.forms == nil ? cursor.frequency : UInt32(places.count))
                other.positions.append(places)
            }
            if cursor.isCorrupt {
                throw .storage(
                    .corrupt(file: "\(segment.reader.info.id.name).postings", offset: 0, fact: .value("postings"))
                )
            }
            self = documents.isEmpty ? other : union(other)
        }
    }

    private init() {}

    private static func positions(_ cursor: inout PostingCursor, forms: Set<UInt32>?) -> [UInt32] {
        let found = cursor.positions()
        var places: [UInt32] = []
        unsafe places.reserveCapacity(found.positions.count)
        for index in unsafe 0..<found.positions.count {
            if let forms, let ids = unsafe found.forms, unsafe !forms.contains(ids[index]) { continue }
            unsafe places.append(found.positions[index])
        }
        return places
    }

    private func union(_ other: WordPostings) -> WordPostings {
        var result = WordPostings()
        var (left, right) = (0, 0)
        while left < documents.count || right < other.documents.count {
            let first = left < documents.count ? documents[left] : .max
            let second = right < other.documents.count ? other.documents[right] : .max
            result.documents.append(min(first, second))
            var frequency: UInt32 = 0
            var places: [UInt32] = []
            if first <= second {
                frequency += frequencies[left]
                places += positions[left]
                left += 1
            }
            if second <= first {
                frequency += other.frequencies[right]
                places += other.positions[right]
                right += 1
            }
            result.frequencies.append(frequency)
            result.positions.append(places.sorted())
        }
        return result
    }
}
