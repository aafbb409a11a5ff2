/// Which pairs of words have posting lists of their own: those whose phrase would cost the most by positions, that is, of
/// words that are both frequent (nextword indexes: Williams, Zobel, Bahle: Fast phrase querying with combined indexes,
/// ACM TOIS 22(4), 2004, where the first word alone must be frequent, and every word that follows it is a pair).
///
/// In a segment, any two terms of the field `text` are a pair, in either order, if the product of their document
/// frequencies is at least a number that stands in the segment's term dictionary. So each reader knows of two terms,
/// and of these only, whether a pair that it does not find stands nowhere.
struct PairRule: Sendable {
    /// No product below this makes a pair: such phrases are cheap as it is.
    var leastProduct: UInt64 = 1 << 20

    /// The product is at least the square of the number of documents, divided by this.
    private static let share: UInt64 = 32
    /// More words, or possible pairs, make the number higher.
    static let mostWords = 2_000
    private static let mostPairs = 1 << 18

    /// A word of fewer documents is in no pair.
    func leastFrequency(documents: Int) -> UInt32 {
        UInt32(clamping: max(1, product(documents) / UInt64(max(1, documents))))
    }

    /// The least product of a segment whose most frequent words have these frequencies, descending, at least all that are
    /// not below `leastFrequency`.
    func leastProduct(_ frequencies: [UInt32], documents: Int) -> UInt64 {
        var product = product(documents)
        while true {
            let (words, pairs) = Self.size(frequencies, product)
            if words <= Self.mostWords, pairs <= Self.mostPairs { return product }
            product += product / 4 + 1
        }
    }

    /// How many words, from the most frequent on, are a pair with a word of this frequency.
    static func partners(of frequency: UInt32, among frequencies: [UInt32], _ product: UInt64) -> Int {
        lowerBound(in: frequencies.indices) { UInt64(frequencies[$0]) * UInt64(frequency) >= product }
    }

    /// How many of the words of these frequencies, descending, are in any pair.
    static func wordCount(_ frequencies: [UInt32], _ product: UInt64) -> Int {
        frequencies.count { partners(of: $0, among: frequencies, product) > 0 }
    }

    private func product(_ documents: Int) -> UInt64 {
        max(leastProduct, UInt64(UInt32(clamping: documents)) * UInt64(UInt32(clamping: documents)) / Self.share, 1)
    }

    private static func size(_ frequencies: [UInt32], _ product: UInt64) -> (words: Int, pairs: Int) {
        var (words, pairs) = (0, 0)
        for frequency in frequencies {
            let partners = partners(of: frequency, among: frequencies, product)
            if partners == 0 { break }
            words += 1
            pairs += partners
        }
        return (words, pairs)
    }
}
