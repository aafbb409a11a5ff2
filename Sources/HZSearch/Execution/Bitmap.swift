import CHZKernels

/// A bit for each document of a segment.
@safe struct Bitmap {
    let words: UnsafeMutablePointer<UInt64>
    private let wordCount: Int

    /// No bit set; with room for a whole window after the last document.
    init(documentCount: UInt32, memory: QueryMemory) {
        wordCount = (Int(documentCount) + Window.length) / 64 + 1
        unsafe words = memory.take(wordCount, of: UInt64.self)
    }

    @inline(__always)
    func contains(_ document: UInt32) -> Bool {
        unsafe words[Int(document &>> 6)] &>> UInt64(document & 63) & 1 == 1
    }

    @inline(__always)
    func insert(_ document: UInt32) { unsafe words[Int(document &>> 6)] |= 1 &<< UInt64(document & 63) }

    /// How many documents are set.
    var count: Int { unsafe Int(hz_count_bits(words, wordCount)) }

    /// Calls with each document that is set, ascending.
    @inline(__always)
    func forEach(_ body: (_ document: UInt32) -> Void) {
        for word in 0..<wordCount {
            var left = unsafe words[word]
            while left != 0 {
                body(UInt32(truncatingIfNeeded: word &* 64 &+ left.trailingZeroBitCount))
                left &= left &- 1
            }
        }
    }

    /// Takes out all documents.
    func clear() { unsafe words.update(repeating: 0, count: wordCount) }

    /// Keeps what is in both.
    func formIntersection(_ other: Bitmap) { unsafe hz_and_bits(words, other.words, wordCount) }
}
