import Glibc
import Testing

@testable import HZIngest

/// Pages that cost parsers more than time in proportion, and what must be left of each.
@Suite struct HostilePageTests {
    private static let mebibyte = 1 << 20

    static let shapes = [
        "nested", "paragraphs", "one text run", "attributes", "ampersands", "comments", "unclosed", "long attribute",
        "open tag", "processing instructions",
    ]

    /// Shapes at the size limit of a page, with a word at the end that must be found.
    static func page(_ shape: String) -> [UInt8] {
        func repeated(_ piece: String, _ bytes: Int) -> [UInt8] {
            let unit = Array(piece.utf8)
            var page: [UInt8] = []
            page.reserveCapacity(bytes + unit.count)
            while page.count < bytes { page.append(contentsOf: unit) }
            return page
        }
        let end = Array("<p>finalword</p>".utf8)
        switch shape {
        case "nested": return repeated("<div>", 5 * mebibyte) + end
        case "paragraphs": return repeated("<p>a", 8 * mebibyte) + end
        case "one text run": return repeated("word ", 11 * mebibyte) + end
        case "attributes":
            var page = Array("<p".utf8)
            for number in 0..<80_000 { page += Array(" a\(number)=x".utf8) }
            return page + Array(">".utf8) + end
        case "ampersands": return repeated("&", 2 * mebibyte) + end
        case "comments": return repeated("<!--", 2 * mebibyte) + Array("-->".utf8) + end
        case "unclosed": return repeated("<b><i>", mebibyte) + end
        case "long attribute": return Array("<p title=\"".utf8) + repeated("x", 8 * mebibyte) + Array("\">".utf8) + end
        case "open tag": return end + repeated("<a ", 4 * mebibyte)
        default: return repeated("<?x <!y <![CDATA[", 4 * mebibyte) + Array(">".utf8) + end
        }
    }

    @Test(arguments: shapes)
    func theTextIsFoundWhateverTheShape(shape: String) throws {
        let page = Self.page(shape)
        let article = try ArticleReader().read(SourceBytes(page, kind: .html), path: CorpusPath("page.html"))
        #expect(String(decoding: article.text, as: UTF8.self).contains("finalword"), "\(shape)")
    }

    @Test func aThousandKindsOfBrokenMarkupAreReadWithoutATrap() throws {
        var random = SplitMix64(seed: 5)
        let pieces = [
            "<div>", "</div>", "<p", ">", "\"", "'", "=", "<!--", "-->", "<script>", "</script>", "<style>", "&#x",
            "&#0;", "&amp",
            "<table><tr><td>", "</table>", "<title>", "\u{0}", "杭州", "\u{FEFF}", "<![CDATA[", "]]>", "<meta charset=",
            "utf-16",
            "<template>", "<svg>", "<math>", "<a href=x>", "</a>", "<br/>", "<ruby>字<rt>zi</rt></ruby>", "text ", "\n",
            "<h1>", "</h1>",
            "<time datetime=2025-01-01>", "<link rel=canonical href=", "{\"@type\":\"Article\"", "<select><option>",
            "<iframe>",
        ]
        let reader = ArticleReader()
        for _ in 0..<1_000 {
            var text = ""
            for _ in 0..<Int(random.next() % 60) { text += pieces[Int(random.next() % UInt64(pieces.count))] }
            var bytes = Array(text.utf8)
            for _ in 0..<Int(random.next() % 4) where !bytes.isEmpty {
                bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next())
            }
            guard let article = try? reader.read(SourceBytes(bytes, kind: .html), path: CorpusPath("x.html")) else {
                continue
            }
            #expect(String(validating: article.text, as: UTF8.self) != nil)
            var previous = 0
            for block in article.blocks {
                #expect(block.range.lowerBound >= previous && block.range.upperBound <= article.text.count)
                previous = block.range.upperBound
            }
        }
    }

    /// Entities that would read files, reach the network or grow without bound are not resolved.
    @Test func nothingOutsideThePageIsRead() throws {
        let page = """
            <?xml version="1.0"?><!DOCTYPE html [<!ENTITY file SYSTEM "file:///etc/passwd"><!ENTITY a "ha ha ha">
            <!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY % p SYSTEM "http://127.0.0.1:9/x">%p;]>
            <?xml-stylesheet href="http://127.0.0.1:9/s.xsl"?><html><body><p>before &file; &c; after</p></body></html>
            """
        let article = try ArticleReader().read(SourceBytes(Array(page.utf8), kind: .html), path: CorpusPath("x.html"))
        let text = String(decoding: article.text, as: UTF8.self)
        #expect(text.contains("before") && text.contains("after"))
        #expect(!text.contains("root:") && !text.contains("ha ha ha"))
    }
}
