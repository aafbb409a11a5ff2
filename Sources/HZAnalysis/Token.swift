/// What a token of a text is.
public enum TokenKind: UInt8, Sendable {
    /// A word by the Unicode word boundaries: letters and digits.
    case word
    /// Two neighbouring characters of a run of Han, kana or Hangul.
    case bigram
    /// The last character of such a run, alone. With the bigrams it makes every character findable.
    case runEnd
}

/// One token: a range of bytes of the text. Each token takes one position; a run of n characters of a script
/// without spaces gives n - 1 bigrams and one `runEnd`.
public struct RawToken: Sendable {
    /// Offset of the first byte.
    public var start: Int
    /// Offset after the last byte.
    public var end: Int
    /// What it is.
    public var kind: TokenKind

    /// An empty token to be filled by a scanner.
    public init() {
        start = 0
        end = 0
        kind = .word
    }
}
