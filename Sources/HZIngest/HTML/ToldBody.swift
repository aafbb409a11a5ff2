/// The text of an article that a page tells machines (JSON-LD, articleBody of schema.org). It is read where the page shows much
/// less, since scripts would fetch the text, or readers must pay.
enum ToldBody {
    /// The text as a page of its own; nil where the page shows half as much as its `main` bytes, or tells nothing.
    ///
    /// - Complexity: O(scripts).
    static func page(told page: HTMLPage, main: Int) -> HTMLPage? {
        let least = max(leastBytes, 2 * main)
        let tells = page.metadata.linkedData.contains { script in
            script.count > least && ByteSearch.end(of: "\"articleBody\"", in: script[...]) != nil
        }
        guard tells, let body = LinkedData(page.metadata.linkedData).body, body.utf8.count > least else { return nil }
        let told = read(Array(body.utf8))
        return told.text.count > least ? told : nil
    }

    /// Adds the text to what a page shows, in place of what was thought to be its article.
    static func add(_ told: HTMLPage, to article: inout Article) {
        for index in article.blocks.indices
        where article.blocks[index].zone == .main || article.blocks[index].zone == .heading {
            article.blocks[index].zone = .page
        }
        for block in told.blocks { article.append(told.text[block.range], zone: .main) }
    }

    private static let leastBytes = 400

    /// Reads what is text or HTML; many a system escapes for HTML what it writes as JSON, some twice.
    private static func read(_ body: [UInt8]) -> HTMLPage {
        var page = HTMLParser.parse(markup(of: body))
        for _ in 0..<2 where isMarkup(page.text) || hasReference(page.text) {
            page = HTMLParser.parse(markup(of: page.text))
        }
        return page
    }

    private static func isMarkup(_ text: [UInt8]) -> Bool {
        ["</p>", "<br", "</div>"].contains { ByteSearch.end(of: $0, in: text[...]) != nil }
    }

    /// Whether there is something like `&quot;`.
    private static func hasReference(_ text: [UInt8]) -> Bool {
        text.indices.contains { start in
            guard text[start] == UInt8(ascii: "&") else { return false }
            let name = text[(start + 1)...].prefix(8).prefix { $0 | 0x20 &- 0x61 < 26 }
            return name.count > 1 && name.endIndex < text.count && text[name.endIndex] == UInt8(ascii: ";")
        }
    }

    /// The text as HTML: of one that is none, each line is a paragraph.
    private static func markup(of text: [UInt8]) -> [UInt8] {
        if isMarkup(text) { return text }
        var html: [UInt8] = Array("<p>".utf8)
        for byte in text {
            switch byte {
            case UInt8(ascii: "<"): html += "&lt;".utf8
            case 0x0A: html += "<p>".utf8
            default: html.append(byte)
            }
        }
        return html
    }
}
