import Glibc
import Synchronization

/// Ctrl-C and SIGTERM, taken down where they can do no harm: the first asks the command to finish what it has, the second
/// ends the process as always.
enum Interruption {
    private static let wasRequested = Atomic<Bool>(false)

    /// Whether the command should stop.
    static var isRequested: Bool { wasRequested.load(ordering: .relaxed) }

    /// Starts to take Ctrl-C and SIGTERM down.
    static func watch() {
        // Made before a signal can need it: making it is not safe in a handler, storing to it is.
        wasRequested.store(false, ordering: .relaxed)
        for number in [SIGINT, SIGTERM] {
            signal(number) { received in
                Interruption.wasRequested.store(true, ordering: .relaxed)
                signal(received, SIG_DFL)
            }
        }
    }
}
