/// The positions of a term in one document, lent by a cursor until its next call.
@safe public struct TermPositions {
    /// Positions, each higher than the one before.
    public let positions: UnsafeBufferPointer<UInt32>
    /// The form of each occurrence; nil when the term has one form only, or forms were not asked for.
    public let forms: UnsafeBufferPointer<UInt32>?

    /// No positions.
    static var none: TermPositions {
        unsafe TermPositions(positions: UnsafeBufferPointer(start: nil, count: 0), forms: nil)
    }
}
