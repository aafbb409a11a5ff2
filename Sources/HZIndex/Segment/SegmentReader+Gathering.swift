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
        adding sums: DocumentSums?
    ) {
        if unsafe info.documentFrequency < UInt32(PostingFormat.blockLength) && gatherFew(info, bits, sums) { return }
        arena.reset()
        var cursor = cursor(info, arena: arena)
        var document = cursor.next()
        while document != PostingCursor.exhausted {
            if let sums {
                let (block, added) = unsafe cursor.restWithFrequencies()
                if let start = block.baseAddress {
                    if let bits = unsafe bits { unsafe hz_mark_bits(bits, start, block.count) }
                    unsafe hz_add_frequencies(start, added, block.count, sums.bytes, sums.excess)
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
        _ sums: DocumentSums?
    ) -> Bool {
        if let only = info.onlyPosting {
            guard only.document < documentCount else { return false }
            unsafe Self.gather(only.document, only.frequency, bits, sums)
            return true
        }
        let verifier = postings.verifier
        guard verifier.isSound(info.postingsOffset, info.blocksLength) else { return false }
        let end = info.postingsOffset &+ info.blocksLength
        var reader = unsafe ShortPostings(verifier.base, from: info.postingsOffset, to: end)
        var next: UInt64 = 0
        for _ in 0..<info.documentFrequency {
            let (gap, count, extra) = reader.next()
            next &+= gap
            guard next < UInt64(documentCount), reader.isValid else { return false }
            unsafe Self.gather(UInt32(truncatingIfNeeded: next), count &+ extra, bits, sums)
            next &+= 1
        }
        return true
    }

    @inline(__always)
    private static func gather(
        _ document: UInt32,
        _ frequency: UInt32,
        _ bits: UnsafeMutablePointer<UInt64>?,
        _ sums: DocumentSums?
    ) {
        let document = Int(document)
        if let bits = unsafe bits { unsafe bits[document &>> 6] |= 1 &<< UInt64(document & 63) }
        sums?.add(frequency, to: document)
    }
}
