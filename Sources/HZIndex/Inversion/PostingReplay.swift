/// Decodes a stream of occurrences, as `InvertedTerms` writes it, into postings and positions.
enum PostingReplay {
    /// Writes the postings of one list. `norms` has the length code of each document in the list's field.
    static func run(
        _ stream: PostingArena.Stream,
        _ arena: borrowing PostingArena,
        to postings: inout PostingWriter,
        norms: [UInt8]
    ) {
        var reader = PostingArena.Reader(stream)
        var form: UInt32 = 0
        var weight: UInt32 = 1
        var document = UInt32.max
        var occurrences: UInt32 = 0
        var extra: UInt32 = 0
        while !reader.isAtEnd {
            let code = reader.next(arena)
            if code & 7 != 0 {
                if code & 1 != 0 {
                    if occurrences > 0 {
                        let norm = norms[Int(document)]
                        postings.endDocument(document, occurrences: occurrences, extra: extra, norm: norm)
                    }
                    document = document &+ UInt32(truncatingIfNeeded: reader.next(arena)) &+ 1
                    postings.beginDocument()
                    occurrences = 0
                    extra = 0
                }
                if code & 2 != 0 { form = UInt32(truncatingIfNeeded: reader.next(arena)) }
                if code & 4 != 0 { weight = UInt32(truncatingIfNeeded: reader.next(arena)) }
            }
            postings.add(positionGap: UInt32(truncatingIfNeeded: code >> 3), form: form)
            occurrences &+= 1
            extra &+= weight &- 1
        }
        if occurrences > 0 {
            postings.endDocument(document, occurrences: occurrences, extra: extra, norm: norms[Int(document)])
        }
    }
}
