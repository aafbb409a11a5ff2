/// Okapi BM25 (Robertson, Zaragoza: The Probabilistic Relevance Framework, 2009) over weighted frequencies and lengths.
///
///     score = weight * f / (f + factor(length)),   weight = idf * (k1 + 1),   factor = k1 * (1 - b + b * length / average)
enum BM25 {
    static let k1: Float = 1.5
    static let b: Float = 0.6

    /// What a term weighs, by how many of how many documents have it. No score of the term exceeds it.
    static func weight(_ documentFrequency: UInt64, of documents: UInt64) -> Float {
        let frequency = Float(min(documentFrequency, documents))
        let all = Float(max(documents, 1))
        return (k1 + 1) * logarithm(1 + (all - frequency + 0.5) / (frequency + 0.5))
    }

    /// The factor of each of a field's 256 length codes.
    static func lengthFactors(_ lengths: [Float], averageLength: Float) -> [Float] {
        lengths.map { k1 * (1 - b + b * $0 / max(averageLength, 1)) }
    }

    /// The score of a frequency in a document of a length's factor. It grows with the frequency.
    @inline(__always)
    static func score(weight: Float, frequency: Float, factor: Float) -> Float {
        weight * frequency / (frequency + factor)
    }
}
