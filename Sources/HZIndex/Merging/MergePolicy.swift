/// Which segments to merge: a pure function of their sizes.
///
/// Tiers of a factor of eight, after Lucene's `LogMergePolicy`: as soon as eight segments of one tier stand together,
/// they become one of the next, so that each posting is written about log8(index / smallest segment) times and an index
/// of any size has few segments.
enum MergePolicy {
    /// How many segments of one tier are merged.
    static let factor = 8
    /// Segments smaller than this count as equally small.
    static let floorBytes: UInt64 = 1 << 20

    /// The segments to merge next, by their places; empty for none.
    static func select(sizes: [UInt64]) -> [Int] {
        var tiers: [Int: [Int]] = [:]
        for (index, size) in sizes.enumerated() { tiers[tier(of: size), default: []].append(index) }
        guard let lowest = tiers.filter({ $0.value.count >= factor }).keys.min(), let members = tiers[lowest] else {
            return []
        }
        return members
    }

    private static func tier(of size: UInt64) -> Int {
        var tier = 0
        var limit = floorBytes
        while size >= limit, limit < .max / UInt64(factor) {
            tier += 1
            limit *= UInt64(factor)
        }
        return tier
    }
}
