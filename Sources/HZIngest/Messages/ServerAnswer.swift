import HZJSON

/// A web server's answer as a crawler received it (RFC 9112).
struct ServerAnswer {
    let status: Int
    let headers: MIMEHeaders
    private let content: Range<Int>

    /// Nil where the bytes do not begin like an answer.
    init?(_ bytes: [UInt8]) {
        guard bytes.starts(with: "HTTP/".utf8) else { return nil }
        let newline = ByteScan.first(of: 0x0A, bytes.span, from: 0, to: bytes.count)
        let words = bytes[..<newline].split(separator: 0x20, maxSplits: 2)
        guard words.count >= 2, let code = Int(String(decoding: words[1].prefix(3), as: UTF8.self)) else { return nil }
        status = code
        var start = min(newline + 1, bytes.count)
        headers = MIMEHeaders(bytes, in: start..<bytes.count, end: &start)
        content = start..<bytes.count
    }

    /// Whether it is what was asked for, all of it.
    var isWhole: Bool { status == 200 }

    /// The encoding that the server names.
    var charset: Charset? {
        headers.parameter("charset", of: "content-type").flatMap { Charset(label: $0.utf8) }
    }

    /// The page without the encodings of its transfer; throws why there is none.
    func body(_ bytes: [UInt8], limit: Int) throws(SkippedMember) -> [UInt8] {
        var body = Array(bytes[content])
        if headers.raw("transfer-encoding")?.lowercased().contains("chunked") == true {
            body = Self.withoutChunks(body)
        }
        let encodings = (headers.raw("content-encoding") ?? "").lowercased().split(separator: ",").map {
            String($0).trimmed
        }
        // No honest server packs more than twice.
        for encoding in encodings.suffix(3).reversed() {
            body = try Self.unpacked(body, encoding, limit: limit)
        }
        return body
    }

    private static func unpacked(_ bytes: [UInt8], _ encoding: String, limit: Int) throws(SkippedMember) -> [UInt8] {
        let decoder: (any StreamDecoder)?
        switch encoding {
        // Many a crawler stores the page unpacked and leaves the header as it was.
        case "gzip", "x-gzip":
            guard bytes.starts(with: [0x1F, 0x8B]) else { return bytes }
            decoder = InflateDecoder(.gzip)
        case "deflate":
            let isWrapped = bytes.count > 1 && bytes[0] & 0x0F == 8 && (Int(bytes[0]) << 8 | Int(bytes[1])) % 31 == 0
            decoder = InflateDecoder(isWrapped ? .zlib : .raw)
        case "zstd":
            guard bytes.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) else { return bytes }
            decoder = ZstdDecoder()
        case "br": decoder = BrotliDecoder()
        case "identity", "": return bytes
        default: throw SkippedMember(reason: .unsupportedEncoding)
        }
        guard let decoder else { throw SkippedMember(reason: .damaged) }
        do throws(StreamError) {
            guard let output = try Decompression.decode(bytes, decoder, limit: limit) else {
                throw StreamError.unreadable(errno: 0)
            }
            return output
        } catch {
            // Brotli has no mark at its beginning that would tell that a crawler unpacked the page.
            if encoding == "br", error == .damaged, beginsLikePage(bytes) { return bytes }
            throw SkippedMember(reason: error == .damaged ? .damaged : .tooLarge)
        }
    }

    /// Whether the first character, but for white space and a byte order mark, is that of a tag.
    private static func beginsLikePage(_ bytes: [UInt8]) -> Bool {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let text = bytes.dropFirst(bytes.starts(with: mark) ? mark.count : 0)
        return text.first { $0 > 0x20 } == UInt8(ascii: "<")
    }

    /// The content of chunks (RFC 9112, section 7.1); bytes that are not in chunks stay as they are, since many a crawler
    /// stores the page without and leaves the header as it was.
    private static func withoutChunks(_ bytes: [UInt8]) -> [UInt8] {
        var joined: [UInt8] = []
        joined.reserveCapacity(bytes.count)
        var position = 0
        while position < bytes.count {
            let newline = ByteScan.first(of: 0x0A, bytes.span, from: position, to: bytes.count)
            let digits = bytes[position..<newline].prefix { $0 > 0x20 && $0 != UInt8(ascii: ";") }
            guard let size = Int(String(decoding: digits.prefix(9), as: UTF8.self), radix: 16), size >= 0,
                digits.count <= 8, digits.first != UInt8(ascii: "+")
            else {
                return position == 0 ? bytes : joined
            }
            let start = min(newline + 1, bytes.count)
            let end = min(start + size, bytes.count)
            if size == 0 { break }
            joined.append(contentsOf: bytes[start..<end])
            position = end
            if position < bytes.count, bytes[position] == 0x0D { position += 1 }
            if position < bytes.count, bytes[position] == 0x0A { position += 1 }
        }
        return joined
    }
}
