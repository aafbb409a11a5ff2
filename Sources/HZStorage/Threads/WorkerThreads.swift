import Glibc

/// Threads of their own for work that reads disks and fills processors: Swift's concurrency pool must not be
/// blocked by it.
///
/// Unsafe code: POSIX threads take a pointer to what they run.
public struct WorkerThreads: ~Copyable {
    private final class Body {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    private var threads: [pthread_t] = []

    /// No threads yet.
    public init() {}

    /// Threads that nobody waited for end by themselves, and give back what they took.
    deinit {
        for thread in threads { pthread_detach(thread) }
    }

    /// Starts up to `count` threads; each runs `body` with its number. Where the system refuses some, there are
    /// fewer; the result is the error number where it refuses all.
    public mutating func start(count: Int, _ body: @escaping @Sendable (Int) -> Void) -> Int32 {
        var failure: Int32 = 0
        for number in 0..<count {
            let box = unsafe Unmanaged.passRetained(Body { body(number) })
            var thread = pthread_t()
            failure = unsafe pthread_create(&thread, nil, runBody, box.toOpaque())
            if failure == 0 { threads.append(thread) } else { unsafe box.release() }
        }
        return threads.isEmpty ? failure : 0
    }

    /// Waits until all have ended.
    public mutating func join() {
        for thread in threads { pthread_join(thread, nil) }
        threads.removeAll()
    }

    private static func take(_ pointer: UnsafeMutableRawPointer) -> Body {
        unsafe Unmanaged<Body>.fromOpaque(pointer).takeRetainedValue()
    }

    fileprivate static func run(_ pointer: UnsafeMutableRawPointer) {
        unsafe take(pointer).run()
    }
}

/// What a new thread begins with. A function of its own: a closure written elsewhere might belong to an actor.
private func runBody(_ pointer: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    if let pointer = unsafe pointer { unsafe WorkerThreads.run(pointer) }
    return nil
}
