import CHZKernels
import HZIndex

/// Marks the documents of words in a bitmap: the quickest way to count those that have any of many terms.
struct WordMarker {
    let segment: Int
    let context: SegmentContext

    /// Marks all documents of a word, deleted ones included.
    func mark(_ word: WordPlan, in bitmap: Bitmap) {
        for term in word.terms[segment] {
            guard !context.mustStop() else { return }
            var cursor = context.segment.reader.cursor(term.info, arena: context.arena)
            if let forms = term.forms {
                mark(&cursor, forms, in: bitmap)
            } else {
                var document = cursor.next()
                while document != PostingCursor.exhausted {
                    let block = unsafe cursor.rest
                    if let start = block.baseAddress { unsafe hz_mark_bits(bitmap.words, start, block.count) }
                    document = cursor.skipRest()
                }
            }
        }
    }

    private func mark(_ cursor: inout PostingCursor, _ forms: [UInt32], in bitmap: Bitmap) {
        while cursor.next() != PostingCursor.exhausted {
            let found = cursor.positions()
            let isThere = unsafe found.positions.indices.contains { unsafe WordList.has(forms, found.forms, $0) }
            if isThere { bitmap.insert(cursor.document) }
        }
    }
}
