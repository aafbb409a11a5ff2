import Testing

@testable import HZIngest

/// Text of articles that looks like something else: like pointers and appeals by its words, like menus by its links.
struct KeptTextTests {
    private let parts = PageFixture.story.split(separator: "\n").map(String.init)

    private func body(_ html: String) -> String { PageFixture.body(PageFixture.article(html)) }

    /// The body of an article with a part in its middle.
    private func body(around part: String) -> String {
        body("<main><article><h1>The late ferry</h1>\(parts[0])\(part)\(parts[1])\(parts[2])</article></main>")
    }

    /// That of one which ends with a part.
    private func body(before part: String) -> String {
        body("<main><article><h1>The late ferry</h1>\(PageFixture.story)\(part)</article></main>")
    }

    @Test(arguments: [
        "The company added nine million <a href=/x>paying subscribers</a> in the quarter, almost twice as many as before.",
        "The browser will keep third-party <a href=/c>tracking cookies</a> after all, ending a plan announced years ago.",
        "She had <a href=/d>donated a kidney</a> to her brother in 2003 and never spoke of it before this interview.",
        "This article was corrected on 3 May: an earlier version gave the wrong name of the <a href=/n>newsletter</a>.",
        "Latest figures from the <a href=/o>statistics office</a> show that inflation rose to 3.8 percent in July.",
        "Share prices in Tokyo fell sharply after the <a href=/b>central bank</a> raised its main rate on Friday.",
        "Comments by the minister on <a href=/r>public radio</a> suggest that there will be no second vote on it.",
        "More on the <a href=/r>missing ship</a> was learnt on Thursday, when divers found its wheelhouse in the deep.",
    ])
    func sentencesStayWhateverWordsTheyBeginWithOrHold(_ sentence: String) {
        let words = sentence.split(separator: "<")[0]
        #expect(body(around: "<p>\(sentence)</p>").contains(words))
    }

    @Test func aLastSentenceThatCountsSubscribersStays() {
        let last =
            "Netflix ended the year with 301 million subscribers, more than analysts had expected after the rise."
        #expect(body(before: "<p>\(last)</p>").contains(last))
    }

    @Test(arguments: [
        "<p>Subscribe to our <a href=/n>newsletter</a>, and get the best stories of the harbour every Friday evening.</p>",
        "<p>If you liked this story, please subscribe to <a href=/n>letters</a>: good reporting is never for free.</p>",
        "<p>Share your thoughts on ferries <a href=/c>with other readers</a>, as hundreds of them have done before.</p>",
        "<p>Related: how the <a href=/g>goat of the northern islands</a> came to be the mascot of the whole harbour.</p>",
        "<h2>Comments (3)</h2><p>Share this article.</p>", "<p>Photo courtesy of the harbour.</p>", "<p>Loading...</p>",
    ])
    func whatAsksReadersOrNamesOtherPagesIsLeftOut(_ part: String) {
        #expect(body(around: part) == body(around: ""))
    }

    @Test(arguments: [
        "Related work", "How cookies follow you", "Share prices collapse", "Comments from the minister",
        "Latest developments", "Who donated the money", "Aus dem Leben", "Chocolate chip cookies",
    ])
    func headingsAboveParagraphsStayWhateverTheyBeginWith(_ heading: String) {
        #expect(body(around: "<h2>\(heading)</h2>").contains(heading))
    }

    @Test(arguments: [
        "Follow the blue cable to its end.", "Share the folder with a colleague.", "Loading takes a minute.",
        "Back to the first screen, press OK.", "Source code must be unpacked first.", "Image quality is set to 80 %.",
        "Join the two halves with glue.",
    ])
    func stepsThatBeginLikePointersOrCreditsStay(_ step: String) {
        let list = "<ol><li>\(step.hasSuffix(".") ? step : step + " It is.")</li><li>Press the red key.</li></ol>"
        #expect(body(around: list).contains(step))
    }

    @Test func shortSentencesOfPicturesAndCommentsStay() {
        for line in ["Photos were forbidden.", "Comments are closed at five.", "Quelle surprise!"] {
            #expect(body(around: "<p>\(line)</p>").contains(line))
        }
    }

    @Test func rowsOfLinksInATableWithHeadCellsStay() {
        let rows = (1...5).map {
            "<tr><td><a href=/\($0)>Island \($0)</a></td><td><a href=/p>Pier \($0)</a></td><td>\($0)</td></tr>"
        }
        let head = "<tr><th>Island</th><th>Pier</th><th>Boats</th></tr>"
        #expect(body(around: "<table>\(head)\(rows.joined())</table>").contains("Island 4 Pier 4 4"))
        #expect(!body(around: "<table>\(rows.joined())</table>").contains("Pier 4"))
    }

    @Test func listsThatSaySomethingBesideTheirLinksStay() {
        let films = (1980...1985).map { "<li>\($0): <a href=/\($0)>A film of the sea</a></li>" }.joined()
        #expect(body(around: "<h2>Films</h2><ul>\(films)</ul>").contains("1983: A film of the sea"))
        let links = (1...6).map { "<li><a href=/\($0)>A film of the sea, part \($0)</a></li>" }.joined()
        #expect(!body(around: "<ul>\(links)</ul>").contains("part 3"))
        let remarks = (1...4).map {
            "<p><a href=/\($0)>The headline of what we read, number \($0)</a>: my take in some words.</p>"
        }
        #expect(body(around: remarks.joined()).contains("number 3: my take"))
    }

