/// What a segment knows of two words side by side.
public enum PairLookup {
    /// They are no pair: only their positions tell.
    case unknown
    /// They stand side by side in no document.
    case nowhere
    /// The documents in which they do, with how often; there are no positions.
    case list(TermInfo)
}

extension SegmentReader {
    /// Looks up two terms of the field `text` as a pair. O(log terms).
    public func pair(
        _ first: (term: [UInt8], info: TermInfo),
        _ second: (term: [UInt8], info: TermInfo)
    ) throws(IndexError) -> PairLookup {
        guard mayBePair(first.info, second.info) else { return .unknown }
        let found = try dictionary.find(.pairs, PairTable.term(first.term, second.term))
        return found.map { .list($0) } ?? .nowhere
    }

    /// Whether two terms, one behind the other, are a pair: frequent enough that the segment knows where they stand so.
    public func mayBePair(_ first: TermInfo, _ second: TermInfo) -> Bool {
        let product = UInt64(first.documentFrequency) * UInt64(second.documentFrequency)
        let least = dictionary.leastPairProduct
        return least > 0 && product >= least && first.field == .text && second.field == .text
    }
}
