import Testing

@testable import HZIngest

/// Texts whose marks are never closed, or come in great numbers: so large that looking for each end anew would not end
/// within the tests' time.
@Suite struct HostileTextTests {
    private func article(_ text: String, _ kind: SourceKind) throws -> Article {
        try ArticleReader().read(SourceBytes(Array(text.utf8), kind: kind), path: CorpusPath("x"))
    }

    private func text(_ article: Article) -> String { String(decoding: article.text, as: UTF8.self) }

    @Test(arguments: ["](", "][", "<a", "</", "(](", "`` ` ", "[a](b", "![", "<b `"])
    func marksThatNothingClosesAreText(mark: String) throws {
        let line = String(repeating: mark, count: 2 << 20 / mark.utf8.count)
        let article = try article("# Lakes\n\n" + line + "\n\nfinalword\n", .markdown)
        #expect(text(article).hasSuffix("finalword"))
    }

    @Test func runsOfBackticksOfAllLengthsAreRead() throws {
        let line = (1...2_500).map { String(repeating: "`", count: $0) }.joined(separator: " ")
        let article = try article("# Lakes\n\n" + line + " finalword\n", .markdown)
        #expect(text(article).hasSuffix("finalword"))
    }

    @Test(arguments: [
        ("a [b](c](d) e](f", "a b(c e(f"), ("x ](y [z](w) v](u) t", "x (y z v t"), ("](a (b) c", "(a (b) c"),
        ("`a `` b` c `` d", "a `` b c `` d"), ("`` a ` b `` c ` d", " a ` b  c ` d"), ("` a `` b", "` a `` b"),
        ("<b>x</b> <a y <br> z <c", "x z <c"), ("][a] ][b", "b"),
    ])
    func marksAfterOneThatIsNotClosedAreStillRead(line: String, expected: String) {
        var inline = MarkdownInline()
        let seen = String(decoding: inline.stripped(Array(line.utf8)[...]), as: UTF8.self)
        #expect(seen.split(separator: " ") == expected.split(separator: " "))
    }

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

    @Test func aSubjectOfManyEncodedWordsIsDecoded() {
        let words = String(repeating: "=?utf-8?Q?lake?= ", count: 500_000)
        let subject = EncodedWords.decode(Array(words.utf8), TextDecoder())
        #expect(subject == String(repeating: "lake", count: 500_000))
    }

    @Test func aHeaderIsNoLongerThanItsLimit() throws {
        for separator in [" ", "\r\n "] {
            let words = String(repeating: "=?utf-8?Q?lake?=" + separator, count: 250_000)
            let letter = "Subject: \(words)\r\nFrom: Mei Lin <mei@lake.example>\r\n\r\nA lake by the road.\r\n"
            let article = try article(letter, .email)
            #expect(article.title.hasPrefix("lakelake") && article.title.utf8.count <= 64 << 10)
            #expect(article.author?.hasPrefix("Mei Lin") == true && text(article).contains("by the road"))
        }
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
