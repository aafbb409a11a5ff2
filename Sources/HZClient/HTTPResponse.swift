/// An HTTP/1.1 response of known length, as the daemon sends them. No chunks, no trailers, no continuation lines.
public struct HTTPResponse: Equatable, Sendable {
    /// The status code, such as 200.
    public let status: Int
    /// Header fields; names in lower case.
    public let fields: [String: String]
    /// The body.
    public let body: [UInt8]

    package init(status: Int, fields: [String: String], body: [UInt8]) {
        self.status = status
        self.fields = fields
        self.body = body
    }

    /// A head beyond this length is refused.
    static let headLimit = 65536

    /// The head of a response, and where in the bytes its body lies.
    package struct Head {
        package let status: Int
        package let fields: [String: String]
        package let body: Range<Int>
    }

    /// Reads the head; nil where more bytes are needed. Throws `Malformed` where no more bytes can mend it.
    package static func head(of bytes: [UInt8]) throws(Malformed) -> Head? {
        guard let end = endOfHead(bytes) else {
            if bytes.count > headLimit { throw Malformed() }
            return nil
        }
        var lines = String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\r\n")[...]
        let statusLine = (lines.popFirst() ?? "").split(separator: " ")
        guard statusLine.count >= 2, statusLine[0] == "HTTP/1.1" || statusLine[0] == "HTTP/1.0",
            let status = Int(statusLine[1]), (100...599).contains(status)
        else { throw Malformed() }
        var fields: [String: String] = [:]
        for line in lines {
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else { throw Malformed() }
            fields[parts[0].lowercased()] = String(parts[1].drop { $0 == " " })
        }
        guard let text = fields["content-length"], let length = Int(text), (0...(1 << 30)).contains(length),
            fields["transfer-encoding"] == nil
        else { throw Malformed() }
        return Head(status: status, fields: fields, body: end + 4..<end + 4 + length)
    }

    /// Not a response that this client reads.
    package struct Malformed: Error {}

    private static func endOfHead(_ bytes: [UInt8]) -> Int? {
        let mark = Array("\r\n\r\n".utf8)
        var start = 0
        while let at = bytes[start...].firstIndex(of: mark[0]) {
            if bytes[at...].starts(with: mark) { return at }
            start = at + 1
        }
        return nil
    }
}
