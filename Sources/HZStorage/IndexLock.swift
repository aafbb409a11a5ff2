import Glibc

/// The writer's lock, held for the life of this value. The kernel frees it when the process dies, so that
/// a dead writer never leaves a stale one.
public final class IndexLock: Sendable {
    private let descriptor: Int32
    private let release: (@Sendable () -> Void)?

    /// A lock held by an open file descriptor (`flock(2)`), which this value closes.
    init(descriptor: Int32) {
        self.descriptor = descriptor
        release = nil
    }

    /// A lock that is freed by calling `release`: for directories that are not on disk.
    public init(release: @escaping @Sendable () -> Void) {
        descriptor = -1
        self.release = release
    }

    deinit {
        if descriptor >= 0 {
            // A process that is just being started has a copy of the descriptor until it runs its program: closing this one
            // alone would leave the lock to it for that long.
            _ = flock(descriptor, LOCK_UN)
            _ = close(descriptor)
        }
        release?()
    }
}
