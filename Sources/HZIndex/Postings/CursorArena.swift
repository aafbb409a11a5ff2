/// Scratch memory of the cursors of one query, taken piece by piece and freed at once when the last of them is gone;
/// and the first failure that one of them met. One thread at a time.
@safe public final class CursorArena {
    /// Why a cursor ended early, nil when none did. To be asked once, after the query's last cursor was used: what was
    /// found is worth nothing then.
    public internal(set) var failure: IndexError?

    private var chunks: [UnsafeMutablePointer<UInt32>] = unsafe []
    private var firstLength = 0
    private var next: UnsafeMutablePointer<UInt32>?
    private var left = 0
    private var taken = 0
    private static let chunkLength = 16_384
    /// Later chunks are as large as all before them, up to this: the allocator gives large ones back to the system.
    private static let longestChunk = 1 << 18
    /// Pieces begin at a cache line's border: 16 numbers.
    private static let alignment = 16

    /// An empty arena; memory is taken when the first cursor asks for it.
    public init() {}

    deinit {
        for index in unsafe chunks.indices { unsafe chunks[index].deallocate() }
    }

    /// Makes all memory free again: cursors made before are void.
    public func reset() {
        while unsafe chunks.count > 1 { unsafe chunks.removeLast().deallocate() }
        unsafe next = chunks.first
        left = unsafe chunks.isEmpty ? 0 : firstLength
        taken = left
    }

    /// Memory for `count` numbers, of unknown content, valid for the life of the arena.
    func take(_ count: Int) -> UnsafeMutablePointer<UInt32> {
        let length = (count + Self.alignment - 1) & ~(Self.alignment - 1)
        if let start = unsafe next, left >= length {
            unsafe next = unsafe start + length
            left -= length
            return unsafe start
        }
        let chunkLength = max(length, Self.chunkLength, min(taken, Self.longestChunk))
        taken += chunkLength
        let memory = UnsafeMutableRawPointer.allocate(byteCount: 4 * chunkLength, alignment: 4 * Self.alignment)
        let chunk = unsafe memory.bindMemory(to: UInt32.self, capacity: chunkLength)
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
