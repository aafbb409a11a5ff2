/// The order of documents of equal score: newer date first (unknown dates last), then the bytes of the id.
enum TieOrder {
    /// Whether a document comes before another.
    static func precedes(_ left: (date: UInt32, id: [UInt8]), _ right: (date: UInt32, id: [UInt8])) -> Bool {
        if left.date != right.date { return left.date > right.date }
        return left.id.lexicographicallyPrecedes(right.id)
    }

    /// The rank of each of a segment's documents, by their numbers.
    static func ranks(dates: [UInt32], ids: [[UInt8]]) -> [UInt32] {
        let order = dates.indices.sorted { precedes((dates[$0], ids[$0]), (dates[$1], ids[$1])) }
        var ranks = [UInt32](repeating: 0, count: dates.count)
        for (rank, document) in order.enumerated() { ranks[document] = UInt32(rank) }
        return ranks
    }
}
