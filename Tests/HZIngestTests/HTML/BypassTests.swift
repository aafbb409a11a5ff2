import Testing

@testable import HZIngest

/// Inline elements that go around the parser: the page is the same as if they had gone through it.
struct BypassTests {
    private func fed(_ html: String) -> String {
        var feed = HTMLFeed(Array(html.utf8))
        var all: [UInt8] = []
        var chunk: [UInt8] = []
        while feed.fill(&chunk) { all += chunk }
        return String(decoding: all, as: UTF8.self)
    }

    private func page(_ html: String) -> HTMLPage { HTMLParser.parse(Array(html.utf8)) }

    private func text(_ html: String) -> String { String(decoding: page(html).text, as: UTF8.self) }

    /// All of a page but where its source was, in words.
    private func description(_ html: String) -> String {
        var page = page(html)
        page.source = []
        return String(describing: page)
    }

    /// The same page with white space in its end tags, which go through the parser.
    private func throughTheParser(_ html: String) -> String {
        var output = ""
        var rest = html[...]
        while let start = rest.range(of: "</") {
            guard let end = rest[start.upperBound...].firstIndex(of: ">") else { break }
            output += rest[..<end] + " >"
            rest = rest[rest.index(after: end)...]
        }
        return output + rest
    }

    @Test func inlineElementsWithATextGoAroundTheParser() {
        let html = "<p>The <code>ferry</code> to <a href=/x>the islands</a> was <b></b>late<br>again"
        let passed = fed(html)
        #expect(passed.hasPrefix("<p>"))
        #expect(!passed.dropFirst(3).contains("<"))
        #expect(text(html) == "The ferry to the islands was late\nagain")
    }

    @Test func thoseWithOtherElementsOrReferencesInThemGoThroughIt() {
        let passed = fed("<p><b>one <i>two</i></b><em>three &lt; four</em>")
        #expect(passed.hasPrefix("<p><b>"))
        #expect(passed.contains("</b><em>"))
        #expect(!passed.contains("<i>"))
    }

    @Test func aLinkInsideALinkEndsIt() {
        let html = "<p><a href=/a>one <b>two</b> <a href=/b>three</a> four</p><p><a href=/c>five</a>"
        #expect(description(html) == description(throughTheParser(html)))
        #expect(page(html).blocks.map(\.linkBytes) == page(throughTheParser(html)).blocks.map(\.linkBytes))
    }

    @Test(arguments: [
        "<body><a href=/a><div>one</a></div><a href=/b>two</a> three<p>four",
        "<body><div><a href=/a><table><tr><td>one</a></td></tr></table><a href=/b>two</a> three</div>",
        "<body><a href=/a><div>one</div></a><a href=/b>two</a> three",
        "<a href=/a>one<div></td></a></div><a>two</a> three",
    ])
    func aLinkThatItsEndTagDoesNotCloseIsClosedByTheNextOne(_ html: String) {
        #expect(description(html) == description(throughTheParser(html)))
    }

    @Test func linksAroundBlocksLeaveLaterOnesToGoAround() {
        let passed = fed("<body><a href=/a><div>one</div></a><p><a href=/b>two</a></p>")
        #expect(passed.hasPrefix("<body><a ><div>one</div></a><p>\u{10F000}"))
    }

    @Test func outsideOfABodyTheParserOpensOne() {
        for html in [
            "<title>Title</title><b>one</b> two", "<head><meta name=x content=y><a href=/>one</a>",
            "<body><p>one</body></html><i>two</i> three", "<b>one</b><p>two", "<br><br>one",
            "<title>t</title><main><p>one</main><b>two</b>", "<title>t</title><time>one</time><i>two</i>",
            "<title><s></head><u>one</u>", "<main></main><body><p><b>one</b>",
            "<head><noscript><img alt=x></noscript><b>one</b></head><p>two",
            "<body><p>one</body><ul></ul><b>two</b><p>three", "<body/><b>one</b> two", "<frame><b>one</b> two",
            "<body><html/><b>one</b> two", "<title>t</title><section>one</section><b>two</b> three",
            "<head><title>t</title><noscript><p>one</p></noscript><b>two</b> three",
            "<title>t</title><p>one <b>two</b> three",
        ] {
            #expect(description(html) == description(throughTheParser(html)), "\(html)")
        }
    }

    /// The parser hands over texts of more than a thousand bytes in pieces.
    @Test func placeholdersThatAreHandedOverInTwoPiecesStandForTheirElements() {
        for shift in 0..<9 {
            let words = (0..<1_000).map { "<b>\($0)</b>" }.joined(separator: shift.isMultiple(of: 2) ? " " : "")
            let html = "<p>" + String(repeating: "x", count: shift) + words
            #expect(text(html) == text(throughTheParser(html)))
            #expect(text(html).hasSuffix("999"))
        }
    }

    @Test func aPageCannotWriteWhatStandsForAnElementThatWentAround() {
        let secret = "<b>the first element of the page</b>"
        let marks = "\u{10F000}\u{10D000}"
        let shown = "the first element of the page\n\n\(marks)\n\nend"
        #expect(text("<p>\(secret)<p>\(marks)<p>end") == shown)
        #expect(text("<p>\(secret)<p>&#x10F000;&#x10D000;<p>end") == shown)
    }

    @Test(arguments: 0..<3)
    func pagesOfRandomTagsAreTheSameAroundTheParserAndThroughIt(seed: UInt64) {
        let pieces =
            [
                "<p>", "</p>", "<div class=main>", "</div>", "<b>", "</b>", "<a href=/x>", "</a>", "<code>", "</code>",
                "<table><tr><td>", "</td>", "</tr></table>", "<li>", "</li>", "<ul>", "</ul>", "<h2 id=x>", "</h2>",
                "<br>",
                "<span class=by-line>", "</span>", "<sup>", "</sup>", "<small>a few words</small>", "<i>e</i>", "word ",
                "a text that is long enough to go around the parser", " ", "\n", "&amp;", "1 < 2", "<img alt=x>",
                "<!-- c -->",
                "<span hidden>unseen</span>", "<span style='display:block'>a line</span>", "<b style='Display: Flex'>",
                "<pre>", "</pre>", "<a href='#n1'>3</a>",
                "<em class=author>Jane Roe</em>",
                "<body>",
                "</body>", "<head>", "</head>", "<noscript>", "</noscript>", "<wbr>",
                "<main>", "</main>", "<time datetime=2025-09-13>today</time>", "<title>t</title>", "杭州", "<b/>",
                "</span>",
            ] + HTMLTag.allCases.filter { $0.isPhrase && !$0.isVoidPhrase }.map { "<\($0)>o</\($0)>" }
        var random = SplitMix64(seed: seed)
        for _ in 0..<2_000 {
            let html = (0..<Int.random(in: 1...40, using: &random)).map { _ in
                pieces[Int.random(in: 0..<pieces.count, using: &random)]
            }.joined()
            let isSame = description(html) == description(throughTheParser(html))
            #expect(isSame, "\(html)")
        }
    }
}
