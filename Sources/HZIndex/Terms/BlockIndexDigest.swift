/// Every 64th number of a term dictionary's block index, side by side: a look-up reads these, which stay in the processor's
/// cache, then 64 numbers of the file, instead of as many places all over the file as halving it takes.
final class BlockIndexDigest: Sendable {
    private static let spacing = 64
    private let numbers: [UInt64]

    /// A digest of so many numbers, which ascend.
    init(_ count: Int, _ number: (Int) -> UInt64) {
        numbers = stride(from: 0, to: count, by: Self.spacing).map(number)
    }

    /// Blocks before which all numbers are below a number, and after which none is. O(log count).
    func blocks(reaching number: UInt64, of count: Int) -> Range<Int> {
        let place = lowerBound(in: numbers.indices) { numbers[$0] < number }
        return max(0, (place - 1) * Self.spacing)..<min(count, place * Self.spacing)
    }
}
