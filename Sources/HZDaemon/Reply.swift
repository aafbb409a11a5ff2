import HZJSON
import NIOHTTP1

/// What a request is answered with: always JSON.
struct Reply: Sendable {
    var status = HTTPResponseStatus.ok
    var fields: [(String, String)] = []
    var body: [UInt8]

    /// A success.
    init(body: [UInt8]) {
        self.body = body
    }

    /// A failure with a code that stays the same over versions, and a sentence for people.
    init(_ status: HTTPResponseStatus, code: String, message: String) {
        self.status = status
        var json = JSONWriter()
        json.beginObject()
        json.name("error")
        json.beginObject()
        json.member("code", code)
        json.member("message", message)
        json.endObject()
        json.endObject()
        json.newline()
        body = json.bytes
    }
}
