import Testing

@testable import HZIngest

/// Texts whose marks are never closed, or come in great numbers: so large that looking for each end anew would not end
/// within the tests' time.
@Suite struct HostileTextTests {
    private func article(_ text: String, _ kind: SourceKind) throws -> Article {
        try ArticleReader().read(SourceBytes(Array(text.utf8), kind: kind), path: CorpusPath("x"))
    }

    private func text(_ article: Article) -> String { String(decoding: article.text, as: UTF8.self) }

    @Test func sectionsWithinSectionsHoldWhatTheyHold() throws {
        let wrapped = String(repeating: "<![CDATA[", count: 100_000)
        let data = #"{"@type":"NewsArticle","headline":"Lakes","author":{"name":"Mei Lin"}}"#
        for script in [data, "//<![CDATA[\n\(data)\n//]]>", "<!--\n\(data)\n-->", wrapped + data + "]]>"] {
            let page = "<script type='application/ld+json'>\(script)</script><p>A lake by the road.</p>"
            let article = try article(page, .html)
            #expect(article.title == "Lakes" && article.author == "Mei Lin", "\(script.prefix(20))")
        }
        let empty = "<script type='application/ld+json'>\(wrapped)</script><p>A lake.</p>"
        #expect(try text(article(empty, .html)).contains("A lake."))
    }

    @Test func writersAreFoundByTheirIdentifiers() throws {
        let others = (0..<900).map { #"{"@id":"/\#($0)","name":"Thing \#($0)"}"# }.joined(separator: ",")
        let people = #"{"@id":"/mei","name":"Mei Lin"},{"@id":"/mei","name":"Another"}"#
        func author(_ references: String) throws -> String? {
            let graph = #"{"@graph":[{"@type":"NewsArticle","author":[\#(references)]},\#(others),\#(people)]}"#
            return try article("<script type='application/ld+json'>\(graph)</script><p>A lake.</p>", .html).author
        }
        #expect(try author(#"{"@id":"/mei"}"#) == "Mei Lin")
        let many = [String](repeating: #"{"@id":"/none"}"#, count: 30_000).joined(separator: ",")
        #expect(try author(many + #",{"@id":"/mei"}"#) == "Mei Lin")
    }
}
