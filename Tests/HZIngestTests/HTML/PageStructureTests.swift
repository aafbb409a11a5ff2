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

    @Test func aShadowRootOfThePageIsShownAndOtherTemplatesAreNot() {
        for attribute in ["shadowrootmode=open", "shadowroot=open"] {
            let text = body(
                "<article>\(parts[0])<x-note><template \(attribute)>\(parts[1])</template></x-note>\(parts[2])</article>"
            )
            #expect(text.contains("kiosk"))
        }
        let hidden = PageFixture.article(
            "<article>\(PageFixture.story)<template><p>Never shown</p></template></article>"
        )
        #expect(!String(decoding: hidden.text, as: UTF8.self).contains("Never shown"))
    }

    @Test func elementsOfAPagesOwnPartNoSentence() {
        let sentence = "<p>The <x-tip>harbour</x-tip> pays <b><x-price>nine</x-price></b> million.</p>"
        #expect(body("<article>\(parts[0])\(sentence)\(parts[1])</article>").contains("The harbour pays nine million."))
        let cards = body(
            "<article>\(parts[0])<x-card>One boat.</x-card><x-card>Two boats.</x-card>\(parts[1])</article>"
        )
        #expect(cards.contains("One boat.\n\nTwo boats."))
    }

    @Test func marksOfNotesAreNoPartOfTheWordBefore() {
        let notes =
            "<p>The quay<sup><a href='#n1'>1</a></sup> and the market<a href='/f#n2'>2</a> stay on page<a href=/3>3</a>.</p>"
        #expect(
            body("<article>\(parts[0])\(notes)\(parts[1])</article>").contains(
                "The quay 1 and the market 2 stay on page3."
            )
        )
    }

    @Test func partsOfABylineAreNotOneWord() {
        let line =
            "<div class=meta><span>By Ada Quay</span><span>Updated September 13, 2025</span><span>4 min</span></div>"
        let article = PageFixture.article("<article><h1>The late ferry</h1>\(line)\(PageFixture.story)</article>")
        #expect(article.author == "Ada Quay")
        #expect(article.date?.iso == "2025-09-13")
        #expect(
            body("<article>\(parts[0])<p><span>G</span><span>oats</span> swim.</p>\(parts[1])</article>").contains(
                "Goats swim."
            )
        )
    }
}
