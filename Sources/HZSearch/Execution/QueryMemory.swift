/// Memory of one query in one segment: taken piece by piece, freed at once. One thread at a time.
@safe final class QueryMemory {
    private var pieces: [UnsafeMutableRawPointer] = unsafe []

    deinit {
        for index in unsafe pieces.indices { unsafe pieces[index].deallocate() }
    }

    /// Memory for `count` values, all bits zero, valid for the life of this.
    func take<Value: BitwiseCopyable>(_ count: Int, of: Value.Type) -> UnsafeMutablePointer<Value> {
        let length = max(count, 1) * MemoryLayout<Value>.stride
        let piece = UnsafeMutableRawPointer.allocate(byteCount: length, alignment: 64)
        unsafe piece.initializeMemory(as: UInt8.self, repeating: 0, count: length)
        unsafe pieces.append(piece)
        return unsafe piece.assumingMemoryBound(to: Value.self)
    }
}
