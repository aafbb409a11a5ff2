/// A bit for each document of a segment.
@safe struct Bitmap {
    let words: UnsafeMutablePointer<UInt64>

    /// No bit set; with room for a whole window after the last document.
    init(documentCount: UInt32, memory: QueryMemory) {
        unsafe words = memory.take((Int(documentCount) + Window.length) / 64 + 1, of: UInt64.self)
    }

    @inline(__always)
    func contains(_ document: UInt32) -> Bool {
        unsafe words[Int(document &>> 6)] &>> UInt64(document & 63) & 1 == 1
    }
}
