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
        if descriptor >= 0 { _ = close(descriptor) }
        release?()
    }
}
