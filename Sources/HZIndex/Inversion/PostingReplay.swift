/// Decodes a stream of occurrences, as `InvertedTerms` writes it, into postings and positions.
struct PostingReplay {
    private var gaps: [UInt32] = []
    private var forms: [UInt32] = []
    private var document: UInt32 = .max
    private var extra: UInt32 = 0

    /// Writes the postings of one list. `norms` has the length code of each document in the list's field.
    mutating func run(
        _ stream: PostingArena.Stream,
        _ arena: borrowing PostingArena,
        to postings: inout PostingWriter,
        norms: [UInt8]
    ) {
        var reader = PostingArena.Reader(stream)
        var form: UInt32 = 0
        var weight: UInt32 = 1
        document = .max
        while !reader.isAtEnd {
            let code = reader.next(arena)
            if code & 1 != 0 {
                flush(to: &postings, norms)
                document = document &+ UInt32(truncatingIfNeeded: reader.next(arena)) &+ 1
            }
            if code & 2 != 0 { form = UInt32(truncatingIfNeeded: reader.next(arena)) }
            if code & 4 != 0 { weight = UInt32(truncatingIfNeeded: reader.next(arena)) }
            gaps.append(UInt32(truncatingIfNeeded: code >> 3))
            forms.append(form)
            extra &+= weight &- 1
        }
        flush(to: &postings, norms)
    }

    private mutating func flush(to postings: inout PostingWriter, _ norms: [UInt8]) {
        guard !gaps.isEmpty else { return }
        let norm = norms[Int(document)]
        postings.add(document: document, occurrences: UInt32(gaps.count), extra: extra, norm: norm)
        for index in gaps.indices { postings.add(positionGap: gaps[index], form: forms[index]) }
        gaps.removeAll(keepingCapacity: true)
        forms.removeAll(keepingCapacity: true)
        extra = 0
    }
}
