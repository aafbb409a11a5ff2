import HZClient
import HZIndex

/// Why a daemon could not start: facts only, sentences are made by the command line.
public enum DaemonError: Error, Equatable, Sendable {
    /// Another daemon answers at this socket.
    case alreadyRunning(socket: String, process: Int32?)
    /// Something that is not a socket stands in the socket's place: it is not ours to remove.
    case notASocket(path: String)
    /// A dead socket of another user stands in the socket's place.
    case foreignSocket(path: String, user: UInt32)
    /// The socket's address can't be used.
    case address(ClientError)
    /// An address that other machines can reach needs a token.
    case tokenNeeded(host: String)
    /// The web address can't be listened at; without a number where it is none of IP.
    case web(host: String, port: Int, errno: Int32?)
    /// A system call failed.
    case io(operation: String, path: String, errno: Int32)
    /// The index can't be opened.
    case index(IndexError)
}
