import HZStorage

/// What a term was found in. The raw value is the first byte of a term's key.
public enum Field: UInt8, CaseIterable, Sendable {
    /// The document's id, whole.
    case id = 0
    /// Title, headings, main text and captions: what a bare word searches.
    case text = 1
    /// The title alone.
    case title = 2
    /// The author.
    case author = 3
    /// Comments of readers.
    case comments = 4
    /// The rest of the page: navigation, footers, related links.
    case page = 5
    /// The site's name, whole: what articles are counted by.
    case site = 6
    /// The container file that the document came out of, whole.
    case source = 7
    /// The language, whole.
    case language = 8
    /// The fingerprint by which copies of an article are recognized, whole.
    case fingerprint = 9
    /// The id of the article that the document is another copy of, whole.
    case original = 10
    /// Two frequent terms of `text` that stand side by side: both with a zero byte between.
    case pairs = 11
    /// The author's name, whole: what articles are counted by.
    case authorName = 12
    /// Words that are written as one somewhere (`GuoJun`), by how else they may be written (`guo jun`): entries of the
    /// dictionary alone, that lead to the terms.
    case joined = 13
    /// The address that the document is from, as it names a page (see `PageAddress`), whole.
    case address = 14
    /// What the site is asked for by: its name in lower case and its host (see `SiteKey`), each whole.
    case siteKey = 15

    /// No whole value's term is longer.
    static let longestWhole = 1 << 15

    /// The term of a whole value: the value itself; of one that is longer than terms are, its beginning and a checksum of
    /// all of it, so that two are not taken for one.
    public static func wholeTerm(_ value: some Collection<UInt8>) -> [UInt8] {
        let value = Array(value)
        guard value.count > longestWhole else { return value }
        let checksum = unsafe value.withUnsafeBytes { unsafe Checksum.crc32c($0) }
        return Array(value.prefix(longestWhole - 8)) + Array(String(checksum, radix: 16).utf8)
    }

    /// Whether its texts are analyzed into words with positions; the others are single terms without.
    public var isPositional: Bool { positionalIndex != nil }

    /// Whether its postings tell how often; in the others each document has a term once.
    var hasFrequencies: Bool { isPositional || self == .pairs }

    /// The place among the columns of norms of the lengths that its documents have.
    var normIndex: Int? { self == .pairs ? Field.text.positionalIndex : positionalIndex }

    /// The place of a positional field among the columns of norms.
    var positionalIndex: Int? {
        switch self {
        case .text: 0
        case .title: 1
        case .author: 2
        case .comments: 3
        case .page: 4
        default: nil
        }
    }

    /// How many fields have positions and norms.
    static let positionalCount = 5
}
