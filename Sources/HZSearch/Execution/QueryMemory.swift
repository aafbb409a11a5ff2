/// Memory of one query in one segment: taken piece by piece, freed at once. One thread at a time.
@safe final class QueryMemory {
    private var chunks: [UnsafeMutableRawPointer] = unsafe []
    private var next: UnsafeMutableRawPointer?
    private var left = 0
    private static let chunkLength = 32_768
    /// Pieces begin at a cache line's border.
    private static let alignment = 64

    deinit {
        for index in unsafe chunks.indices { unsafe chunks[index].deallocate() }
    }

    /// Memory for `count` values, all bits zero, valid for the life of this.
    func take<Value: BitwiseCopyable>(_ count: Int, of: Value.Type) -> UnsafeMutablePointer<Value> {
        let length = (max(count, 1) * MemoryLayout<Value>.stride + Self.alignment - 1) & ~(Self.alignment - 1)
        let piece = unsafe takeBytes(length)
        unsafe piece.initializeMemory(as: UInt8.self, repeating: 0, count: length)
        return unsafe piece.assumingMemoryBound(to: Value.self)
    }

    private func takeBytes(_ length: Int) -> UnsafeMutableRawPointer {
        if let start = unsafe next, left >= length {
            unsafe next = unsafe start + length
            left -= length
            return unsafe start
        }
        let chunkLength = max(length, Self.chunkLength)
        let chunk = UnsafeMutableRawPointer.allocate(byteCount: chunkLength, alignment: Self.alignment)
        unsafe chunks.append(chunk)
        // What is left of the larger chunk serves the next small pieces.
        if chunkLength - length > left {
            unsafe next = unsafe chunk + length
            left = chunkLength - length
        }
        return unsafe chunk
    }
}
