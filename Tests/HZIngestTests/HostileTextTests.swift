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

    @Test(arguments: [
        ("<table><tr><td>alpha</td><td>beta</td></tr></table>", "alpha beta"),
        ("<ul><li>delta</li><li>eta</li></ul>", "delta eta"),
        ("a <b>bold</b>ness<br/>here", "a boldness here"), ("caf&eacute; M&uuml;ller &#233;t&#xE9;", "café Müller été"),
        ("AT&T; &copy x &nosuch; a&nbsp;b &#0;", "AT&T; &copy x &nosuch; a b \u{FFFD}"),
        ("<https://a.example/b>", "https://a.example/b"),
    ])
    func tagsOfBlocksPartWordsAndReferencesAreRead(line: String, expected: String) {
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

    @Test(arguments: [" | ", " - ", "_", " · ", "｜"])
    func aTitleOfManyPartsIsCut(separator: String) throws {
        let title = "Lakes 湖" + String(repeating: separator + "湖", count: 200_000)
        for head in ["<title>\(title)</title>", headline(title)] {
            let article = try article("<head>\(head)</head><body><p>finalword</p></body>", .html)
            #expect(article.title.hasPrefix("Lakes 湖") && article.title.utf8.count <= 8_000)
            #expect(text(article).contains("finalword"))
        }
    }

    private func headline(_ title: String) -> String {
        "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"\(title.prefix(200_000))\"}</script>"
    }

    @Test func aTitleThatNobodyClosedSwallowsNoText() throws {
        let words = (0..<100_000).map { "word\($0)" }.joined(separator: " ")
        let article = try article("<title>Lakes " + words, .html)
        #expect(article.title.hasPrefix("Lakes word0 ") && article.title.utf8.count <= 4_000)
        #expect(text(article).hasSuffix("word99999"))
    }

    @Test(arguments: [
        ("Lakes | The Lake News", "Lakes"), ("The Lake News » Lakes by night", "Lakes by night"),
        ("Lakes and rivers - by night - Another", "Lakes and rivers - by night"), ("snake_case", "snake_case"),
        ("杭州的湖_The Lake News", "杭州的湖"), ("湖_The Lake News", "湖"), ("杭州_的湖｜The Lake News", "杭州_的湖"), ("Lakes", "Lakes"),
    ])
    func theSiteIsNoPartOfTheTitle(title: String, expected: String) throws {
        let head = "<meta property=og:site_name content='The Lake News'><title>\(title)</title>"
        #expect(try article("<head>\(head)</head><p>A lake.</p>", .html).title == expected)
    }

    @Test func fieldsOfThousandsOfNamesNameNobody() throws {
        let names = (0..<200_000).map { "writer\($0)" }.joined(separator: ", ")
        #expect(BylineText.names(names) == nil)
        #expect(BylineText.names("Mei Lin, Jane Roe; Mei Lin") == "Mei Lin, Jane Roe")
        let dozen = (0..<12).map { "writer\($0)" }.joined(separator: ", ")
        #expect(BylineText.names(dozen + ", writer0") == dozen)
        #expect(BylineText.names(dozen + ", writer12") == nil)
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

    @Test(arguments: [
        (#"{"title":"Foo","title":"Bar","body":"x"}"#, "Bar", "x"),
        (#"{"title":"Foo","title":null,"body":"x"}"#, "x", "x"),
        (#"{"title":"Foo","body":"x","body":"y"}"#, "Foo", "y"),
        (#"{"title":["a","b"],"title":7,"text":"x"}"#, "7", "x"),
        (#"{"title":["a","b"],"body":"x","text":"y"}"#, "a, b", "x"),
        (#"{"title":"Foo","body":"","text":"y"}"#, "Foo", "y"),
        (#"{"title":"Foo","text":"x","body":"y","text":"z"}"#, "Foo", "z"),
    ])
    func ofRepeatedMembersTheLastCounts(line: String, title: String, body: String) throws {
        var record = JSONLRecord()
        let bytes = Array(line.utf8)
        let article = try record.article(bytes, in: 0..<bytes.count, path: "/x.jsonl", line: 1)
        #expect(article.title == title && text(article) == body)
    }
}
