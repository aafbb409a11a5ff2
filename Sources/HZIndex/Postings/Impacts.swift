/// Up to four (frequency, norm) pairs that no posting of a block beats: whatever the scoring constants, the best
/// score of the block is at most the best of these pairs' (Ding and Suel: Faster top-k document retrieval using
/// block-max indexes, SIGIR 2011; kept as pairs instead of scores, as Lucene does).
///
///     Impacts := 4 times (frequency u8, norm u8)        frequency 255 stands for 255 or more
///
/// Pairs come with the highest frequency first; unused ones repeat the last. A frequency of 0 in the first pair means
/// that there is no posting.
public struct Impacts: Sendable, Equatable {
    /// How many pairs there are.
    public static let count = 4
    /// The frequency that stands for itself and all above.
    public static let openFrequency: UInt8 = 255

    /// The four pairs: frequency in the low byte, norm in the high byte of each 16 bits.
    public let packed: UInt64

    /// Impacts by their eight bytes, little endian.
    @inline(__always)
    public init(packed: UInt64) {
        self.packed = packed
    }

    /// One pair, four times.
    init(frequency: UInt32, norm: UInt8) {
        self.init(packed: (UInt64(min(frequency, 255)) | UInt64(norm) << 8) &* 0x0001_0001_0001_0001)
    }

    /// The frequency of pair 0...3; `openFrequency` is no upper bound, see `frequencyBound`.
    @inline(__always)
    public func frequency(_ pair: Int) -> UInt8 {
        UInt8(truncatingIfNeeded: packed &>> UInt64(truncatingIfNeeded: pair &* 16))
    }

    /// A number that no frequency of pair 0...3 exceeds.
    @inline(__always)
    public func frequencyBound(_ pair: Int) -> UInt32 {
        let frequency = frequency(pair)
        return frequency == Self.openFrequency ? .max : UInt32(frequency)
    }

    /// The norm of pair 0...3.
    @inline(__always)
    public func norm(_ pair: Int) -> UInt8 {
        UInt8(truncatingIfNeeded: packed &>> UInt64(truncatingIfNeeded: pair &* 16 &+ 8))
    }

    /// A bound that holds for every posting.
    public static let unbounded = Impacts(packed: 0x00FF_00FF_00FF_00FF)
    /// The bound of no posting at all.
    public static let none = Impacts(packed: 0)
}
