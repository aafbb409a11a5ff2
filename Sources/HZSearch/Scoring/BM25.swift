/// Okapi BM25 (Robertson, Zaragoza: The Probabilistic Relevance Framework, 2009) over weighted frequencies and lengths.
struct BM25 {
    static let k1: Float = 1.2
    static let b: Float = 0.75

    /// What a term weighs, by how many of how many documents have it.
    static func idf(_ documentFrequency: UInt64, of documents: UInt64) -> Float {
        let frequency = Float(min(documentFrequency, documents))
        let all = Float(max(documents, 1))
        return logarithm(1 + (all - frequency + 0.5) / (frequency + 0.5))
    }

    /// The score of a frequency in a document of some length.
    static func score(idf: Float, frequency: Float, length: Float, averageLength: Float) -> Float {
        idf * (k1 + 1) * frequency / (frequency + k1 * (1 - b + b * length / max(averageLength, 1)))
    }
}
