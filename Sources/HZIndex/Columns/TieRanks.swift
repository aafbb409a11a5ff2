import HZStorage

/// The tie ranks of a segment's documents, one by one: of the column, only the pages are verified that are read.
public struct TieRanks: Sendable {
    @usableFromInline let verifier: PageVerifier
    @usableFromInline let offset: Int
    @usableFromInline let count: UInt32

    init(verifier: PageVerifier, offset: Int, count: UInt32) {
        self.verifier = verifier
        self.offset = offset
        self.count = count
    }

    /// A document's rank; nil where the column is damaged there. O(1).
    @inlinable
    @inline(__always)
    public subscript(document: UInt32) -> UInt32? {
        let place = offset &+ 4 &* Int(document)
        guard document < count, verifier.isSound(place, 4) else { return nil }
        return unsafe UInt32(littleEndian: verifier.base.loadUnaligned(fromByteOffset: place, as: UInt32.self))
    }
}
