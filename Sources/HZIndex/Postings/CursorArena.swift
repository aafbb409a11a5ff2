/// Scratch memory of the cursors of one query: taken piece by piece, freed at once when the last of them is gone. One
/// thread at a time.
@safe public final class CursorArena {
    private var chunks: [UnsafeMutablePointer<UInt32>] = unsafe []
    private var next: UnsafeMutablePointer<UInt32>?
    private var left = 0
    private static let chunkLength = 16_384

    /// An empty arena; memory is taken when the first cursor asks for it.
    public init() {}

    deinit {
        for index in unsafe chunks.indices { unsafe chunks[index].deallocate() }
    }

    /// Makes all memory free again: cursors made before are void.
    func reset() {
        while unsafe chunks.count > 1 { unsafe chunks.removeLast().deallocate() }
        unsafe next = chunks.first
        left = unsafe chunks.isEmpty ? 0 : firstLength
    }

    private var firstLength = 0

    /// Memory for `count` numbers, valid for the life of the arena.
    public func take(_ count: Int) -> UnsafeMutablePointer<UInt32> {
        if let start = unsafe next, left >= count {
            unsafe next = unsafe start + count
            left -= count
            return unsafe start
        }
        let length = max(count, Self.chunkLength)
        let chunk = UnsafeMutablePointer<UInt32>.allocate(capacity: length)
        unsafe chunk.initialize(repeating: 0, count: length)
        if unsafe chunks.isEmpty { firstLength = length }
        unsafe chunks.append(chunk)
        unsafe next = unsafe chunk + count
        left = length - count
        return unsafe chunk
    }
}
