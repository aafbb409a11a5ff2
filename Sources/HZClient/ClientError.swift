/// Why a daemon could not be asked: facts only, sentences are made by the command line.
public enum ClientError: Error, Equatable, Sendable {
    /// Nobody answers at this socket: it does not exist, or its daemon died.
    case noDaemon(socket: String)
    /// The path does not fit into a socket address.
    case pathTooLong(socket: String, bytes: Int, limit: Int)
    /// A process of another user answers at this socket: it is not trusted.
    case foreignDaemon(socket: String, user: UInt32)
    /// A system call failed.
    case io(operation: String, socket: String, errno: Int32)
    /// The daemon took longer than this client waits.
    case timedOut(socket: String)
    /// What came back is not an HTTP/1.1 response of known length.
    case malformedResponse(socket: String)
    /// The daemon refused: the status and what its JSON says.
    case refused(status: Int, code: String, message: String)
}
