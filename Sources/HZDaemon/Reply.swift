import HZJSON
import NIOHTTP1

/// What a request is answered with.
struct Reply: Sendable {
    var status = HTTPResponseStatus.ok
    var contentType = Reply.json
    var fields: [(String, String)] = []
    var body: [UInt8]

    static let json = "application/json; charset=utf-8"

    /// A success, JSON unless another type is said.
    init(body: [UInt8], contentType: String = Reply.json) {
        self.body = body
        self.contentType = contentType
    }

    /// A failure with a code for programs, and a sentence for people.
    init(_ code: ErrorCode, _ message: String) {
        status = code.status
        var json = JSONWriter()
        json.beginObject()
        json.name("error")
        json.beginObject()
        json.member("code", code.rawValue)
        json.member("message", message)
        json.endObject()
        json.endObject()
        json.newline()
        body = json.bytes
        switch code {
        case .busy: fields.append(("Retry-After", "1"))
        case .tokenNeeded: fields.append(("WWW-Authenticate", "Bearer realm=\"hzsearch\""))
        default: break
        }
    }
}
