/// Memory of one query in one segment: taken piece by piece, freed at once. One thread at a time.
@safe final class QueryMemory {
    private var chunks: [UnsafeMutableRawPointer] = unsafe []
    private var firstLength = 0
    private var next: UnsafeMutableRawPointer?
    private var left = 0
    private var taken = 0
    /// Enough for a disjunction, and below what the allocator asks the system for each time (128 KiB).
    private static let chunkLength = 120 << 10
    /// Later chunks are as large as all before them, up to this: the allocator gives large ones back to the system.
    private static let longestChunk = 1 << 20
    /// Pieces begin at a cache line's border.
    private static let alignment = 64

    deinit {
        for index in unsafe chunks.indices { unsafe chunks[index].deallocate() }
    }

    /// Makes all memory free again: pieces taken before are void. The first chunk is kept, unless it is a large one.
    func reset() {
        let kept = firstLength <= Self.chunkLength ? 1 : 0
        while unsafe chunks.count > kept { unsafe chunks.removeLast().deallocate() }
        unsafe next = chunks.first
        firstLength = unsafe chunks.isEmpty ? 0 : firstLength
        left = firstLength
        taken = firstLength
    }

    /// Memory for `count` values, all bits zero, valid until `reset`.
    func take<Value: BitwiseCopyable>(_ count: Int, of: Value.Type) -> UnsafeMutablePointer<Value> {
        let length = Self.length(count, of: Value.self)
        let piece = unsafe takeBytes(length)
        unsafe piece.initializeMemory(as: UInt8.self, repeating: 0, count: length)
        return unsafe piece.assumingMemoryBound(to: Value.self)
    }

    /// Memory for `count` values that the caller initializes, and deinitializes before `reset`.
    func takeRaw<Value>(_ count: Int, of: Value.Type) -> UnsafeMutablePointer<Value> {
        unsafe takeBytes(Self.length(count, of: Value.self)).bindMemory(to: Value.self, capacity: count)
    }

    private static func length<Value>(_ count: Int, of: Value.Type) -> Int {
        (max(count, 1) * MemoryLayout<Value>.stride + alignment - 1) & ~(alignment - 1)
    }

    private func takeBytes(_ length: Int) -> UnsafeMutableRawPointer {
        if let start = unsafe next, left >= length {
            unsafe next = unsafe start + length
            left -= length
            return unsafe start
        }
        let chunkLength = max(length, Self.chunkLength, min(taken, Self.longestChunk))
        taken += chunkLength
        let chunk = UnsafeMutableRawPointer.allocate(byteCount: chunkLength, alignment: Self.alignment)
        if unsafe chunks.isEmpty { firstLength = chunkLength }
        unsafe chunks.append(chunk)
        // What is left of the larger chunk serves the next small pieces.
        if chunkLength - length > left {
            unsafe next = unsafe chunk + length
            left = chunkLength - length
        }
        return unsafe chunk
    }
}
