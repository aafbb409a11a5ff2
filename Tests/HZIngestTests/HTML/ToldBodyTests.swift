import Testing

@testable import HZIngest

/// Articles that pages tell machines and show only in part.
@Suite struct ToldBodyTests {
    private static let sentences = [
        "The ferry to the northern islands was late again on Tuesday, and the crew handed out tea to everybody on the pier.",
        "Nobody complained, because the storm that had been forecast for the evening had torn the roof off the kiosk.",
        "By midnight the wind had dropped, the lights came back, and the first boat left with two hundred people & a goat.",
        "The harbour master wrote it all down in his book, and the book was read aloud in the school on Friday morning.",
    ]

    private func article(_ told: String, shown: String, type: String = "NewsArticle") -> Article {
        let data = "{\"@type\":\"\(type)\",\"headline\":\"Late again\",\"articleBody\":\"\(told)\"}"
        return PageFixture.article(shown, head: "<script type=application/ld+json>\(data)</script>")
    }

    private let empty = "<div id=root></div><noscript>You need to enable JavaScript to run this app.</noscript>"

    @Test(arguments: [
        sentences.joined(separator: "\\n\\n"),
        sentences.map { "<p>\($0.replacing("&", with: "&amp;"))<\\/p>" }.joined(),
        sentences.map { "&lt;p class=&quot;x&quot;&gt;\($0.replacing("&", with: "&amp;amp;"))&lt;/p&gt;" }.joined(),
    ])
    func whereScriptsWouldShowItTheToldTextIsRead(told: String) {
        let article = article(told, shown: empty)
        #expect(PageFixture.body(article) == Self.sentences.joined(separator: "\n\n"))
        #expect(PageFixture.text(article, .page).contains("enable JavaScript"))
        #expect(article.title == "Late again" && !article.isStub)
    }

    @Test func whereReadersMustPayTheToldTextIsReadOnce() {
        let told = (1...5).flatMap { day in Self.sentences.map { "Day \(day). \($0)" } }.joined(separator: "\\n")
        let shown = "<article><h1>Late again</h1><p>Day 1. \(Self.sentences[0])</p></article>"
        let article = article(told, shown: shown)
        #expect(PageFixture.body(article).hasPrefix("Day 1."))
        #expect(PageFixture.body(article).contains("Day 5. By midnight"))
        #expect(PageFixture.text(article, .page).contains("Day 1."))
    }

    @Test func whatThePageShowsGoesBeforeWhatItTells() {
        let told = Self.sentences.joined(separator: " ").replacing("ferry", with: "train")
        let shown = "<article><h1>Late again</h1>\(PageFixture.story)</article>"
        #expect(!PageFixture.body(article(told, shown: shown)).contains("train"))
    }

    @Test func ofOtherThingsAndInFewWordsNothingIsTold() {
        let told = Self.sentences.joined(separator: " ")
        #expect(!PageFixture.body(article(told, shown: empty, type: "WebSite")).contains("ferry"))
        let short = article(Self.sentences[0], shown: empty)
        #expect(!PageFixture.body(short).contains("ferry") && short.isStub)
    }
}
