import Testing

@testable import HZIngest

/// Articles in parts of a page that names, ids and unusual elements hide.
struct PageStructureTests {
    private let parts = PageFixture.story.split(separator: "\n").map(String.init)

    private func body(_ html: String) -> String { PageFixture.body(PageFixture.article(html)) }

    @Test func anArticleInPiecesWithOffersBetweenThemIsWhole() {
        let pieces = parts.map { "<div class=story-body>\($0)</div>" }.joined(
            separator: "<div class=ad>Buy boats</div>"
        )
        let text = body("<div class=layout>\(pieces)</div>")
        for word in ["ferry", "kiosk", "goat"] { #expect(text.contains(word)) }
        #expect(!text.contains("Buy boats"))
    }

    @Test func bodiesOfSeveralArticlesAreNotOne() {
        let pieces = parts.map { "<article><div class=story-body>\($0)</div></article>" }
        let text = body("<div>\(pieces[0].replacing("</p>", with: "</p>" + PageFixture.story))\(pieces[1])</div>")
        #expect(text.contains("goat"))
        #expect(text.ranges(of: "kiosk").count == 1)
    }

    @Test func allPostsOfAThreadAreText() {
        let posts = ["My tap leaks since Monday. Any idea?"] + parts + ["Thanks, that solved it."]
        let html = posts.map { "<div class=post><div class=postbody><div class=content>\($0)</div></div></div>" }
        let text = body("<div class=viewtopic><h2 class=topic-title>Leaking tap</h2>\(html.joined())</div>")
        for words in ["My tap leaks", "kiosk", "Thanks, that solved it."] { #expect(text.contains(words)) }
    }

    @Test func aPartCalledTeaserThatHoldsTheFirstParagraphsIsText() {
        let opening = "<div class=teaser-content><p>The <a href=/x>council</a> has bought a boat.</p>\(parts[0])</div>"
        let rest = String(repeating: parts[1] + parts[2], count: 3)
        #expect(
            body("<article><h1>The late ferry</h1>\(opening)<div>\(rest)</div></article>").contains("has bought a boat")
        )
    }

    private func sections(_ tag: String) -> String {
        [
            ("introduction", "1 Introduction"), ("cookies", "2 Cookies"), ("discussion", "3 Discussion"),
            ("end", "4 The end"),
        ]
        .map { "<\(tag) id='\($0.0)'><h2>\($0.1)</h2><p>On \($0.0): \(parts[1].dropFirst(3))</\(tag)>" }.joined()
    }

    @Test func sectionsWithTheIdsOfTheirHeadingsAreText() {
        for tag in ["section", "div"] {
            let text = body("<main><h1>The late ferry</h1>\(sections(tag))</main>")
            for words in ["On cookies", "2 Cookies", "On discussion", "3 Discussion"] { #expect(text.contains(words)) }
        }
    }

    @Test func aPartForCommentsIsNoSectionThoughItIsCalledSo() {
        let comments =
            "<div id=comments><h2>Comments</h2><p>I was on that boat, and the goat ate my new hat before it sailed.</p></div>"
        #expect(!body("<main><h1>The late ferry</h1>\(PageFixture.story)</main>\(comments)").contains("my new hat"))
        #expect(
            !body("<div><main><h1>The late ferry</h1>\(sections("section"))</main>\(comments)</div>").contains(
                "my new hat"
            )
        )
    }

    @Test func theIdOfAHeadingSaysNothingAboutIt() {
        #expect(
            body("<article><h1>The late ferry</h1>\(parts[0])<h2 id=comments>What was said</h2>\(parts[1])</article>")
                .contains(
                    "What was said"
                )
        )
    }
}
