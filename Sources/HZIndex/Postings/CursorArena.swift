import HZStorage

/// Scratch memory of the cursors of one query, taken piece by piece and freed at once when the last of them is gone;
/// and the first failure that one of them met. One thread at a time.
@safe public final class CursorArena {
    /// Why a cursor ended early, nil when none did. To be asked once, after the query's last cursor was used: what was
    /// found is worth nothing then.
    public internal(set) var failure: IndexError?

    private let memory = MemoryArena()

    /// An empty arena; memory is taken when the first cursor asks for it.
    public init() {}

    /// Makes all memory free again: cursors made before are void.
    public func reset() { memory.reset() }

    /// Memory for `count` numbers, of unknown content, valid for the life of the arena.
    func take(_ count: Int) -> UnsafeMutablePointer<UInt32> {
        unsafe memory.take(4 * count).bindMemory(to: UInt32.self, capacity: count)
    }
}
