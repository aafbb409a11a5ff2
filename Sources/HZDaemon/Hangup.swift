import Glibc
import Synchronization

/// SIGHUP, by which one asks a daemon to look at everything anew. Taken down in the handler, acted on by a loop.
public enum Hangup {
    private static let wasReceived = Atomic<Bool>(false)

    /// Starts to take SIGHUP down: it no longer ends the process, as a terminal that goes away would have it.
    public static func watch() {
        // Made before a signal can need it: making it is not safe in a handler, storing to it is.
        wasReceived.store(false, ordering: .relaxed)
        signal(SIGHUP) { _ in Hangup.wasReceived.store(true, ordering: .relaxed) }
    }

    /// Whether there was one since the last time this was asked.
    static func take() -> Bool {
        wasReceived.load(ordering: .relaxed) && wasReceived.exchange(false, ordering: .relaxed)
    }
}
