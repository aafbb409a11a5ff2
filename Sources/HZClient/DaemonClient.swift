import Glibc
import HZJSON
import HZSearch

/// Asks the daemon that listens at a socket. Each question is a connection of its own: one costs less than the
/// book-keeping of keeping it, and a command line asks once.
public struct DaemonClient: Sendable {
    /// Where the daemon listens.
    public let socket: String
    /// The longest that one read or write may wait.
    public let seconds: Int

    /// A client of the daemon at `socket`.
    public init(socket: String, seconds: Int = 10) {
        self.socket = socket
        self.seconds = seconds
    }

    /// The JSON of a search, byte for byte what `SearchResult.json()` gives in the daemon.
    public func search(_ request: SearchRequest) throws(ClientError) -> [UInt8] {
        try get(SearchTarget.target(for: request))
    }

    /// The JSON of the daemon's state.
    public func status() throws(ClientError) -> [UInt8] {
        try get(Array("/v1/status".utf8))
    }

    /// The body of a 200 response; any other status is thrown as `refused`.
    public func get(_ target: [UInt8]) throws(ClientError) -> [UInt8] {
        let response = try response(to: target)
        guard response.status == 200 else {
            let error = (try? JSONValue(parsing: response.body))?["error"]
            throw .refused(
                status: response.status,
                code: error?["code"]?.string ?? "",
                message: error?["message"]?.string ?? ""
            )
        }
        return response.body
    }

    /// The response to a GET, whatever its status.
    public func response(to target: [UInt8]) throws(ClientError) -> HTTPResponse {
        let stream = try UnixStream(connectingTo: try UnixSocketAddress(path: socket), seconds: seconds)
        // A socket in a folder that others can write could be anyone's: only our own daemon and root's are believed.
        if let peer = stream.peer, peer.user != geteuid(), peer.user != 0 {
            throw .foreignDaemon(socket: socket, user: peer.user)
        }
        var request = Array("GET ".utf8)
        request += target
        request += " HTTP/1.1\r\nHost: hzsearch\r\nConnection: close\r\n\r\n".utf8
        try stream.write(request)
        var bytes: [UInt8] = []
        do {
            var head: HTTPResponse.Head?
            while true {
                if head == nil { head = try HTTPResponse.head(of: bytes) }
                if let head, bytes.count >= head.body.upperBound {
                    return HTTPResponse(
                        status: head.status,
                        fields: head.fields,
                        body: Array(bytes[head.body])
                    )
                }
                guard try stream.read(into: &bytes) else { break }
            }
        } catch let error as ClientError {
            throw error
        } catch {
            throw .malformedResponse(socket: socket)
        }
        throw .malformedResponse(socket: socket)
    }
}
