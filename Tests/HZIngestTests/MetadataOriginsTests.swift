import Testing

@testable import HZIngest

/// What `hzsearch doctor` says about where title, author and date of an article stand.
@Suite struct MetadataOriginsTests {
    private func origins(_ text: String, kind: SourceKind = .html) throws -> MetadataOrigins {
        let page = RawPage(Array(text.utf8), kind: kind)
        return try ArticleReader().examine(page, path: "/page", mtimeNanoseconds: 0).origins
    }

    private func page(_ head: String, _ body: String = "") throws -> MetadataOrigins {
        try origins(
            "<html lang=en><head><title>Ferries</title>\(head)</head><body>\(body)\(PageFixture.story)</body></html>"
        )
    }

    private static let json = "<script type=application/ld+json>"

    @Test(arguments: [
        ("\(json){\"@type\":\"Article\",\"datePublished\":\"2024-05-06\"}</script>", "", "JSON-LD datePublished"),
        ("\(json){\"@type\":\"Article\",\"dateCreated\":\"2024-05-06\"}</script>", "", "JSON-LD dateCreated"),
        ("\(json){\"@type\":\"Article\",\"dateModified\":\"2024-05-06\"}</script>", "", "JSON-LD dateModified"),
        ("<meta property=article:published_time content=2024-05-06>", "", "meta article:published_time"),
        ("<meta property=og:updated_time content=2024-05-06>", "", "meta og:updated_time"),
        ("", "<h1>Ferries</h1><time datetime=2024-05-06>Monday</time>", "time element"),
        ("", "<h1>Ferries</h1><div class=date>6 May 2024</div>", "element marked as date"),
        ("", "<h1>Ferries</h1><div>6 May 2024</div>", "text beside the title"),
        ("<link rel=canonical href=https://example.com/2024/05/06/ferries>", "", "address"),
        ("<script>var page = {\"publishedDate\": \"2024-05-06\"}</script>", "", "data of a script"),
    ])
    func theOriginOfADateIsWhereItWasRead(_ head: String, _ body: String, _ place: String) throws {
        #expect(try page(head, body).date == place)
    }

    @Test(arguments: [
        ("\(json){\"@type\":\"Article\",\"author\":{\"name\":\"Mei Lin\"}}</script>", "", "JSON-LD author"),
        ("<meta name=author content=\"Mei Lin\">", "", "meta author"),
        (
            "<meta name=description content=\"Of Mei Lin\">", "<h1>Ferries</h1><p class=author>Mei Lin</p>",
            "element marked as by-line"
        ),
        ("", "<h1>Ferries</h1><p>By Mei Lin</p>", "by-line in the text"),
        (
            "<meta name=twitter:label1 content=\"Written by\"><meta name=twitter:data1 content=\"Mei Lin\">", "",
            "meta twitter:data"
        ),
    ])
    func theOriginOfAnAuthorIsWhereItWasRead(_ head: String, _ body: String, _ place: String) throws {
        #expect(try page(head, body).author == place)
    }

    @Test func theOriginOfATitleIsWhereItWasRead() throws {
        #expect(try page("").title == "title element")
        #expect(try page("", "<h1>Ferries</h1>").title == "title element, shown as a heading")
        #expect(try page("<meta property=og:title content=\"Late ferries\">").title == "meta og:title")
        let site =
            "<meta property=og:site_name content=Islands><meta property=og:title content=\"Late ferries | Islands\">"
        #expect(try page(site).title == "meta og:title, a part of it")
    }

    @Test func frontMatterIsNamed() throws {
        let text = "---\ntitle: Ferries\nauthor: Mei Lin\ndate: 2024-05-06\n---\n\nA ferry was late."
        let origins = try origins(text, kind: .markdown)
        #expect(origins.title == "front matter" && origins.author == "front matter" && origins.date == "front matter")
    }
}
