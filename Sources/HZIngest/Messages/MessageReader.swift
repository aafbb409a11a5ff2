import HZAnalysis

/// Finds the article in a letter or in a page that a browser saved as one (.mht, .mhtml).
enum MessageReader {
    /// The page or text that the message is about, with what stands behind it in the same message; nil where it holds none.
    static func page(of bytes: [UInt8], kind: SourceKind, _ decoder: TextDecoder) -> RawPage? {
        let message = MIMEMessage(bytes)
        let root = kind == .mhtml ? root(message) : nil
        let texts = root.map { [Text(part: $0)] } ?? LetterTexts.shown(message, bytes, decoder)
        guard let first = texts.first else { return nil }
        var page = page(of: first, bytes)
        page.further = texts.dropFirst().map { Self.page(of: $0, bytes) }
        let subject = message.headers.text("subject", decoder)
        if kind == .mhtml {
            let address =
                message.headers.raw("snapshot-content-location") ?? first.part.headers.raw("content-location")
            page.url = address.flatMap { PageAddress.host(of: $0) == nil ? nil : ArchivedAddress.original(of: $0) }
            page.fallback.title = subject
            // Such a page is its frames.
            if ["<frameset", "<FRAMESET"].contains(where: { ByteSearch.end(of: $0, in: page.bytes[...]) != nil }) {
                let frames = message.parts.filter { isPage($0) && $0.range != first.part.range }
                page.further += frames.prefix(mostFrames).map { Self.page(of: Text(part: $0), bytes) }
            }
        } else {
            page.decided.title = subject
            page.decided.date = message.headers.raw("date").flatMap { LetterDate.day($0) }
            page.decided.author = sender(message.headers, decoder)
        }
        return page
    }

    private static let mostFrames = 64

    /// A part that is shown.
    struct Text {
        var part: MIMEMessage.Part
        /// What the letter that begins with it is about.
        var heading: String?
    }

    private static func page(of text: Text, _ bytes: [UInt8]) -> RawPage {
        let headers = text.part.headers
        var page = RawPage(content(of: text.part, bytes), kind: isPage(text.part) ? .html : .text)
        page.transport = headers.parameter("charset", of: "content-type").flatMap { Charset(label: $0.utf8) }
        page.heading = text.heading
        return page
    }

    /// The decoded bytes of a part.
    static func content(of part: MIMEMessage.Part, _ bytes: [UInt8]) -> [UInt8] {
        TransferEncoding(part.headers.essence("content-transfer-encoding")).decode(bytes[part.range])
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

    static func isPage(_ part: MIMEMessage.Part) -> Bool {
        part.type == "text/html" || part.type == "application/xhtml+xml"
    }

    /// The name in `"Mei Lin" <mei@example.org>`; the address where there is no name.
    static func sender(_ headers: MIMEHeaders, _ decoder: TextDecoder) -> String? {
        guard let value = headers.text("from", decoder) else { return nil }
        return sender(value)
    }

    /// The same of what a header or a label says.
    static func sender(_ value: String) -> String? {
        let name = value.prefix { $0 != "<" && $0 != "[" }.filter { $0 != "\"" }
        let text = person(in: String(name).trimmed)
        if !text.isEmpty { return text }
        let address = value.drop { $0 != "<" }.dropFirst().prefix { $0 != ">" }
        return address.isEmpty ? nil : String(address)
    }

    /// "Mei Lin" of "Mei Lin from Harbour Letters", "'Mei Lin' via Coast List".
    private static func person(in name: String) -> String {
        for word in [" from ", " via "] {
            guard let cut = name.firstIndex(ofText: word) else { continue }
            let person = String(name[..<cut]).filter { $0 != "'" }.trimmed
            if BylineText.areNames(person) { return person }
        }
        return name
    }
}
