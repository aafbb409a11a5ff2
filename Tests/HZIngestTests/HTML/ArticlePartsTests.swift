import Testing

@testable import HZIngest

/// Parts in and around the article that look like something else, and parts of something else that look like the article.
struct ArticlePartsTests {
    private func body(_ html: String) -> String { PageFixture.body(PageFixture.article(html)) }

    private static let later =
        "<p>The harbour master wrote it all down in his book, and the book was read aloud in the school on Friday morning.</p>"

    @Test func headsOfPartsBelowTheTextAreOfTheArticle() {
        let question = "<div class=accordion-header><div>What did the goat have to do with it?</div></div>"
        let page = "<div>\(PageFixture.story)<div>\(question)<div>\(Self.later)</div></div></div>"
        #expect(body(page).contains("have to do with it?"))
        #expect(!body(question + page).hasPrefix("What did"))
    }

    @Test func cardsOfOtherArticlesAreNotOfTheArticle() {
        let card = { (name: String) in
            """
            <article><h3><a href=/\(name)>The \(name) of the harbour</a></h3><p>What became of the \(name) when the storm had \
            gone over the islands and everybody was asleep.</p></article>
            """
        }
        let cards = card("lamp") + card("crane")
        let page = "<article>\(PageFixture.story)<div>\(cards)</div>\(PageFixture.story)</article>"
        #expect(body(page).contains("The ferry"))
        #expect(!body(page).contains("of the harbour"))
        #expect(!body(page).contains("What became of"))
        #expect(String(decoding: PageFixture.article(page).text, as: UTF8.self).contains("What became of the crane"))
    }

    @Test func cardsAreKeptWhereTheyAreAllThereIs() {
        let cards = ["lamp", "crane", "bell", "rope"].map { name in
            """
            <article><h2><a href=/\(name)>The \(name) of the harbour</a></h2><p>What became of the \(name) when the storm had \
            gone over the islands and everybody was asleep.</p></article>
            """
        }
        #expect(body("<main>\(cards.joined())</main>").contains("What became of the bell"))
    }

    @Test func answersBelowTheirWritersNamesAreNoCards() {
        let answer = { (name: String, more: String) in
            """
            <article><h4><a href=/u/\(name)>\(name)</a></h4><p>I saw what became of the \(name) when the storm had gone over \
            the islands and everybody was asleep: nothing of it was left on the quay, and nobody on the whole coast has \
            ever heard what the harbour master said about it to his wife and to their goat.</p>\(more)</article>
            """
        }
        for more in [[Self.later, Self.later], [String(repeating: Self.later, count: 4), ""]] {
            let answers = answer("lamp", more[0]) + answer("crane", more[1])
            let question = "<article>\(PageFixture.story)\(PageFixture.story)</article>"
            let text = body("<main><h1>What became of it?</h1>\(question)\(answers)</main>")
            #expect(text.contains("became of the lamp"), "\(more)")
            #expect(text.contains("became of the crane"), "\(more)")
        }
    }

    @Test(arguments: ["cta", "blog-cta", "disclaimer"])
    func callsToActionAreNotOfTheArticle(_ name: String) {
        let call =
            "<div class=\(name)><p>Let our captains plan the journey for which every family on the islands will envy yours.</p></div>"
        let text = body(
            "<article>\(PageFixture.story)\(call)\(PageFixture.story)\(PageFixture.story)\(Self.later)</article>"
        )
        #expect(text.contains("harbour master"))
        #expect(!text.contains("captains plan"))
    }

    @Test func textGoesOnBehindABoxOfTeasers() {
        let teasers = ["lamp", "crane"].map { "<div><h3><a href=/\($0)>The \($0) of the harbour</a></h3></div>" }
        let text = body(
            "<article><h1>The late ferry</h1><div>\(PageFixture.story)<div>\(teasers.joined())</div>\(Self.later)</div></article>"
        )
        #expect(text.contains("harbour master"))
        #expect(!text.contains("of the harbour"))
    }

