/// A number for each document of a segment, zero between uses: who uses them puts those that it changed back to zero, so
/// that a search pays for the documents that it meets, not for all. One thread at a time.
@safe final class CleanSums {
    private var numbers: UnsafeMutablePointer<UInt32>?
    private var capacity = 0
    /// For segments of more documents the memory would be kept for too little.
    private static let most = 262_144

    deinit { unsafe numbers?.deallocate() }

    /// Numbers for so many documents, to be given back as zeros before they are lent again; nil for too many documents.
    func lend(_ count: Int) -> UnsafeMutablePointer<UInt32>? {
        guard count <= Self.most else { return nil }
        if capacity < count {
            unsafe numbers?.deallocate()
            unsafe numbers = .allocate(capacity: count)
            unsafe numbers?.initialize(repeating: 0, count: count)
            capacity = count
        }
        return unsafe numbers
    }
}
