/// Collects the competitive pairs of postings: those that no other posting beats in both frequency and norm.
struct ImpactCollector {
    private static let noNorm: UInt16 = 256

    /// The smallest norm seen with each frequency.
    private var smallestNorm = InlineArray<256, UInt16>(repeating: noNorm)
    private var highest = 0
    private var frequencies = InlineArray<256, UInt8>(repeating: 0)
    private var norms = InlineArray<256, UInt8>(repeating: 0)

    /// Takes one posting.
    @inline(__always)
    mutating func add(frequency: UInt32, norm: UInt8) {
        let frequency = Int(truncatingIfNeeded: min(frequency, 255))
        highest = max(highest, frequency)
        if UInt16(norm) < smallestNorm[frequency] { smallestNorm[frequency] = UInt16(norm) }
    }

    /// Takes the pairs of a block.
    mutating func add(_ impacts: Impacts) {
        for pair in 0..<Impacts.count { add(frequency: UInt32(impacts.frequency(pair)), norm: impacts.norm(pair)) }
    }

    /// The pairs, merged down to four; starts anew.
    mutating func take() -> Impacts {
        var count = takeFrontier()
        guard count > 0 else { return .none }
        while count > Impacts.count { count = merge(count) }
        var packed: UInt64 = 0
        for pair in 0..<Impacts.count {
            let place = min(pair, count - 1)
            packed |= (UInt64(frequencies[place]) | UInt64(norms[place]) << 8) << UInt64(16 * pair)
        }
        return Impacts(packed: packed)
    }

    /// Forgets what was collected.
    mutating func removeAll() {
        _ = takeFrontier()
    }

    /// Moves the pairs that none beats to `frequencies` and `norms`, by falling frequency and norm.
    private mutating func takeFrontier() -> Int {
        var count = 0
        var best = Self.noNorm
        var frequency = highest
        while frequency >= 0 {
            if smallestNorm[frequency] < best {
                best = smallestNorm[frequency]
                frequencies[count] = UInt8(frequency)
                norms[count] = UInt8(best)
                count += 1
            }
            smallestNorm[frequency] = Self.noNorm
            frequency -= 1
        }
        highest = 0
        return count
    }

    /// Merges the two neighbours whose common bound (the higher frequency with the smaller norm) is the least: the
    /// pairs that decide the block's best score stay exact.
    private mutating func merge(_ count: Int) -> Int {
        var place = 0
        var least = Float.infinity
        for first in 0..<count - 1 {
            let bound = Self.nominalScore(frequencies[first], norms[first + 1])
            if bound < least {
                least = bound
                place = first
            }
        }
        norms[place] = norms[place + 1]
        for next in place + 1..<count - 1 {
            frequencies[next] = frequencies[next + 1]
            norms[next] = norms[next + 1]
        }
        return count - 1
    }

    /// BM25 with customary constants in a collection of customary articles. It decides only which pairs are merged;
    /// the bound holds whatever the constants.
    private static func nominalScore(_ frequency: UInt8, _ norm: UInt8) -> Float {
        let (k1, b, averageLength): (Float, Float, Float) = (1.5, 0.6, 400)
        let length = Float(NormCode.decode(norm))
        return Float(frequency) / (Float(frequency) + k1 * (1 - b + b * length / averageLength))
    }
}
