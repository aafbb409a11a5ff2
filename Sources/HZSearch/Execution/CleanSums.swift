import HZIndex

/// A number for each document of a segment, zero between uses: who uses them puts those that it changed back to zero, so
/// that a search pays for the documents that it meets, not for all. One thread at a time.
@safe final class CleanSums {
    private var sums: DocumentSums?
    private var capacity = 0
    /// For segments of more documents the memory would be kept for too little.
    private static let most = 262_144

    deinit { free() }

    /// Numbers for so many documents, to be given back as zeros before they are lent again; of too many documents in the
    /// memory of the query.
    func lend(_ count: Int, _ memory: QueryMemory) -> DocumentSums {
        guard count <= Self.most else {
            return unsafe DocumentSums(
                bytes: memory.take(count, of: UInt8.self),
                excess: memory.take(count, of: UInt32.self)
            )
        }
        if let sums, capacity >= count { return sums }
        free()
        let made = unsafe DocumentSums(bytes: .allocate(capacity: count), excess: .allocate(capacity: count))
        unsafe made.bytes.initialize(repeating: 0, count: count)
        unsafe made.excess.initialize(repeating: 0, count: count)
        sums = made
        capacity = count
        return made
    }

    private func free() {
        unsafe sums?.bytes.deallocate()
        unsafe sums?.excess.deallocate()
    }
}
