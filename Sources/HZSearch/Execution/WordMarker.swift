import HZIndex

/// Marks the documents of words in a bitmap: the quickest way to count those that have any of many terms.
struct WordMarker {
    let segment: Int
    let context: SegmentContext

    /// Marks all documents of a word, deleted ones included.
    func mark(_ word: WordPlan, in bitmap: Bitmap) {
        for occurrence in WordList.occurrences(of: word.apart, segment: segment, in: context) {
            bitmap.insert(UInt32(truncatingIfNeeded: occurrence >> 32))
        }
        for term in word.terms[segment] {
            guard !context.mustStop() else { return }
            if let forms = term.forms {
                context.arena.reset()
                var cursor = context.segment.reader.cursor(term.info, arena: context.arena)
                mark(&cursor, forms, in: bitmap)
            } else {
                unsafe context.segment.reader.gather(
                    term.info,
                    arena: context.arena,
                    marking: bitmap.words,
                    adding: nil
                )
            }
        }
    }

    private func mark(_ cursor: inout PostingCursor, _ forms: [UInt32], in bitmap: Bitmap) {
        while cursor.next() != PostingCursor.exhausted {
            if cursor.occurrences(of: forms) > 0 { bitmap.insert(cursor.document) }
        }
    }
}
