/// Rounds scores to multiples of a power of two that is so coarse that sums of a query's scores are exact. Then it does
/// not show in which order they were added, or which of them were added before a bound was compared: every way to the
/// answer gives the same bits. The multiple is below a four-millionth of the highest score that the query can give.
struct ScoreGrid: Sendable {
    private let magic: Float

    /// A grid for sums of up to `most`.
    init(most: Float) {
        var power: Float = 1
        while power < most, power < 0x1p60 { power *= 2 }
        // Between 2^23 and 2^24 multiples, a Float holds multiples only; 2^22 of them make `most`.
        magic = power * 3
    }

    /// The nearest multiple. It never falls when `score` grows.
    @inline(__always)
    func round(_ score: Float) -> Float { (score + magic) - magic }
}
