/// An article that an update met.
public struct MetArticle: Sendable, Equatable {
    /// What became of it.
    public enum Outcome: String, Sendable {
        /// New in the index.
        case added
        /// Its source changed.
        case changed
        /// Its source is as it was; said once for all articles of a container.
        case unchanged
        /// Its source vanished.
        case removed
        /// It is a copy of another article, and is found with that one.
        case duplicate
    }

    /// Its id.
    public let id: String
    /// What became of it.
    public let outcome: Outcome
    /// The encoding that its source was read in; nil where it was not read.
    public let charset: String?
    /// Bytes that fit no character and became U+FFFD.
    public let replacements: Int
    /// The article that it is a copy of.
    public let original: String?
    /// Whether it only says why there is no article.
    public let isStub: Bool

    init(
        id: String,
        outcome: Outcome,
        charset: String? = nil,
        replacements: Int = 0,
        original: String? = nil,
        isStub: Bool = false
    ) {
        self.id = id
        self.outcome = outcome
        self.charset = charset
        self.replacements = replacements
        self.original = original
        self.isStub = isStub
    }
}