    @Test func sourcesBelowTheLastParagraphStay() {
        let sources = (1...3).map { "<li><a href=/\($0)>Storm number \($0)</a>. The Quay, p. 12.</li>" }.joined()
        #expect(body(before: "<h2>References</h2><ol>\(sources)</ol>").contains("Storm number 2. The Quay"))
        #expect(body(before: "<p>Sources</p><ol>\(sources)</ol>").contains("Sources"))
        #expect(!body(before: "<p>Topics</p><ul><li><a href=/s>storms</a></li></ul>").contains("Topics"))
    }

    @Test func theLastLinesOfAStoryStay() {
        let story = parts.map { $0.replacing("<p>", with: "<div>").replacing("</p>", with: "</div>") }.joined()
        let html = "<div class=text>\(story)<div>“No,” said the mayor.</div><div>And the sea came in.</div></div>"
        #expect(body(html).contains("said the mayor.\n\nAnd the sea came in."))
        let broken = parts.joined().replacing("<p>", with: "").replacing("</p>", with: "<br><br>")
        #expect(body("<div>\(broken)And the sea came in.<br>That was all.</div>").contains("That was all."))
        let chinese = (1...3).map { _ in "<section>业内人士表示，这些公司之所以能在杭州成长，离不开当地政府长期以来的支持以及民营企业的活力。</section>" }
        #expect(body("<div>\(chinese.joined())<section>渡轮晚点了。</section></div>").contains("渡轮晚点了。"))
        let rest = "<div>\(story)<div>Ada Quay</div></div>"
        #expect(!body(rest).contains("Ada Quay"))
    }

    @Test func wordsBetweenTheTitleAndTheFirstParagraphStay() {
        let lead = "<div>Nine million for a wall that keeps the sea out</div>"
        #expect(body("<article><h1>The late ferry</h1>\(lead)\(PageFixture.story)</article>").contains("Nine million"))
        let byline = "<div>By Ada Quay and Ben Pier of this paper</div><div class=meta>Nine minutes of your time</div>"
        #expect(!body("<article><h1>The late ferry</h1>\(byline)\(PageFixture.story)</article>").contains("Nine"))
    }

    @Test func aLastSectionUnderAHeadingThatLeadsToItselfStays() {
        let closing =
            "<p>The pier will be longer by ten metres when the next winter comes, and the kiosk will get a roof of slate.</p>"
        let section = { (target: String) in "<h2 id=c><a href='\(target)'>What comes next</a></h2>\(closing)" }
        for target in ["#c", "https://example.org/ferry#c"] { #expect(body(before: section(target)).contains("slate")) }
        for target in ["/other", "/other#from=ferry"] { #expect(!body(before: section(target)).contains("slate")) }
    }

    @Test(arguments: [
        ("<title>Vote on the harbour tunnel delayed again - Rotterdam</title>", "Rotterdam"),
        ("<title>Ferries - Late again on Tuesday - The Islander</title>", "The Islander"),
        ("<title>Ferries late | The Guardian</title><link rel=canonical href='https://www.theguardian.com/a'>", ""),
        ("<title>Ferries late again</title>", ""),
    ])
    func whatATitleSaysBesidesTitleAndSiteIsKeptApart(_ head: String, _ kept: String) {
        let page = PageFixture.article(PageFixture.story, head: head)
        #expect(PageFixture.text(page, .page) == kept)
        #expect(PageFixture.body(page).hasSuffix("and a goat."))
    }

    @Test func namesOfMenusMeanNothingWhereThereAreNoLinks() {
        let part =
            "<div class='card template-with-a-crumb'><ul><li>two cups</li></ul>\(PageFixture.story)<p>So far.</p></div>"
        let page = "<article><h1>Late</h1>\(PageFixture.story)\(PageFixture.story)<p>More.</p>\(part)</article>"
        #expect(PageFixture.body(PageFixture.article(page)).contains("two cups"))
    }

    @Test func whatHoldsTheMainPartIsNotSetAsideForItsName() {
        let main = "<main><h1>Late</h1>\(PageFixture.story)</main>"
        let readers = "<div class=comments>" + (0..<12).map { "<p>\($0): \(PageFixture.story)</p>" }.joined() + "</div>"
        let page = "<div class='docked-sharebar-content'><div>\(main)</div></div>\(readers)"
        #expect(PageFixture.body(PageFixture.article(page)).contains("the crew handed out tea"))
    }

    @Test func namesThatDenyAWordSayNothing() {
        let step = "<div class='step step--no-image'>Turn the key twice.</div>"
        let page = "<article><h1>Late</h1>\(PageFixture.story)\(step)\(PageFixture.story)</article>"
        #expect(PageFixture.text(PageFixture.article(page), .main).contains("Turn the key twice."))
        let body = "<div class='page-without-sidebar'><p>A short word first.</p></div>"
        let wide = "<article><h1>Late</h1>\(PageFixture.story)\(body)\(PageFixture.story)</article>"
        #expect(PageFixture.body(PageFixture.article(wide)).contains("A short word first."))
    }
}
