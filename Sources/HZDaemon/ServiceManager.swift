import Glibc

/// What systemd and a service of it tell each other: the sockets that it holds open, and that the service is ready
/// (sd_listen_fds(3), sd_notify(3)).
///
/// Unsafe code: socket addresses, the environment.
enum ServiceManager {
    /// The first descriptor that is handed over.
    private static let firstDescriptor: Int32 = 3

    /// The listening Unix socket that systemd opened for this process, and its path; nil where there is none.
    static func listeningSocket() -> (descriptor: Int32, path: String)? {
        guard environment("LISTEN_PID").flatMap(Int32.init) == getpid(),
            let count = environment("LISTEN_FDS").flatMap(Int.init), count >= 1
        else { return nil }
        let descriptor = firstDescriptor
        var address = sockaddr_un()
        var size = socklen_t(MemoryLayout<sockaddr_un>.size)
        let result = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe getsockname(descriptor, $0, &size)
            }
        }
        var listens: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        guard result == 0, address.sun_family == sa_family_t(AF_UNIX),
            unsafe getsockopt(descriptor, SOL_SOCKET, SO_ACCEPTCONN, &listens, &length) == 0, listens == 1
        else { return nil }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
        let path = unsafe withUnsafeBytes(of: &address.sun_path) { bytes in
            unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        return (descriptor, path)
    }

    /// Tells systemd about the state of the service: `READY=1`, `STOPPING=1`. Nothing where nobody wants to know.
    static func notify(_ state: String) {
        guard let path = environment("NOTIFY_SOCKET"), path.hasPrefix("/") || path.hasPrefix("@"),
            path.utf8.count < 108
        else { return }
        let sender = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard sender >= 0 else { return }
        defer { close(sender) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        var name = Array(path.utf8)
        // A name that is in no file system begins with NUL, and ends with its last byte.
        if name[0] == UInt8(ascii: "@") { name[0] = 0 }
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: name) }
        let size = socklen_t(MemoryLayout<sa_family_t>.size + name.count)
        let bytes = Array(state.utf8)
        _ = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                unsafe sendto(sender, bytes, bytes.count, Int32(MSG_NOSIGNAL), address, size)
            }
        }
    }

    private static func environment(_ name: String) -> String? {
        guard let value = unsafe getenv(name) else { return nil }
        return unsafe String(cString: value)
    }
}
