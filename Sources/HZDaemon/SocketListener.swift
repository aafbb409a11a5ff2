import Glibc
import HZClient

/// The listening socket of a daemon: private from its first instant, alone at its path, removed when done.
///
/// A dead daemon's socket is taken over where it is a socket, ours, and refuses connections; anything else in
/// its place is left alone. The folder is locked (flock(2)) meanwhile, so that of two daemons starting at once
/// one sees the other.
struct SocketListener: Sendable {
    let path: String
    /// Bound, listening, not blocking. Owned by whoever accepts on it.
    let descriptor: Int32
    /// Which file to remove when done; nil for a socket that systemd holds.
    private let identity: FileIdentity?

    /// The socket that systemd opened for this process; nil where there is none.
    init?(ofServiceManager: Void) {
        guard let (descriptor, path) = ServiceManager.listeningSocket() else { return nil }
        self.descriptor = descriptor
        self.path = path
        identity = nil
    }

    init(path: String) throws(DaemonError) {
        let address: UnixSocketAddress
        do {
            address = try UnixSocketAddress(path: path)
        } catch {
            throw .address(error)
        }
        let folder = Self.folder(of: path)
        if unsafe mkdir(folder, 0o700) != 0, errno != EEXIST {
            throw .io(operation: "mkdir", path: folder, errno: errno)
        }
        let lock = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard lock >= 0 else { throw .io(operation: "open", path: folder, errno: errno) }
        defer { close(lock) }
        while flock(lock, LOCK_EX) != 0 {
            guard errno == EINTR else { throw .io(operation: "flock", path: folder, errno: errno) }
        }
        try Self.clear(address)
        self.path = path
        descriptor = try Self.listen(at: address)
        guard let identity = FileIdentity(path: path) else {
            throw .io(operation: "stat", path: path, errno: errno)
        }
        self.identity = identity
    }

    /// Removes the socket from its folder, where it is still this one.
    func remove() {
        if let identity, FileIdentity(path: path) == identity { _ = unsafe unlink(path) }
    }

    /// Removes a dead daemon's socket.
    private static func clear(_ address: UnixSocketAddress) throws(DaemonError) {
        guard let file = FileIdentity(path: address.path) else { return }
        guard file.isSocket else { throw .notASocket(path: address.path) }
        do {
            let stream = try UnixStream(connectingTo: address, seconds: 1)
            throw DaemonError.alreadyRunning(socket: address.path, process: stream.peer?.process)
        } catch ClientError.noDaemon {
            guard file.user == geteuid() else { throw .foreignSocket(path: address.path, user: file.user) }
        } catch ClientError.timedOut {
            // Alive: its queue of connections is full.
            throw .alreadyRunning(socket: address.path, process: nil)
        } catch let error as ClientError {
            throw .address(error)
        } catch let error as DaemonError {
            throw error
        } catch {
            throw .io(operation: "connect", path: address.path, errno: 0)
        }
        if unsafe unlink(address.path) != 0, errno != ENOENT {
            throw .io(operation: "unlink", path: address.path, errno: errno)
        }
    }

    private static func listen(at address: UnixSocketAddress) throws(DaemonError) -> Int32 {
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
        let descriptor = socket(AF_UNIX, kind, 0)
        guard descriptor >= 0 else { throw .io(operation: "socket", path: address.path, errno: errno) }
        // Linux gives the name the mode that the socket has when it is bound: no instant in which it is wider than
        // 0600, and no umask changed under the feet of other threads.
        let bound = fchmod(descriptor, 0o600) == 0 ? address.bind(descriptor) : -1
        let failure = errno
        guard bound == 0 else {
            close(descriptor)
            throw .io(operation: "bind", path: address.path, errno: failure)
        }
        guard Glibc.listen(descriptor, 1024) == 0 else {
            let failure = errno
            close(descriptor)
            throw .io(operation: "listen", path: address.path, errno: failure)
        }
        return descriptor
    }

    private static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}
