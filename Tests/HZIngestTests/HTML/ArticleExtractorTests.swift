import Testing

@testable import HZIngest

/// What of a page is the article, and what is the rest of the page.
struct ArticleExtractorTests {
    private func body(_ html: String) -> String { PageFixture.body(PageFixture.article(html)) }

    private func expectRest(saying words: String, isKeptOutOf html: String) {
        let article = PageFixture.article(html)
        #expect(!PageFixture.body(article).contains(words))
        #expect(PageFixture.body(article).contains("The ferry"))
        #expect(String(decoding: article.text, as: UTF8.self).contains(words), "lost, not just set aside")
    }

    @Test(arguments: [
        "<nav><ul><li><a href=/a>Harbour news</a><li><a href=/b>Weather</a></ul></nav>",
        "<div class=main-menu><a href=/a>Harbour news</a> <a href=/b>Weather</a></div>",
        "<footer><p>Harbour news is printed on paper from forests that are looked after by people who know them well.</p></footer>",
        "<aside><p>Harbour news: subscribe today and get the first four weeks of the printed paper for half of the price.</p></aside>",
        "<div class='cookie-notice'><p>Harbour news uses small files to remember what you like. You may say no to each of them.</p></div>",
        "<div class='share-buttons'><a href=/s>Harbour news</a></div>",
        "<div class='related-posts'><h3>More</h3><a href=/r>Harbour news from last week</a><a href=/q>Older</a></div>",
        "<div class='author-box'><p>Harbour news editor Ada Quay has sailed all her life.</p></div>",
        "<select><option>Harbour news<option>Other</select>",
    ])
    func partsThatAreNotTheArticleStayOutOfIt(_ part: String) {
        expectRest(saying: "Harbour news", isKeptOutOf: part + "<div class=content>" + PageFixture.story + "</div>")
        expectRest(saying: "Harbour news", isKeptOutOf: "<div class=content>" + PageFixture.story + "</div>" + part)
    }

    @Test func commentsAreApartFromTheArticle() {
        let comments =
            "<div id=comments><div class=comment><p>I was on that boat and the goat ate my hat, which was new.</p></div></div>"
        let article = PageFixture.article("<article>\(PageFixture.story)</article>\(comments)")
        #expect(!PageFixture.body(article).contains("ate my hat"))
        #expect(PageFixture.text(article, .comments).contains("ate my hat"))
    }

    @Test func postsOfAForumAreTheArticle() {
        let post =
            "<div class=comment><p>My engine stops whenever it rains, and I have changed every cable that I could find.</p></div>"
        let text = body("<div class=forum-thread>\(String(repeating: post, count: 4))</div>")
        #expect(text.contains("engine stops"))
    }

