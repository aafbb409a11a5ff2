/// Memory that is taken piece by piece and becomes free at once (a region, or arena). One thread at a time.
@safe package final class MemoryArena {
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

    /// An empty arena; memory is taken from the system when the first piece is asked for.
    package init() {}

    deinit {
        for index in unsafe chunks.indices { unsafe chunks[index].deallocate() }
    }

    /// Makes all memory free again: pieces taken before are void. The first chunk is kept, unless it is a large one.
    package func reset() {
        let kept = firstLength <= Self.chunkLength ? 1 : 0
        while unsafe chunks.count > kept { unsafe chunks.removeLast().deallocate() }
        unsafe next = chunks.first
        firstLength = unsafe chunks.isEmpty ? 0 : firstLength
        left = firstLength
        taken = firstLength
    }

    /// The length of a piece for so many bytes: whole cache lines.
    package static func length(_ byteCount: Int) -> Int { (byteCount + alignment - 1) & ~(alignment - 1) }

    /// A piece for so many bytes, of unknown content, valid until `reset`.
    package func take(_ byteCount: Int) -> UnsafeMutableRawPointer {
        let length = Self.length(byteCount)
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