    @Test func someWordsThatLeadElsewhereAreNotOfTheArticle() {
        let button = "<div><a href=/shop>$150 at the shop</a></div>"
        let text = body("<article>\(PageFixture.story)\(button)\(Self.later)</article>")
        #expect(text.contains("harbour master"))
        #expect(!text.contains("at the shop"))
    }

    @Test func aLongListOfRelatedArticlesIsNotOfAShortOne() {
        let items = (1...5).map { number in
            """
            <li><a href=/\(number)>The crane of the harbour, part \(number)</a><br>What became of crane number \(number) when the \
            storm had gone over the islands and everybody was asleep.</li>
            """
        }
        let page = "<div class=post-content>\(PageFixture.story)<ul class=related-posts>\(items.joined())</ul></div>"
        #expect(body(page).contains("The ferry"))
        #expect(!body(page).contains("What became of"))
    }

    @Test func stepsInElementsOfTheirOwnAreOfTheArticle() {
        let steps = "<ol><li><div>Stir the tea.</div></li><li><div>Carry it to the pier.</div></li></ol>"
        let text = body("<article>\(PageFixture.story)\(steps)</article>")
        #expect(text.contains("Stir the tea."))
        #expect(text.contains("Carry it to the pier."))
    }

    @Test func aSubtitleAboveTheBodyBelongsToTheArticle() {
        let title = "<h1>The late ferry</h1><h2>Two hundred people and a goat spend a night on the northern pier</h2>"
        let text = body("<div><div>\(title)</div><div class=article-body>\(PageFixture.story)</div></div>")
        #expect(text.contains("spend a night on the northern pier"))
    }

    @Test func theLeadBelowATitleThatWasSetAsideBelongsToTheArticle() {
        let title = "<div class=nav-head><h1>The late ferry</h1></div>"
        let lead =
            "<p>A night on the pier, told by those who spent it there with nothing but tea and a goat to look after.</p>"
        let text = body("<div>\(title)<div>\(lead)</div><div class=article-body>\(PageFixture.story)</div></div>")
        #expect(text.contains("A night on the pier"))
    }

    @Test func aShortArticleAmongManyShortPartsIsOneWhereThePageSaysSo() {
        let numbers = (1...60).map { "<div>Rate \($0)</div><div>\($0 * 37).20</div>" }.joined()
        let page = "<div class=text><p>\(Self.news)</p></div><div>\(numbers)</div>"
        let head = "<meta property=og:type content=article>"
        #expect(PageFixture.body(PageFixture.article(page, head: head)) == Self.news)
        #expect(body(page).contains("Rate 60"))
    }

    private static let news = """
        The harbour of the northern islands will be closed for a week, because the crane that fell into it in the storm has \
        to be lifted out by another one, which is still on its way from the capital and will not be here before Thursday.
        """

    @Test func listsOfFurtherVideosAreNotOfTheArticle() {
        let videos = ["crane", "bell", "rope"].map {
            "<div class=video-playlist__item><div>Watch the \($0) fall</div></div>"
        }
        let page =
            "<article>\(PageFixture.story)<div class=video-playlist>\(videos.joined())</div>\(Self.later)</article>"
        #expect(body(page).contains("harbour master"))
        #expect(!body(page).contains("Watch the"))
    }

    @Test func linksWithDaysBelowTheTextAreOtherArticles() {
        let other = { (name: String, day: String) in
            """
            <div><div><a href=/\(name)>The \(name) of the harbour</a></div><div>April \(day), 2014 -- Updated 1358 GMT</div>
            <div>What became of the \(name) when the storm had gone over the islands and everybody there was asleep.</div></div>
            """
        }
        let others = other("lamp", "26") + other("crane", "27")
        let page = "<div>\(PageFixture.story)\(PageFixture.story)\(Self.later)<div>\(others)</div></div>"
        #expect(body(page).hasSuffix("on Friday morning."))
        let single = "<div>\(PageFixture.story)\(Self.later)\(other("lamp", "26"))</div>"
        #expect(body(single).contains("What became of the lamp"))
    }