    @Test func namesThatMostOfThePageBearsMeanNothing() {
        let widgets = PageFixture.story.split(separator: "\n").map {
            "<div class='page-builder sidebar-block'>\($0)</div>"
        }
        let text = body("<div>\(widgets.joined())</div>")
        for word in ["ferry", "kiosk", "goat"] { #expect(text.contains(word)) }
    }

    @Test func theLeadAboveTheBodyBelongsToTheArticle() {
        let lead =
            "<div class=teaser-text><p>A night on the pier, told by those who spent it there with nothing but tea and a goat.</p></div>"
        let text = body("<div><h1>The late ferry</h1>\(lead)<div class=article-body>\(PageFixture.story)</div></div>")
        #expect(text.contains("A night on the pier"))
    }

    @Test func captionsHaveAZoneOfTheirOwn() {
        let figure = "<figure><img src=x><figcaption>The pier in the morning</figcaption></figure>"
        let article = PageFixture.article("<article>\(figure)\(PageFixture.story)</article>")
        #expect(PageFixture.text(article, .caption) == "The pier in the morning")
        #expect(!PageFixture.body(article).contains("in the morning"))
    }

    @Test(arguments: [
        "Read also: what the goat did next", "Foto: Ada Quay", "Leave a comment", "Lesen Sie auch: die Ziege",
        "Share this story",
    ])
    func pointersAndCreditsBetweenParagraphsAreLeftOut(_ line: String) {
        let parts = PageFixture.story.split(separator: "\n", maxSplits: 1)
        let html = "<article>\(parts[0])<p>\(line)</p>\(parts[1])</article>"
        #expect(!body(html).contains(line))
    }

    @Test func aLinkBelowACallToReadMoreIsNotTheArticle() {
        let (above, below) = (PageFixture.story, PageFixture.story)
        for call in ["Read also:", "Lee también...", "Lire la suite"] {
            let pointer = "<div><strong>\(call)</strong></div><p><a href=/g>The goat has been found</a></p>"
            expectRest(saying: "The goat has been found", isKeptOutOf: "<div>\(above)\(pointer)\(below)</div>")
        }
        let source = "<div>It is told in full here:</div><p><a href=/g>The goat has been found</a></p>"
        #expect(body("<div>\(above)\(source)\(below)</div>").contains("The goat has been found"))
    }

    @Test func anAppealThatEndsTheArticleIsNotPartOfIt() {
        for appeal in ["We need your help to go on.", "Te necesitamos para seguir.", "Jetzt spenden und helfen."] {
            expectRest(saying: appeal, isKeptOutOf: "<div>\(PageFixture.story)<p>\(appeal)</p></div>")
        }
    }

    @Test func aShortLineThatIsNoPointerStays() {
        let parts = PageFixture.story.split(separator: "\n", maxSplits: 1)
        #expect(body("<article>\(parts[0])<p>Nobody slept.</p>\(parts[1])</article>").contains("Nobody slept."))
    }

    @Test func headingsListsTablesAndQuotesOfTheArticleAreText() {
        let html = """
            <article>\(PageFixture.story)<h2>What to bring</h2><ul><li>a warm coat</li><li>something to read</li></ul>
            <table><tr><td>Monday</td><td>two boats</td></tr></table>
            <blockquote>We will sail when we can.</blockquote>\(PageFixture.story)</article>
            """
        let text = PageFixture.body(PageFixture.article(html, head: "<title>The late ferry</title>"))
        for words in ["What to bring", "a warm coat", "two boats", "We will sail"] { #expect(text.contains(words)) }
    }

    @Test func anIndexPageIsAllMainTextButItsNavigation() {
        let rows = (1...12).map { "<div class=row><b>Boat \($0)</b> <span>\($0 * 7) seats</span></div>" }.joined()
        let text = body("<nav><a href=/>Start</a></nav><main>\(rows)</main><footer>Imprint</footer>")
        #expect(text.contains("Boat 1") && text.contains("Boat 12") && text.contains("84 seats"))
        #expect(!text.contains("Imprint") && !text.contains("Start"))
    }

    @Test func scriptsStylesTemplatesAndHiddenElementsAreNowhere() {
        let hidden = """
            <script>let a = 'wordone'</script><style>.wordtwo{}</style><template>wordthree</template>
            <div hidden>wordfour</div><div style="display: none">wordfive</div>
            """
        let article = PageFixture.article("<article>\(PageFixture.story)</article>\(hidden)")
        let all = String(decoding: article.text, as: UTF8.self)
        for word in ["wordone", "wordtwo", "wordthree", "wordfour", "wordfive"] { #expect(!all.contains(word)) }
    }

    @Test func partsThatReactStreamsAreShown() {
        #expect(body("<div hidden id=\"S:0\"><article>\(PageFixture.story)</article></div>").contains("The ferry"))
    }

    @Test func aQuestionAboutCookiesIsSetAsideWhereItIsTheOnlyRunningText() {
        let words = "We and our partners keep small files on your device, to count how often you visit."
        let question = "<div id=cookie-banner><p>\(words)</p></div>"
        let rows = (1...12).map { "<div class=row><b>Boat \($0)</b> <span>\($0 * 7) seats</span></div>" }.joined()
        let text = body(question + "<div class=boats>\(rows)</div>")
        #expect(text.contains("84 seats"))
        #expect(!text.contains("our partners"))
    }

    @Test(arguments: ["aside", "dialog"])
    func runningTextWithoutLinksThatFoldsOutOfAnArticleStays(_ tag: String) {
        let words = "The hull is oak, and every plank of it was cut by hand in the yard behind the church."
        let folded = "<\(tag)><p>\(words)</p></\(tag)>"
        #expect(body("<article>\(PageFixture.story)\(folded)</article>").contains("hull is oak"))
        let links = "<\(tag)><a href=/1>Oak hulls and where to buy them</a> <a href=/2>Planks</a></\(tag)>"
        #expect(!body("<article>\(PageFixture.story)\(links)</article>").contains("Oak hulls"))
    }

    @Test func whatBuyersWroteIsApartFromAThingForSale() {
        let words = "My goat ate the rope within a week, and the seller would not hear of it at all."
        let reviews = "<section class=reviews><p>\(words)</p></section>"
        let product = "<meta property=og:type content=product>"
        let sold = PageFixture.article("<main>\(PageFixture.story)\(reviews)</main>", head: product)
        #expect(!PageFixture.body(sold).contains("ate the rope"))
        #expect(PageFixture.text(sold, .comments).contains("ate the rope"))
        // Elsewhere they may be what the page is about.
        #expect(body("<main>\(PageFixture.story)\(reviews)</main>").contains("ate the rope"))
    }

    private static let answers = (1...4).map { number in
        let words = "Answer \(number): clean the filter, then run the engine for an hour with the hatch open."
        return "<div class=comment><p>\(words)</p><div>Reply</div><div>Helpful?</div></div>"
    }.joined()

    @Test(arguments: [
        "<div itemscope itemtype='https://schema.org/QAPage'>",
        "<div itemtype='http://schema.org/DiscussionForumPosting'>",
    ])
    func aPageOfAnswersIsKnownByItsType(_ type: String) {
        let question = "<p>What stops an engine in the rain? I have changed every cable that I could find on board.</p>"
        let page = question + "<div id=comments>\(Self.answers)</div></div>"
        #expect(body(type + page).contains("Answer 4"))
        let story = question + String(repeating: PageFixture.story, count: 3)
        #expect(!body("<div>\(story)<div id=comments>\(Self.answers)</div></div>").contains("Answer 4"))
    }

    @Test func whatEachPostOfAForumRepeatsIsLeftOut() {
        let text = body("<div class=forum-thread>\(Self.answers)</div>")
        #expect(text.contains("Answer 2") && text.contains("Answer 4"))
        #expect(!text.contains("Reply") && !text.contains("Helpful?"))
    }

    @Test func whatStandsOnButtonsIsNoText() {
        let parts = PageFixture.story.split(separator: "\n", maxSplits: 1)
        for control in ["Add to cart", "Show more", "In den Warenkorb"] {
            let text = body("<article>\(parts[0])<div>\(control)</div>\(parts[1])</article>")
            #expect(text.contains("goat") && !text.contains(control))
        }
    }

    @Test func aBodyInPiecesIsOneBody() {
        let offer = "<div class=promo><a href=/o>Twelve offers</a></div>"
        let piece = { (words: String) in
            "<div class=article-body><p>\(words) \(String(repeating: "the boats went out again, ", count: 8))</p></div>"
        }
        let text = body("<article>\(piece("Early"))\(offer)\(piece("Late"))</article>")
        #expect(text.contains("Early the boats") && text.contains("Late the boats") && !text.contains("offers"))
    }

    @Test func paragraphsBeforeTheBodyWithinTheSameArticleBelongToIt() {
        let opening =
            "<div class=summary><p>What was said on the pier that night, by whom and in which order, as far as it is fit to print.</p></div>"
        let inside = "<main>\(opening)<div class=article-body>\(PageFixture.story)</div></main>"
        let head = "<title>The late ferry</title>"
        #expect(PageFixture.body(PageFixture.article(inside, head: head)).contains("fit to print"))
        let outside = "<div>\(opening)</div><div class=article-body>\(PageFixture.story)</div>"
        #expect(!PageFixture.body(PageFixture.article(outside, head: head)).contains("fit to print"))
    }

    @Test func whatEndsAPageUnderHeadingsThatAreLinksIsOfOtherArticles() {
        let teaser = { (name: String) in
            "<h3><a href=/t>\(name) told</a></h3><p>\(name) is what we told you about last week, when the water was low and warm.</p>"
        }
        let story = String(repeating: PageFixture.story, count: 3)
        let text = body("<article>\(story)\(teaser("Oars"))\(teaser("Nets"))</article>")
        #expect(text.contains("goat") && !text.contains("Oars") && !text.contains("Nets is"))
        // Where a page has nothing else, they are what it is about.
        #expect(body("<main>\(["Oars", "Nets", "Ropes"].map(teaser).joined())</main>").contains("Nets is"))
    }

    @Test(arguments: [
        "<address>Ada Quay, Pier 7</address>", "<h2>Subscribe to our newsletter</h2>", "<div>Rezept drucken</div>",
        "<div>Download as PDF</div>", "<h3>Contact us</h3>",
    ])
    func addressesAppealsAndCommandsAreNoTextOfTheArticle(_ part: String) {
        let text = body("<article>\(PageFixture.story)\(part)\(PageFixture.story)</article>")
        for words in ["Pier 7", "Subscribe", "drucken", "PDF", "Contact"] { #expect(!text.contains(words)) }
        #expect(text.contains("goat"))
    }

    @Test func paragraphsThatBeginLikeCaptionsAreCaptions() {
        let figure =
            "<p>Fig. 3: The pier as it looked before the storm, drawn from memory by one of those who slept on it.</p>"
        let article = PageFixture.article("<article>\(PageFixture.story)\(figure)\(PageFixture.story)</article>")
        #expect(PageFixture.text(article, .caption).contains("drawn from memory"))
    }

    @Test func runningTextInAPartNamedForItsPictureStays() {
        let words =
            "The harbour master, whom we met the next morning, said that he had never seen so many people and just one goat on his pier, and that he hoped never to see so many again in all his life."
        let article = PageFixture.article(
            "<article>\(PageFixture.story)<div class=image-box><p>\(words)</p></div></article>"
        )
        #expect(PageFixture.body(article).contains("harbour master"))
        let short = "<div class=image-box><p>The harbour master on his pier</p></div>"
        #expect(!body("<article>\(PageFixture.story)\(short)</article>").contains("harbour master"))
    }

    @Test func whatScriptsWouldShowIsReadWhereElseOnlyMenusAreLeft() {
        let links = (1...40).map { "<li><a href=/\($0)>Section number \($0)</a></li>" }.joined()
        let menu = "<nav><ul>\(links)</ul></nav>"
        let hidden = "<div style='display:none'>\(String(repeating: PageFixture.story, count: 4))</div>"
        #expect(body(menu + hidden).contains("goat"))
        let shown =
            "<main><p>The goat is not what this page is about, however much else of it is hidden from its readers.</p></main>"
        #expect(!body(menu + shown + hidden).contains("two hundred people"))
    }

    @Test func aPageOfAThingForSaleSaysOnceWhatStandsThereFoldedAndUnfolded() {
        let product = "<meta property=og:type content=product>"
        let facts = "<p>Two masts</p><p>Oak</p>"
        let page =
            "<h1>Ferry model</h1>" + PageFixture.story + facts + "<div class=fold>" + PageFixture.story + facts
            + "</div>"
        let once = PageFixture.body(PageFixture.article(page, head: product))
        #expect(once.occurrences(of: "goat") == 1)
        #expect(once.occurrences(of: "Two masts") == 1)
        // Elsewhere who says something twice means it.
        let twice = PageFixture.body(PageFixture.article(page))
        #expect(twice.occurrences(of: "goat") == 2)
    }

    @Test func idsThatAreHeadlinesSayNothingOfWhereTheirSectionBelongs() {
        let section =
            "<p>Reviewers will ask for changes, and whoever answers each of them in turn gets further than others.</p>"
        func body(_ id: String) -> String {
            PageFixture.body(
                PageFixture.article("<h1>Ferries</h1>\(PageFixture.story)<section id=\(id)>\(section)</section>")
            )
        }
        #expect(body("respond-to-what-reviewers-comment-on").contains("Reviewers will ask"))
        #expect(!body("comments").contains("Reviewers will ask"))
    }

    @Test func aLongParagraphThatIsALinkIsTextBetweenParagraphs() {
        let paragraphs = PageFixture.story.split(separator: "\n").map(String.init)
        let long =
            "Read what the harbour master wrote to the council about the roof of the kiosk and all the lights on the pier"
        let short = "What the harbour master wrote"
        let links = [long, short, short + " before", short + " then"].map { "<p><a href=x>\($0)</a></p>" }.joined()
        let body = PageFixture.body(
            PageFixture.article("<h1>Ferries</h1>" + paragraphs[0] + links + paragraphs[1] + paragraphs[2])
        )
        #expect(body.contains(long))
        #expect(!body.contains(short))
    }

    @Test func whatAppealsSayInsideAWordIsNoAppeal() {
        let paragraphs = PageFixture.story.split(separator: "\n").map(String.init)
        func body(_ word: String) -> String {
            let part =
                "<p>In this example you would \(word) from <a href=x>the list</a> when the last boat has left the pier.</p>"
            return PageFixture.body(
                PageFixture.article("<h1>Ferries</h1>" + paragraphs[0] + part + paragraphs[1] + paragraphs[2])
            )
        }
        #expect(body("unsubscribe").contains("In this example"))
        #expect(!body("subscribe").contains("In this example"))
    }

    @Test func everyVisibleWordOfRandomPagesIsInSomeZone() {
        var random = SplitMix64(seed: 20_250_913)
        let tags = [
            "div", "p", "ul", "li", "h1", "h2", "nav", "footer", "aside", "article", "section", "table", "td", "span",
            "a",
        ]
        let names = [
            "content", "comments", "sidebar", "share", "cookie-banner", "author-bio", "image", "widget", "post-body",
            "",
        ]
        for _ in 0..<200 {
            var html = ""
            var words: [String] = []
            var open: [String] = []
            for number in 0..<Int.random(in: 1...60, using: &random) {
                if Bool.random(using: &random), open.count < 12 {
                    let tag = tags.randomElement(using: &random) ?? "div"
                    html += "<\(tag) class='\(names.randomElement(using: &random) ?? "")'>"
                    open.append(tag)
                }
                for part in 0..<Int.random(in: 1...25, using: &random) {
                    let word = "w\(number)x\(part)"
                    html += " " + word
                    words.append(word)
                }
                if Bool.random(using: &random), let tag = open.popLast() { html += "</\(tag)>" }
            }
            let article = PageFixture.article(html)
            let zones = article.blocks.map { String(decoding: article.text[$0.range], as: UTF8.self) }.joined(
                separator: " "
            )
            let found = Set(zones.split(whereSeparator: \.isWhitespace).map(String.init))
            #expect(words.filter { !found.contains($0) } == [], "lost from \(html)")
        }
    }
}

extension String {
    /// How often a text stands in this one.
    fileprivate func occurrences(of text: String) -> Int {
        var count = 0
        var rest = Array(utf8)[...]
        while let end = ByteSearch.end(of: text, in: rest) {
            count += 1
            rest = rest[end...]
        }
        return count
    }
}
