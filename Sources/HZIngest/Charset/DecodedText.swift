/// Text in UTF-8, and how its encoding was found.
struct DecodedText {
    /// Valid UTF-8 without byte order mark.
    var bytes: [UInt8]
    var charset: Charset
    var evidence: CharsetEvidence
    /// From 0 to 1: how sure that is.
    var confidence: Double
    /// U+FFFD put in for bytes that fit no character.
    var replacements: Int
    /// Whether it was UTF-8 twice over, and is no more.
    var wasDoublyEncoded = false
}
