import HZStorage

/// Memory of one query in one segment: taken piece by piece, freed at once. One thread at a time.
@safe final class QueryMemory {
    private let arena = MemoryArena()

    /// Makes all memory free again: pieces taken before are void.
    func reset() { arena.reset() }

    /// Memory for `count` values, all bits zero, valid until `reset`.
    func take<Value: BitwiseCopyable>(_ count: Int, of: Value.Type) -> UnsafeMutablePointer<Value> {
        let length = MemoryArena.length(max(count, 1) * MemoryLayout<Value>.stride)
        let piece = unsafe arena.take(length)
        unsafe piece.initializeMemory(as: UInt8.self, repeating: 0, count: length)
        return unsafe piece.assumingMemoryBound(to: Value.self)
    }

    /// Memory for `count` values that the caller initializes, and deinitializes before `reset`.
    func takeRaw<Value: ~Copyable>(_ count: Int, of: Value.Type) -> UnsafeMutablePointer<Value> {
        unsafe arena.take(max(count, 1) * MemoryLayout<Value>.stride).bindMemory(to: Value.self, capacity: count)
    }
}
