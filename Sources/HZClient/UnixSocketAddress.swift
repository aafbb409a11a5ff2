import Glibc

/// The address of a socket in the file system (unix(7)), checked for length before the kernel sees it.
public struct UnixSocketAddress: Sendable {
    /// The longest path that fits: `sun_path` has 108 bytes, the last one is the closing NUL.
    static let pathLimit = 107

    /// The socket's path.
    public let path: String

    /// Fails with `pathTooLong` where the path does not fit.
    public init(path: String) throws(ClientError) {
        guard path.utf8.count <= Self.pathLimit else {
            throw .pathTooLong(socket: path, bytes: path.utf8.count, limit: Self.pathLimit)
        }
        self.path = path
    }

    /// Connects the socket `descriptor`; the result and `errno` are those of connect(2).
    public func connect(_ descriptor: Int32) -> Int32 {
        unsafe withSocketAddress { address, length in unsafe Glibc.connect(descriptor, address, length) }
    }

    /// Binds the socket `descriptor`; the result and `errno` are those of bind(2).
    public func bind(_ descriptor: Int32) -> Int32 {
        unsafe withSocketAddress { address, length in unsafe Glibc.bind(descriptor, address, length) }
    }

    private func withSocketAddress(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { bytes in
            unsafe bytes.copyBytes(from: path.utf8.prefix(Self.pathLimit))
        }
        return unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { rebound in
                unsafe body(rebound, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }
}