    @Test(arguments: [
        "เรื่องที่เกี่ยวข้อง", "اقرأ أيضا", "関連記事", "관련 기사", "相关报道", "Читайте також", "Baca juga", "Läs också",
        "Διαβάστε επίσης",
    ])
    func pointersToOtherArticlesAreKnownInManyLanguages(_ label: String) {
        let link = "<a href=/1>\(label) \(label) \(label) \(label)</a>"
        let page = "<div>\(PageFixture.story)<p>\(label)<br>\(link)</p>\(Self.later)</div>"
        #expect(!body(page).contains(label))
    }

    @Test func aBodyThatIsHiddenUntilSomebodyPaysIsRead() {
        let days = (1...9).map {
            "<p>On day \($0) of the storm nobody left the harbour, and the goats ate the flowers.</p>"
        }
        let body = "<div id=articleBody style='display: none'>\(days.joined())\(Self.later)</div>"
        let menu = "<div style='display: none'><ul><li>Fares<li>Goats for sale</ul></div>"
        let page = PageFixture.article(
            "<article><h1>Late</h1>\(PageFixture.story)\(PageFixture.story)\(body)</article>\(menu)"
        )
        #expect(PageFixture.body(page).contains("harbour master"))
        #expect(!String(decoding: page.text, as: UTF8.self).contains("for sale"))
        let shown =
            "<article>\(PageFixture.story)<div class=post-content style='display: none'>\(Self.later)</div></article>"
        #expect(!self.body(shown).contains("harbour master"))
    }

    @Test func whatKeepsItsPlaceUntilAScriptShowsItIsReadWhereItIsMostOfThePage() {
        let around =
            "<p>The harbour today</p><p>"
            + String(repeating: "Slide up for the next story, tap twice to like it. ", count: 12) + "</p>"
        func page(_ style: String) -> String {
            "<h1>Late</h1><div style='\(style)'>\(PageFixture.story)\(Self.later)\(PageFixture.story)</div>\(around)"
        }
        let shown = body(page("visibility: hidden; opacity: 0;"))
        #expect(shown.contains("harbour master") && !shown.contains("tap twice"))
        #expect(!body(page("visibility: hidden; display: none")).contains("harbour master"))
        let dialog = "<div style='visibility:hidden'>\(Self.later)</div>"
        let article = PageFixture.article("<article>\(PageFixture.story)\(PageFixture.story)</article>\(dialog)")
        #expect(!String(decoding: article.text, as: UTF8.self).contains("harbour master"))
    }

    @Test func wallsBelowTheFirstLinesAreNotOfTheArticle() {
        let wall = """
            <h3>Join us for free to access this content</h3><p>Create an account to access our free content, free events and \
            to receive our weekly letter about harbours, ferries and the goats that live on them.</p>
            """
        #expect(body("<article>\(PageFixture.story)<div>\(wall)</div></article>").hasSuffix("and a goat."))
    }

    @Test(arguments: [("comments-area", "footer-topics"), ("forum", "menu")])
    func longCommentsBelowAnArticleAreApartWhateverTheirName(_ name: String, _ other: String) {
        let article = "<article><h1>Late</h1>\(PageFixture.story)\(PageFixture.story)</article>"
        let comments = (1...20).map {
            "<div class=thread-even><p>I was there on day \($0), and what the article says of the goat is not true at all.</p></div>"
        }
        let page = "\(article)<div class=\(name)>\(comments.joined())</div><div id=\(other)><a href=/>Fares</a></div>"
        let read = PageFixture.article(page)
        #expect(!PageFixture.body(read).contains("I was there"))
        #expect(PageFixture.body(read).contains("late again"))
        #expect(PageFixture.text(read, .comments).contains("on day 20"))
    }

    @Test func theTextGoesOnBehindABoxOfDatedLinks() {
        let link = { (name: String) in "<p><a href=/\(name)>The \(name) of the harbour</a></p><p>May 6, 2024</p>" }
        let box = "<div>\(link("lamp"))\(link("crane"))</div>"
        let text = PageFixture.story + PageFixture.story + PageFixture.story
        #expect(body("<article>\(text)\(box)\(Self.later)</article>").hasSuffix("on Friday morning."))
    }
}
