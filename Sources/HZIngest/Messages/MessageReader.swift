import HZAnalysis

/// Finds the article in a letter or in a page that a browser saved as one (.mht, .mhtml).
enum MessageReader {
    /// The page or text that the message is about; nil where it holds none.
    static func page(of bytes: [UInt8], kind: SourceKind, _ decoder: TextDecoder) -> RawPage? {
        let message = MIMEMessage(bytes)
        guard let part = kind == .mhtml ? root(message) ?? body(message) : body(message) else { return nil }
        let encoding = TransferEncoding(part.headers.essence("content-transfer-encoding"))
        var page = RawPage(
            encoding.decode(bytes[part.range]),
            kind: isPage(part) ? .html : .text
        )
        page.transport = part.headers.parameter("charset", of: "content-type").flatMap { Charset(label: $0.utf8) }
        let subject = message.headers.text("subject", decoder)
        let date = message.headers.raw("date").flatMap { ArticleDate(parsing: $0) }
        if kind == .mhtml {
            let address =
                message.headers.raw("snapshot-content-location") ?? part.headers.raw("content-location")
            page.url = address.flatMap { PageAddress.host(of: $0) == nil ? nil : $0 }
            page.fallback.title = subject
        } else {
            page.decided.title = subject
            page.decided.date = date
            page.decided.author = message.headers.text("from", decoder).flatMap(sender)
        }
        return page
    }

    /// The page itself: the part that the header points to, else the first page.
    private static func root(_ message: MIMEMessage) -> MIMEMessage.Part? {
        if let start = message.headers.parameter("start", of: "content-type"),
            let part = message.parts.first(where: { $0.headers.raw("content-id") == start }), isPage(part)
        {
            return part
        }
        if let address = message.headers.raw("snapshot-content-location"),
            let part = message.parts.first(where: { $0.headers.raw("content-location") == address }), isPage(part)
        {
            return part
        }
        return message.parts.first(where: isPage)
    }

    /// What a mail program shows: the page where there is one, else the text.
    private static func body(_ message: MIMEMessage) -> MIMEMessage.Part? {
        let shown = message.parts.filter { $0.headers.essence("content-disposition") != "attachment" }
        return shown.first(where: isPage) ?? shown.first { $0.type == "text/plain" }
    }

    private static func isPage(_ part: MIMEMessage.Part) -> Bool {
        part.type == "text/html" || part.type == "application/xhtml+xml"
    }

    /// The name in `"Mei Lin" <mei@example.org>`; the address where there is no name.
    private static func sender(_ value: String) -> String? {
        let name = value.prefix { $0 != "<" }.filter { $0 != "\"" }
        let text = String(name).trimmed
        if !text.isEmpty { return text }
        let address = value.drop { $0 != "<" }.dropFirst().prefix { $0 != ">" }
        return address.isEmpty ? nil : String(address)
    }
}
