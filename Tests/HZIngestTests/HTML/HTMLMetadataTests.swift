import Testing

@testable import HZIngest

/// Title, author and date of pages that state them in several places, or in none but their text.
struct HTMLMetadataTests {
    private func article(_ head: String, _ body: String = PageFixture.story) -> Article {
        PageFixture.article(body, head: head)
    }

    private func linked(_ members: String) -> String {
        "<script type='application/ld+json'>{\"@type\": \"NewsArticle\", \(members)}</script>"
    }

    @Test func theTitleLosesTheNameOfTheSite() {
        #expect(
            article("<title>The late ferry - Harbour News</title><meta property=og:site_name content='Harbour News'>")
                .title == "The late ferry"
        )
        #expect(
            article(
                "<title>Harbour News | The late ferry that nobody missed</title><meta property=og:site_name content='Harbour News'>"
            ).title == "The late ferry that nobody missed"
        )
    }

    @Test func aHeadingThatTheHeadConfirmsIsTheTitle() {
        let page = article(
            "<title>The Late Ferry: a Night on the Pier | HN</title>",
            "<h1>The late ferry</h1>" + PageFixture.story
        )
        #expect(page.title == "The late ferry")
    }

    @Test func aPageWithoutTitleIsCalledByItsFirstWords() {
        #expect(article("").title.hasPrefix("The ferry to the northern islands"))
    }

    @Test func theAuthorOfLinkedDataGoesBeforeMeta() {
        let head =
            linked("\"author\": {\"@type\": \"Person\", \"name\": \"Ada Quay\"}")
            + "<meta name=author content='Ben Pier'>"
        let shown = PageFixture.story + "<p>Ada Quay and Ben Pier work in the harbour.</p>"
        #expect(article(head, shown).author == "Ada Quay")
        #expect(article("<meta name=author content='Ben Pier'>", shown).author == "Ben Pier")
        #expect(article("", "<h1>Late</h1><p>By Cem Dock</p>" + PageFixture.story).author == "Cem Dock")
    }

    @Test func peopleGoBeforeTheSiteThatCallsItselfTheAuthor() {
        let head = "<meta property=og:site_name content='Harbour News'><meta name=author content='Harbour News'>"
        let byline = "<h1>Late</h1><span class=author><a rel=author href=/a>Dana Mole</a></span>"
        #expect(article(head, byline + PageFixture.story).author == "Dana Mole")
        #expect(article(head).author == "Harbour News")
    }

    @Test func theSiteIsNoneOfSeveralPeople() {
        let head = "<meta property=og:site_name content=HNN><meta name=author content='Dana Mole, Cem Dock, HNN'>"
        let shown = "<p>Dana Mole and Cem Dock</p>" + PageFixture.story
        #expect(article(head, shown).author == "Dana Mole, Cem Dock")
        #expect(article(head.replacing("Dana Mole, Cem Dock", with: "AFP")).author == "AFP, HNN")
    }

    @Test func aSentenceBelowALabelNamesNobody() {
        let made = "<h3>Author</h3><p>This was built by <a href=/>Dana Mole</a>, with the help of Code.</p>"
        #expect(article("", "<h1>Late</h1>" + made + PageFixture.story).author == nil)
        #expect(article("", "<h1>Late</h1><h3>Author</h3><p>Dana Mole</p>" + PageFixture.story).author == "Dana Mole")
    }

    @Test func blanksInNamesAreSpaces() {
        #expect(article("<meta name=author content='Dana&nbsp;Mole'>").author == "Dana Mole")
    }

    @Test func theHostNamesASiteBetterThanItsAccountDoes() {
        let handle = "<meta name=twitter:site content='@hnn'>"
        #expect(article(handle + "<link rel=canonical href='https://harbour.example/late'>").site == "harbour.example")
        #expect(article(handle).site == "@hnn")
        #expect(
            article("<meta property=og:site_name content='https://www.harbour.example/'>").site == "harbour.example"
        )
    }

    @Test func aBylineIsReadWithoutItsSpaceBehindItsLabelAndFromALinkToItsWriter() {
        for byline in [
            "<p><span>By</span><span>Cem Dock</span></p>", "<p>Written by</p><p>Cem Dock</p>",
            "<p><a href='/author/cem-dock'>Cem Dock</a></p>", "<p>Cem Dock | Staff Writer | 13 September</p>",
            "<p>13 September • By Cem Dock</p>", "<p>3 min read · Par Cem Dock</p>",
        ] {
            #expect(article("", "<h1>Late</h1>" + byline + PageFixture.story).author == "Cem Dock", "\(byline)")
        }
    }

    @Test func aBylineThatNamesOthersThanMachinesAreToldGoesFirst() {
        let head = "<meta name=author content='Ada Quay'>"
        let page = { (line: String) in
            PageFixture.article(
                "<h1>Late</h1><p>\(line)</p>\(PageFixture.story)<p>Ada Quay keeps this page.</p>",
                head: head
            )
        }
        #expect(page("By Cem Dock").author == "Cem Dock")
        #expect(page("Written by cem").author == "Ada Quay")
        #expect(page("Erstellt von Fabian am Dienstag 6. Mai 2014").author == "Fabian")
        #expect(page("By Ada Quay and Cem Dock").author == "Ada Quay, Cem Dock")
        #expect(page("By Monday").author == "Ada Quay")
    }

    @Test func accountsInitialsAndTheNameInTheTitleGoBehindABylineToo() {
        for account in ["cem", "CD", "Quay Weekly"] {
            let head = "<title>Late | Quay Weekly</title><meta name=author content='\(account)'>"
            let byline = "<h1>Late</h1><p>By Cem Dock</p>"
            #expect(article(head, byline + PageFixture.story).author == "Cem Dock", "\(account)")
            #expect(article(head).author == account)
        }
    }

    @Test(arguments: [
        ("Published August 7, 2023 by Cem Dock", "Cem Dock"), ("A column by Cem Dock", "Cem Dock"),
        ("Eine Kolumne von Cem Dock", "Cem Dock"), ("by Cem Dock ● December 23, 2025 ● 6 min read", "Cem Dock"),
        ("By Cem Dock Last Updated on Feb 27, 2026", "Cem Dock"), ("Written by: Cem Dock", "Cem Dock"),
    ])
    func bylinesAreReadInTheFormsThatPagesWriteThem(_ line: String, _ name: String) {
        #expect(article("", "<h1>Late</h1><p>\(line)</p>" + PageFixture.story).author == name)
    }

    @Test(arguments: ["Posted on", "Auteur(s)", "Dienstag", "Bild © hr", "Text"])
    func whatIsNoNameIsNoAuthor(_ field: String) {
        #expect(BylineText.names(field) == nil)
        #expect(article("<meta name=author content='\(field)'>").author == nil)
    }

    @Test func aNameBelowTheTextIsReadBehindALabelThatSaysSo() {
        let story = String(repeating: PageFixture.story, count: 8)
        #expect(article("", story + "<p>Author: Cem Dock</p>").author == "Cem Dock")
        #expect(article("", story + "<p>By Monday it was over</p>" + story).author == nil)
    }

    @Test func theBylineGoesBeforeAnAuthorWhomThePageDoesNotShow() {
        let head = linked("\"author\": {\"@type\": \"Person\", \"name\": \"Ada Quay\"}")
        #expect(article(head, "<h1>Late</h1><p>By Cem Dock</p>" + PageFixture.story).author == "Cem Dock")
    }

    @Test func aBylineThatEndsTheTextGoesBeforeTheSite() {
        let text = String(repeating: PageFixture.story, count: 6)
        let head = linked("\"author\": {\"name\": \"HN\"}")
        #expect(article(head, "<h1>The late ferry</h1>\(text)<p>By Ada Quay</p>").author == "Ada Quay")
        #expect(article(head, "<h1>The late ferry</h1>\(text)<p>By midnight</p>").author == "HN")
    }

    @Test func severalWritersAreReadBehindTheirLabelInTheText() {
        let text = String(repeating: PageFixture.story, count: 6)
        #expect(article("", "\(text)<p>Autoren Ada Quay und Ben Pier</p>\(text)").author == "Ada Quay, Ben Pier")
    }

    @Test(arguments: ["Autoren A-Z", "Autoren Rechte und Lizenzen"])
    func aLinkToAListOfWritersNamesNone(_ link: String) {
        let footer = "<footer><ul><li><a href=/a>\(link)</a></li><li><a href=/b>Verlage</a></li></ul></footer>"
        #expect(article("", "<h1>The late ferry</h1>\(PageFixture.story)\(footer)").author == nil)
    }

    @Test func aColumnThatHoldsTheArticleIsNoSidebarWhateverItsName() {
        let published =
            "<div class=post-footer><abbr class=published title='2017-09-09T10:52:00+02:00'>10:52</abbr></div>"
        let column =
            "<div class='main sidebar'><h2>The late ferry</h2><div>\(PageFixture.story)</div>\(published)</div>"
        #expect(article("", column).date?.iso == "2017-09-09")
    }

    @Test func aDateThatBeginsTheTextCounts() {
        #expect(article("", "<p>(21. November 2022) " + PageFixture.story.dropFirst(3)).date?.iso == "2022-11-21")
    }

    @Test func theBylineInTheFooterOfAnArticleCounts() {
        let body = "<article>\(PageFixture.story)<footer><a rel=author href=/a>Dana Mole</a></footer></article>"
        #expect(article("", body).author == "Dana Mole")
    }

    @Test func namesInCardsForSharingAreRead() {
        let head = "<meta name=twitter:label1 content='Written by'><meta name=twitter:data1 content='Eli Buoy'>"
        #expect(article(head).author == "Eli Buoy")
    }

    @Test func datesGoFromLinkedDataToMetaToTimeToAddress() {
        let meta = "<meta property=article:published_time content='2024-02-02T10:00:00Z'>"
        let time = "<time datetime='2024-03-03'>March</time>"
        let url = "<link rel=canonical href='https://harbour.example/2024/04/04/late'>"
        #expect(article(linked("\"datePublished\": \"2024-01-01\"") + meta + url).date?.iso == "2024-01-01")
        #expect(article(meta + url).date?.iso == "2024-02-02")
        #expect(article(url, time + PageFixture.story).date?.iso == "2024-03-03")
        #expect(article(url).date?.iso == "2024-04-04")
    }

    @Test func aDateIsReadFromAMarkThatEndsInTheBlanksAtTheEndOfThePage() {
        for end in ["\n", "<b> </b>\n", " &nbsp;"] {
            let page = "<h1>The late ferry</h1>" + PageFixture.story + "<p>Filed <time>13 September 2025\(end)"
            #expect(article("", page).date?.iso == "2025-09-13")
        }
        #expect(article("", "<p>Filed<time>\n").date == nil)
    }

    @Test func aLabelAtTheEndTakesNoNameFromTheBeginning() {
        let text = (0..<9).map { "<p>Sentence \($0) tells of a ferry that nobody saw, \(7 * $0) times.</p>" }.joined()
        #expect(article("", text + "<h1>The late ferry</h1><dl><dt>Author</dt></dl>").author == nil)
    }

    /// A system that asks for a day alone keeps its midnight, which is the evening before in UTC.
    @Test(arguments: [
        ("de", "2024-05-05T22:00:00Z", "2024-05-06"), ("de", "2024-12-31T23:00:00.000Z", "2025-01-01"),
        ("zh-CN", "2024-05-05T16:00:00Z", "2024-05-06"), ("de", "2024-05-05T22:00:01Z", "2024-05-05"),
        ("en", "2024-05-05T23:00:00Z", "2024-05-05"),
    ])
    func aMidnightInUTCIsThatOfThePlaceWhereThePageIsRead(_ language: String, _ stamp: String, _ day: String) {
        let head = "<html lang=\(language)><meta property=article:published_time content='\(stamp)'>"
        let page = Array((head + PageFixture.story).utf8)
        #expect(HTMLArticleReader.read(page, path: "/page.html").date?.iso == day)
    }

    @Test func theTitleOfAnElementMarkedAsDateIsItsDate() {
        let mark = "<abbr class=published title='2024-05-05T10:52:00+02:00'>10:52</abbr>"
        let body = "<h1>Late</h1><p>Out since May 1, 2023</p>\(PageFixture.story)<p>\(mark)</p>"
        #expect(article("", body).date?.iso == "2024-05-05")
        let footer = "<div class=post-footer>by Cem \(mark)</div>"
        #expect(article("", "<h1>Late</h1>\(PageFixture.story)" + footer).date?.iso == "2024-05-05")
        #expect(article("", "<p title='2024-05-05'>\(PageFixture.story)").date == nil)
    }

    @Test func aChangeBeforeThePublicationIsNotTheDay() {
        let head = linked("\"datePublished\": \"2024-12-25\", \"dateModified\": \"2024-12-07\"")
        #expect(article(head, "<h1>Late</h1><p>December 7, 2024</p>" + PageFixture.story).date?.iso == "2024-12-25")
    }

    @Test func theDayOfAPictureIsNotThatOfTheArticle() {
        let caption = "<p>Fig. 3: The pier on May 31, 2021.</p>"
        #expect(article("", "<h1>Late</h1>\(caption)" + PageFixture.story).date == nil)
        let below = "<div><label>Last updated:</label><div>January 14, 2022 at 9:25</div></div>"
        #expect(article("", "<h1>Late</h1>\(caption)" + PageFixture.story + below).date?.iso == "2022-01-14")
        let comment = "<div class=comments><p>Posted: January 14, 2022</p></div>"
        let long = String(repeating: PageFixture.story, count: 8)
        #expect(article("", "<h1>Late</h1>" + long + comment).date == nil)
    }

    @Test(arguments: [
        "{\"publishedDate\":\"2016-11-04T20:37:27Z\"}", "var a = {published_at: '2016-11-04'}",
        "push(\"{\\\"publicationDate\\\":\\\"2016-11-04T10:00\\\"}\")",
    ])
    func whereNothingElseTellsTheDayTheDataOfScriptsDoes(_ script: String) {
        #expect(article("<script>\(script)</script>").date?.iso == "2016-11-04")
        let shown = "<p>May 1, 2023</p>" + PageFixture.story
        #expect(article("<script>\(script)</script>", shown).date?.iso == "2023-05-01")
        #expect(article("<style>\(script)</style>").date == nil)
    }

    @Test func datesOfScriptsThatTellOfSomethingElseAreNotTaken() {
        for script in [
            "{\"publisher\":\"2016-11-04\"}", "{\"published\":true,\"born\":\"2016-11-04\"}", "publishDate 2016-11-04",
        ] {
            #expect(article("<script>\(script)</script>").date == nil, "\(script)")
        }
    }

    @Test func theDayThatThePageShowsHoldsWhereUTCIsADayOff() {
        let head = linked("\"datePublished\": \"2024-05-06T01:10:00Z\"")
        #expect(article(head, "<h1>Late</h1><p>May 5, 2024</p>" + PageFixture.story).date?.iso == "2024-05-05")
    }

    @Test func aPageThatShowsOnlyItsLastChangeIsDatedByThat() {
        let head = linked("\"datePublished\": \"2019-05-06\", \"dateModified\": \"2024-06-07\"")
        #expect(article(head, "<h1>Late</h1><p>Updated June 7, 2024</p>" + PageFixture.story).date?.iso == "2024-06-07")
        #expect(article(head).date?.iso == "2019-05-06")
    }

    @Test(arguments: [
        ("September 13, 2025", "2025-09-13"), ("13 September 2025", "2025-09-13"), ("13. September 2025", "2025-09-13"),
        ("Sept. 13th, 2025", "2025-09-13"), ("13 de septiembre de 2025", "2025-09-13"), ("2025年9月13日", "2025-09-13"),
        ("13.09.2025", "2025-09-13"), ("2025-09-13T08:00:00+02:00", "2025-09-13"), ("20250913", "2025-09-13"),
        ("Sat, 13 Sep 2025 08:00:00 GMT", "2025-09-13"), ("2025-09", "2025-09"), ("2025", "2025"),
    ])
    func datesAreReadInTheFormsThatPagesWriteThem(_ text: String, _ iso: String) {
        #expect(ArticleDate(parsing: text)?.iso == iso)
    }

    @Test(arguments: [
        ("Von Ada Quay | 13.09.25", "2025-09-13"), ("Version 13.09.25.1", nil), ("Version 2.13.09.25", nil),
        ("Nachricht vom 13.9.25", nil), ("13.09.99", "1999-09-13"), ("13.09.68", "2068-09-13"),
    ])
    func shortYearsAreReadInLinesBesideTheTitle(_ line: String, _ iso: String?) {
        #expect(article("", "<h1>The late ferry</h1><p>\(line)</p>" + PageFixture.story).date?.iso == iso)
        #expect(ArticleDate(parsing: line) == nil)
    }

    @Test func theLanguageIsTheDeclaredOneUnlessTheTextSaysOtherwise() {
        #expect(article("").language == "en")
        let german =
            "<p>Die Fähre ist nicht gekommen, und das Wasser war so hoch, dass wir mit dem Bus auf die andere Seite fahren mussten.</p>"
        #expect(article("", String(repeating: german, count: 8)).language == "de")
    }

    @Test func pagesThatOnlySayWhyThereIsNoArticleAreStubs() {
        #expect(PageFixture.article("<p>Please enable JavaScript to view this page.</p>").isStub)
        #expect(PageFixture.article("<h1>403 Forbidden</h1>").isStub)
        #expect(!article("").isStub)
        let long = String(repeating: PageFixture.story, count: 4)
        #expect(!PageFixture.article(long + "<p>Please enable JavaScript for the map.</p>").isStub)
    }
}
