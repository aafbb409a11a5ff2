import CHZKernels

/// Taking all postings of many terms at once, where a cursor for each would cost more than its few postings.
extension SegmentReader {
    /// Calls with each term of a field that begins with a prefix, or has forms that do, and with the ids of these: nil for
    /// all forms, empty for none. `other` is a term that begins otherwise. O(terms and forms that begin so).
    public func forEachTerm(
        of field: Field,
        withPrefix prefix: [UInt8],
        _ body: (_ info: TermInfo, _ forms: [UInt32]?, _ other: [UInt8]?) -> Void
    ) throws(IndexError) {
        try PrefixTerms(dictionary, prefix: prefix).forEach(field, body)
    }

    /// Sets the bits of a term's documents, where they are given; where `sums` are, adds each one's weighted frequency to its
    /// own. Both have room for all documents of the segment. Makes all memory of the arena free.
    public func gather(
        _ info: TermInfo,
        arena: CursorArena,
        marking bits: UnsafeMutablePointer<UInt64>?,
        adding sums: UnsafeMutablePointer<UInt32>?
    ) {
        if unsafe info.documentFrequency < UInt32(PostingFormat.blockLength) && gatherFew(info, bits, sums) { return }
        arena.reset()
        var cursor = cursor(info, arena: arena)
        var document = cursor.next()
        while document != PostingCursor.exhausted {
            if let sums = unsafe sums {
                let (block, added) = unsafe cursor.restWithFrequencies()
                if let start = block.baseAddress {
                    if let bits = unsafe bits { unsafe hz_mark_bits(bits, start, block.count) }
                    unsafe hz_add_frequencies(start, added, block.count, sums)
                }
            } else if let bits = unsafe bits, let start = unsafe cursor.rest.baseAddress {
                unsafe hz_mark_bits(bits, start, cursor.rest.count)
            }
            document = cursor.skipRest()
        }
    }

    /// A list of less than a block, read where it lies; false, and perhaps something done, where that is malformed: the
    /// cursor will say how.
    private func gatherFew(
        _ info: TermInfo,
        _ bits: UnsafeMutablePointer<UInt64>?,
        _ sums: UnsafeMutablePointer<UInt32>?
    ) -> Bool {
        let verifier = postings.verifier
        let isOnly = info.documentFrequency == 1
        guard isOnly || verifier.isSound(info.postingsOffset, info.blocksLength) else { return false }
        let start = isOnly ? 0 : info.postingsOffset
        var reader = unsafe LentBytes(verifier.base, from: start, to: start &+ (isOnly ? 0 : info.blocksLength))
        var next: UInt64 = 0
        for _ in 0..<info.documentFrequency {
            var frequency: UInt32
            if isOnly {
                next = UInt64(info.onlyDocument)
                frequency = UInt32(clamping: info.occurrences) &+ info.onlyExtra
            } else {
                let code = reader.varint()
                next &+= code &>> 1
                let more = code & 1 == 0 ? reader.varint() : 0
                frequency = UInt32(truncatingIfNeeded: more &>> 1) &+ 1
                if more & 1 == 1 { frequency &+= UInt32(truncatingIfNeeded: reader.varint()) }
            }
            guard next < UInt64(documentCount), reader.isValid else { return false }
            let document = Int(next)
            if let bits = unsafe bits { unsafe bits[document &>> 6] |= 1 &<< UInt64(document & 63) }
            if let sums = unsafe sums { unsafe sums[document] &+= frequency }
            next &+= 1
        }
        return true
    }
}
