import Glibc
import NIOCore

/// Whether a client may ask at all: the socket's mode keeps others out; this holds where the mode was changed.
enum PeerCheck {
    /// True for clients of our own user and of root. To be called on the channel's loop.
    static func isAllowed(_ channel: any Channel) -> Bool {
        guard let options = channel as? any SocketOptionProvider else { return false }
        // struct ucred { pid_t pid; uid_t uid; gid_t gid; }, which Glibc hides without _GNU_SOURCE.
        typealias Credentials = (process: Int32, user: UInt32, group: UInt32)
        var user: UInt32?
        let answer: EventLoopFuture<Credentials> = options.unsafeGetSocketOption(
            level: .socket,
            name: .init(rawValue: SO_PEERCRED)
        )
        answer.assumeIsolated().whenSuccess { user = $0.user }
        return user == geteuid() || user == 0
    }
}
