/// Which part of an article a block of text is.
public enum Zone: UInt8, Sendable {
    /// A heading within the text.
    case heading = 1
    /// The text itself.
    case main = 2
    /// A caption of a picture or table.
    case caption = 3
    /// Comments of readers.
    case comments = 4
    /// The rest of the page.
    case page = 5

    /// The field that its words are indexed in.
    public var field: Field {
        switch self {
        case .heading, .main, .caption: .text
        case .comments: .comments
        case .page: .page
        }
    }

    /// How often an occurrence counts (simple BM25F: Robertson, Zaragoza, Taylor, CIKM 2004).
    public var weight: UInt8 { self == .heading ? 2 : 1 }

    /// How often an occurrence in the title counts in the field `text`.
    public static let titleWeight: UInt8 = 3

    /// Unused positions between blocks: phrases and neighbourhoods never cross one.
    static let gap: UInt32 = 10
}
