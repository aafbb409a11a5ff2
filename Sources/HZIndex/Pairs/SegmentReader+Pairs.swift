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
        let product = UInt64(first.info.documentFrequency) * UInt64(second.info.documentFrequency)
        let least = dictionary.leastPairProduct
        guard least > 0, product >= least, first.info.field == .text, second.info.field == .text else {
            return .unknown
        }
        let found = try dictionary.find(.pairs, PairTable.term(first.term, second.term))
        return found.map { .list($0) } ?? .nowhere
    }
}
