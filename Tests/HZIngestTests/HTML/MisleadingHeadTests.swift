import Testing

@testable import HZIngest

/// Headings that are not the title, and dates that are not the article's.
struct MisleadingHeadTests {
    private func title(_ head: String, _ body: String) -> String {
        PageFixture.article(body + PageFixture.story, head: "<title>\(head)</title>").title
    }

    private func date(_ body: String, head: String = "") -> String? {
        PageFixture.article(body, head: head).date?.iso
    }

    @Test func aKickerOrSubheadingIsNotTheTitle() {
        let full = "Storm season pushes up the price of the sea wall"
        #expect(title(full + " | HN", "<h2>Storm season</h2><h1>Sea wall to cost nine million</h1>") == full)
        #expect(title(full, "<h1>A wall for a hundred years</h1><h2><a href=/t>Storm season</a></h2>") == full)
    }

    @Test func aSubheadingThatIsMostOfTheTitleOrAPartOfItIsTheTitle() {
        #expect(title("The late ferry", "<h2>Late ferry</h2>") == "Late ferry")
        #expect(
            title("The site of many a harbour story » Blog » Late ferry", "<h2><a href=/p>Late ferry</a></h2>")
                == "Late ferry"
        )
    }

    @Test func theNameOfTheSiteOnItsFrontPagesLinkIsNotTheTitle() {
        for target in ["/", "https://example.org", "https://example.org/", "./"] {
            let logo = "<h1><a href='\(target)'>The Daily Quay</a></h1>"
            #expect(title("Town votes for stone | The Daily Quay", logo) == "Town votes for stone")
            #expect(title("The Daily Quay", logo) == "The Daily Quay")
        }
        #expect(title("Harbour | Town votes", "<h1><a href=/a/town>Town votes</a></h1>") == "Town votes")
    }

    @Test(arguments: [
        "Few mornings have changed travel as much as that of September 11, 2001, when all ferries stopped at once.",
        "The hall was opened by the king on 3 May 1871 with a concert that nobody enjoyed.",
        "The games open on 4 October 2030.",
    ])
    func aDateInASentenceIsNotTheArticles(_ sentence: String) {
        let page = "<article><h1>The old hall</h1><p>\(sentence)</p>\(PageFixture.story)"
        #expect(date(page + "</article>") == nil)
        #expect(date(page + "<p>Published: 12 June 2024</p></article>") == "2024-06-12")
    }

    @Test(arguments: ["Published on 12 June 2024 by Ada Quay.", "Ada Quay, 12 June 2024", "12 June 2024. Harbour."])
    func aLineThatStatesADateIsBelieved(_ line: String) {
        #expect(date("<article><h1>The old hall</h1><p>\(line)</p>\(PageFixture.story)</article>") == "2024-06-12")
    }

    @Test(arguments: [
        "<div class=topline><span class=date>Saturday, September 27, 2025</span></div>",
        "<div><time datetime=2025-09-27>Saturday, September 27, 2025</time></div>",
    ])
    func theDayInTheHeadOfTheSiteComesLast(_ head: String) {
        let article = { (line: String) in
            "<main><article><h1>The old hall</h1>\(line)\(PageFixture.story)</article></main>"
        }
        #expect(date(head + article("<p>By Jane Roe | September 13, 2025</p>")) == "2025-09-13")
        let stated = "<meta property=article:published_time content=2025-09-26T08:00:00Z>"
        #expect(date(head + article(""), head: stated) == "2025-09-26")
        #expect(date(head + article("")) == "2025-09-27")
    }

    @Test(arguments: [
        "<footer>June 9, 2022</footer>", "<aside><p>June 9, 2022</p></aside>", "<div class=sidebar>June 9, 2022</div>",
        "<div class=related><p>June 9, 2022</p></div>", "<div class=comments><p>Bob, June 9, 2022</p></div>",
    ])
    func aDayInAnotherPartOfThePageIsNotTheArticles(_ part: String) {
        #expect(date("<h1>Rain</h1>\(PageFixture.story)\(part)") == nil)
        #expect(date("<h1>Rain</h1>\(part)<p>13 September 2025</p>\(PageFixture.story)") == "2025-09-13")
    }

    @Test(arguments: [
        "Updated: 5 January 2021. Published: 3 June 2019.", "Published: 3 June 2019. Updated: 5 January 2021.",
        "Last updated on January 5, 2021 | First published June 3, 2019",
        "Updated: 5 January 2021</p><p>Published: 3 June 2019", "Aktualisiert am 5.1.2021, veröffentlicht am 3.6.2019",
    ])
    func theDayOfThePublicationGoesBeforeThatOfAChange(_ line: String) {
        #expect(date("<h1>Rain</h1><p>\(line)</p>\(PageFixture.story)") == "2019-06-03")
    }

    @Test func aChangeThatWasPublishedBySomebodyKeepsItsDay() {
        #expect(date("<h1>Rain</h1><p>Updated 5 January 2021, published by Al</p>\(PageFixture.story)") == "2021-01-05")
    }

    @Test(arguments: [
        "Untitled Document", "New Page 1", "untitled", "Untitled", "untitled-2", "Document", "Unbenanntes Dokument",
        "Documento sin título", "无标题文档", "Untitled Document | Harbour News",
    ])
    func theTitleThatAnEditorGivesGoesBehindAHeading(_ placeholder: String) {
        let head = "<meta property=og:site_name content='Harbour News'><title>\(placeholder)</title>"
        #expect(
            PageFixture.article("<h1>The late ferry</h1>\(PageFixture.story)", head: head).title == "The late ferry"
        )
        #expect(PageFixture.article(PageFixture.story, head: head).title.hasPrefix("The ferry to the northern"))
    }

    @Test(arguments: ["Untitled work of a painter", "New page in history", "Document 40 of the trial"])
    func aTitleThatBeginsAsAnEditorsStays(_ full: String) {
        #expect(title(full, "<h1>Sea wall to cost nine million</h1>") == full)
    }

    @Test func aHeadingThatSaysUntitledIsStillATitle() {
        #expect(title("Untitled", "<h1>Untitled</h1>") == "Untitled")
    }

    @Test(arguments: [
        "<article><h1>Rain</h1>\(PageFixture.story)<footer>June 9, 2022</footer></article>",
        "<div class=article><h1>Rain</h1>\(PageFixture.story)<div class=footer><p>June 9, 2022</p></div></div>",
        "<article><div id=sidebar>June 9, 2022</div><h1>Rain</h1>\(PageFixture.story)</article>",
        "<article><div><div class=sidebar>June 9, 2022</div><h1>Rain</h1>\(PageFixture.story)</div></article>",
    ])
    func aDayInAFooterOrColumnOfTheArticleIsItsOwn(_ page: String) {
        #expect(date(page) == "2022-06-09")
    }

    @Test func theDayOfAnEmbeddedPostIsNotThatOfTheArticle() {
        let post =
            "<blockquote class=instagram-media>A goat<time datetime=2018-03-12T19:30:12>Mar 12</time></blockquote>"
        #expect(date("<h1>Late</h1>" + PageFixture.story + post) == nil)
    }

    @Test func aColumnWithTheTitleTellsTheDayWhateverItsName() {
        let head = "<header><h1>Late</h1><time datetime=2019-07-13>13 Jul</time></header>"
        let text = "<div>8 August 2009 was a long day at the harbour.</div>" + PageFixture.story
        #expect(date("<article><div id=sidebar>\(head)</div><div>\(text)</div></article>") == "2019-07-13")
    }

    @Test(arguments: ["legend", "legende", "bildunterschrift"])
    func theDayOfACaptionInAnotherLanguageIsNotThatOfTheArticle(_ name: String) {
        let picture =
            "<div><img src=1.jpg><div class=\(name)>La chèvre sur le quai. Port-Nord - 2 février 2019</div></div>"
        #expect(date("<h1>Late</h1><ul><li>27 juin 2019</li></ul>\(picture)\(PageFixture.story)") == "2019-06-27")
        #expect(date("<h1>Late</h1>\(PageFixture.story)\(picture)\(PageFixture.story)") == nil)
    }

    @Test func aDayThatIsCalledThePublicationGoesBeforeWhatMachinesAreTold() {
        let time = "<time datetime='2019-07-03T10:18:46Z'>Publié le 29 juin 2019</time>"
        #expect(date("<header><h1>Late</h1><div>\(time)</div></header>" + PageFixture.story) == "2019-06-29")
    }

    @Test(arguments: [
        "This entry was posted on Monday, December 14th, 2015 at 2:48 pm and is filed under",
        "Dieser Artikel wurde am 14. Dezember 2015 um 14:48 von",
    ])
    func theSentenceOfABlogBelowItsTextTellsTheDay(_ words: String) {
        let links =
            "<a href=/1>Electronics of harbours</a>, <a href=/2>robots and their goats</a> and <a href=/3>more</a>."
        #expect(date("<h1>Late</h1>\(PageFixture.story)<div class=post-footer>\(words) \(links)</div>") == "2015-12-14")
    }
}
