import HZIndex

/// A document that was found, by its segment.
struct RankedDocument {
    var segment: Int
    var document: UInt32
    /// Its place among documents of equal keys of its segment.
    var tieRank: UInt32
    /// What it is ordered by: its score, or its date and then its score.
    var key: UInt64

    /// Whether it comes after another of its segment.
    @inline(__always)
    func isWorse(than other: RankedDocument) -> Bool {
        key != other.key ? key < other.key : tieRank > other.tieRank
    }

    /// The segment and the document as one number.
    var place: UInt64 { UInt64(segment) << 32 | UInt64(document) }

    /// The score that is part of every key.
    func score(isByDate: Bool) -> Float {
        Float(bitPattern: UInt32(truncatingIfNeeded: isByDate ? key : key >> 32))
    }

    /// Puts documents of several segments into their order: by key, then the newer first, then by id.
    static func sort(_ documents: inout [RankedDocument], in snapshot: IndexSnapshot) throws(IndexError) {
        documents.sort { $0.key > $1.key }
        var start = 0
        while start < documents.count {
            var end = start + 1
            while end < documents.count, documents[end].key == documents[start].key { end += 1 }
            if end - start > 1 {
                var tied: [(date: UInt32, id: [UInt8], document: RankedDocument)] = []
                for document in documents[start..<end] {
                    let reader = snapshot.segments[document.segment].reader
                    tied.append((try reader.date(document.document), try reader.id(document.document), document))
                }
                tied.sort { $0.date != $1.date ? $0.date > $1.date : $0.id.lexicographicallyPrecedes($1.id) }
                documents.replaceSubrange(start..<end, with: tied.map(\.document))
            }
            start = end
        }
    }
}
