/// Where the postings of one term of one segment lie.
public struct TermInfo: Sendable {
    /// The field of the term.
    public var field: Field
    /// How many documents hold the term, deleted ones included.
    public var documentFrequency: UInt32
    /// How often the term occurs in all of them.
    public var occurrences: UInt64
    /// The only document, where `documentFrequency` is 1: then there are no postings.
    @usableFromInline var onlyDocument: UInt32 = 0
    /// The only document's extra weight.
    @usableFromInline var onlyExtra: UInt32 = 0
    /// Offset of the posting list in the postings file.
    var postingsOffset = 0
    /// Length of the list's blocks, without its skip table.
    var blocksLength = 0
    /// Offset of the positions in the positions file.
    var positionsOffset = 0
    /// How many forms the term has; 0 when its only form is the term itself.
    public var formCount = 0
    /// Where the form table lies in the term dictionary.
    var formsOffset = 0
    var formsLength = 0

    /// The only document, with its weighted frequency, where there is just one; nil where there are more.
    @inlinable
    @inline(__always)
    public var onlyPosting: (document: UInt32, frequency: UInt32)? {
        guard documentFrequency == 1 else { return nil }
        return (onlyDocument, UInt32(clamping: occurrences) &+ onlyExtra)
    }

    /// Whether it is the same term of the same segment as another.
    public func isSame(as other: TermInfo) -> Bool {
        field == other.field && documentFrequency == other.documentFrequency && occurrences == other.occurrences
            && postingsOffset == other.postingsOffset && positionsOffset == other.positionsOffset
            && onlyDocument == other.onlyDocument
    }
}
