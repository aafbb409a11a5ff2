import Glibc

/// A connection to a server on this machine. Blocking, with a limit on each wait; not for two threads at once.
public struct UnixStream: ~Copyable {
    /// Who holds the other end, as the kernel tells (SO_PEERCRED): for a connection, the process that listens.
    public struct Peer: Equatable, Sendable {
        /// The process.
        public let process: Int32
        /// The user that it runs as.
        public let user: UInt32
    }

    private let descriptor: Int32
    private let path: String

    /// Connects; `noDaemon` where nobody listens. No single read or write will wait longer than `seconds`.
    public init(connectingTo address: UnixSocketAddress, seconds: Int) throws(ClientError) {
        descriptor = try Self.connect(to: address, seconds: seconds)
        path = address.path
    }

    deinit {
        _ = close(descriptor)
    }

    /// Who listens; nil where the kernel does not say.
    public var peer: Peer? {
        // struct ucred { pid_t pid; uid_t uid; gid_t gid; }, which Glibc hides without _GNU_SOURCE.
        var credentials: (process: Int32, user: UInt32, group: UInt32) = (0, 0, 0)
        var size = socklen_t(12)
        guard unsafe getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &credentials, &size) == 0 else {
            return nil
        }
        return Peer(process: credentials.process, user: credentials.user)
    }

    /// Writes all the bytes. A peer that hung up is an error, never a signal.
    public func write(_ bytes: [UInt8]) throws(ClientError) {
        var written = 0
        while written < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe send(
                    descriptor,
                    UnsafeRawBufferPointer(rebasing: buffer[written...]).baseAddress,
                    buffer.count - written,
                    Int32(MSG_NOSIGNAL)
                )
            }
            if count < 0 { try check("write") } else { written += count }
        }
    }

    /// Appends what has arrived, at most 64 KiB, after waiting for some; returns false at the end.
    public func read(into bytes: inout [UInt8]) throws(ClientError) -> Bool {
        let chunk = 65536
        while true {
            let before = bytes.count
            var received = 0
            bytes.append(contentsOf: repeatElement(0, count: chunk))
            unsafe bytes.withUnsafeMutableBytes { buffer in
                received = unsafe recv(
                    descriptor,
                    UnsafeMutableRawBufferPointer(rebasing: buffer[before...]).baseAddress,
                    chunk,
                    0
                )
            }
            bytes.removeLast(chunk - max(0, received))
            if received >= 0 { return received > 0 }
            try check("read")
        }
    }

    private static func connect(to address: UnixSocketAddress, seconds: Int) throws(ClientError) -> Int32 {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else {
            throw .io(operation: "socket", socket: address.path, errno: errno)
        }
        var limit = timeval(tv_sec: seconds, tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        _ = unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, size)
        _ = unsafe setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, size)
        while address.connect(descriptor) != 0 {
            let failure = errno
            if failure == EINTR { continue }
            _ = close(descriptor)
            switch failure {
            case ENOENT, ECONNREFUSED, ENOTSOCK: throw .noDaemon(socket: address.path)
            case EAGAIN, EINPROGRESS: throw .timedOut(socket: address.path)
            default: throw .io(operation: "connect", socket: address.path, errno: failure)
            }
        }
        return descriptor
    }

    /// Returns where the failed call is to be tried again.
    private func check(_ operation: String) throws(ClientError) {
        let failure = errno
        switch failure {
        case EINTR: return
        case EAGAIN: throw .timedOut(socket: path)
        default: throw .io(operation: operation, socket: path, errno: failure)
        }
    }
}
