/// Up to four (frequency, norm) pairs that no posting of a block beats: whatever the scoring constants, the best
/// score of the block is at most the best of these pairs' (impacts, as in Lucene; Ding and Suel, 2011).
///
///     Impacts := 4 times (frequency u8, norm u8)        frequency 255 stands for 255 or more
public struct Impacts: Sendable, Equatable {
    /// The four pairs: frequency in the low byte, norm in the high byte of each 16 bits.
    public let packed: UInt64

    /// Impacts by their eight bytes, little endian.
    public init(packed: UInt64) {
        self.packed = packed
    }

    /// The frequency of pair 0...3.
    @inline(__always)
    public func frequency(_ pair: Int) -> UInt8 { UInt8(truncatingIfNeeded: packed &>> UInt64(pair &* 16)) }

    /// The norm of pair 0...3.
    @inline(__always)
    public func norm(_ pair: Int) -> UInt8 { UInt8(truncatingIfNeeded: packed &>> UInt64(pair &* 16 &+ 8)) }

    /// A bound that holds for every posting.
    public static let unbounded = Impacts(packed: 0x00FF_00FF_00FF_00FF)
}

/// Collects the competitive pairs of postings.
struct ImpactCollector {
    /// The smallest norm seen with each frequency, 256 for none.
    private var smallestNorm = InlineArray<256, UInt16>(repeating: 256)
    private var highest = 0

    /// Takes one posting.
    mutating func add(frequency: UInt32, norm: UInt8) {
        let frequency = Int(min(frequency, 255))
        highest = max(highest, frequency)
        if UInt16(norm) < smallestNorm[frequency] { smallestNorm[frequency] = UInt16(norm) }
    }

    /// Takes the pairs of a block.
    mutating func add(_ impacts: Impacts) {
        for pair in 0..<4 { add(frequency: UInt32(impacts.frequency(pair)), norm: impacts.norm(pair)) }
    }

    /// The pairs, merged down to four; starts anew.
    mutating func take() -> Impacts {
        var frontier: [(frequency: Int, norm: UInt16)] = []
        var best: UInt16 = 256
        for frequency in stride(from: highest, through: 0, by: -1) where smallestNorm[frequency] < best {
            best = smallestNorm[frequency]
            frontier.append((frequency, best))
        }
        for frequency in 0...highest { smallestNorm[frequency] = 256 }
        highest = 0
        guard !frontier.isEmpty else { return Impacts(packed: 0) }
        var packed: UInt64 = 0
        for group in 0..<4 {
            // Neighbours that share a place keep the highest frequency and the smallest norm: the bound stays valid.
            let first = min(group * frontier.count / 4, frontier.count - 1)
            let last = max(first, (group + 1) * frontier.count / 4 - 1)
            let pair = UInt64(frontier[first].frequency) | UInt64(frontier[last].norm) << 8
            packed |= pair << UInt64(16 * group)
        }
        return Impacts(packed: packed)
    }
}
