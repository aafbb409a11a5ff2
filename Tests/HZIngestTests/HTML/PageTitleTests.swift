import Testing

@testable import HZIngest

/// Which of the headings of a page is its title.
struct PageTitleTests {
    private func title(_ head: String, _ body: String) -> String {
        PageFixture.article(body + PageFixture.story, head: head).title
    }

    @Test func headingsOfAnyAlphabetAreConfirmedByTheHead() {
        for (heading, site) in [
            ("В городе закрывают вокзал", "Новости :: Волжский вестник"), ("Ο σταθμός κλείνει", "Νέα :: Εφημερίδα"),
            ("إغلاق محطة القطار", "أخبار :: صحيفة الميناء"), ("תחנת הרכבת נסגרת", "חדשות :: עיתון"),
        ] {
            #expect(title("<title>\(heading) :: \(site)</title>", "<h1>\(heading)</h1>") == heading)
        }
    }

    @Test(arguments: [
        "Lake Forum :: View topic - Last ferry in winter?", "Lake Forum • View topic - Last ferry in winter?",
        "Озеро :: Просмотр темы - Last ferry in winter?",
    ])
    func whatForumsCallTheirPagesIsNoTitle(_ title: String) {
        #expect(
            self.title("<title>\(title)</title>", "<a class=maintitle href=1>Last ferry</a>") == "Last ferry in winter?"
        )
    }

    @Test func theNameOfAPaperBeforeAColonIsNoTitleWhereThePageShowsTheRest() {
        let head = "<title>The Lake Courier: Ferry late again</title>"
        #expect(title(head, "<font size=4><b>Ferry late again</b></font><p>") == "Ferry late again")
        #expect(title(head, "<p>Ferry late</p>") == "The Lake Courier: Ferry late again")
        #expect(title(head, "<h2>The harbour</h2><p>Ferry late again</p>") == "The Lake Courier: Ferry late again")
    }

    @Test func wordsOfAnyAlphabetCount() {
        for (text, count) in [
            ("Речной вокзал закрыт", 3), ("été à Lyon", 3), ("地铁七号线", 5), ("A股 上涨", 4), ("Ελλάδα", 1), ("", 0),
        ] {
            #expect(TitleKey(text).length == count, "\(text)")
        }
    }

    @Test func whatHeadsTheCommentsIsNoTitle() {
        let comments = """
            <div id=comments class=comments-area><h2>2 thoughts on “The last ferry from here”</h2>\
            <ol class=comment-list><li><p>My grandfather was the purser on that boat and never learned to swim.</p></li></ol></div>
            """
        let page = "<h1>The last ferry from here</h1>" + PageFixture.story + PageFixture.story + comments
        let article = PageFixture.article(page, head: "<title>The last ferry from here – Harbour Notes</title>")
        #expect(article.title == "The last ferry from here")
        #expect(PageFixture.text(article, .comments).contains("purser"))
    }

    @Test func aHeadingOfOneWordIsTheTitleWhereTheHeadBeginsWithIt() {
        #expect(title("<title>Stations — tidecalc 2.1 documentation</title>", "<h1>Stations</h1>") == "Stations")
        #expect(title("<title>Tides</title>", "<h1>Tides</h1>") == "Tides")
        // The name of a site stands behind the title, or is no heading of the first order.
        #expect(title("<title>The pier is closed — Tidewrack</title>", "<h1>Tidewrack</h1>") == "The pier is closed")
        #expect(
            title("<title>Tides of the northern sea | Courier</title>", "<h2>Tides</h2>") == "Tides of the northern sea"
        )
    }

    @Test func theNameOfTheSiteBeforeAColonIsNotOfTheTitle() {
        let site = "<h1><a href='https://quay.example/'>Quay Street</a></h1>"
        #expect(title("<title>Quay Street: The bell on the mole</title>", site) == "The bell on the mole")
        #expect(title("<title>Fog: a love story</title>", site) == "Fog: a love story")
    }

    @Test func theLabelOfATitleIsNotOfIt() {
        let heading = "<h1 class=title><span>Title:</span>Schedules under tidal constraints</h1>"
        #expect(
            title("<meta name=citation_title content='Schedules under tidal constraints'>", heading)
                == "Schedules under tidal constraints"
        )
    }

    @Test func whatHeadsAPartOfTheTextIsNotTheTitle() {
        let head = "<title>Apple pie | Quay Kitchen</title><meta property=og:title content='Apple pie'>"
        let parts = "<h2>How to bake an apple pie without a tin</h2>"
        #expect(title(head, "<h1>Apple pie</h1>\(parts)") == "Apple pie")
        #expect(title(head, parts) == "Apple pie")
        #expect(title(head, "<h2>Apple pie, the quick way</h2>") == "Apple pie, the quick way")
    }

    @Test func aHeadingThatIsTheTitleGoesBeforeOneOfMoreOfItsWords() {
        let head = "<title>Pie from Quay Kitchen, the book of pies</title><meta property=og:title content=Pie>"
        #expect(title(head, "<h1><div>the book of pies</div><div>Pie</div></h1>") == "Pie")
    }

    @Test func aTitleMayStandInTwoHeadings() {
        let head = "<meta property=og:title content='Baked chickpeas with corn and two sorts of cucumbers'>"
        let headings = "<h1>Baked chickpeas</h1><h2>with corn and two sorts of cucumbers</h2>"
        #expect(title(head, headings) == "Baked chickpeas with corn and two sorts of cucumbers")
        let chapter = "<meta property=og:title content='The first night - Voyages to the mole'>"
        #expect(
            title(chapter, "<h1>The first night</h1><h2>Voyages to the mole</h2>")
                != "The first night - Voyages to the mole"
        )
    }

    @Test func theNameOfARecipeIsItsTitleWhereAHeadingHasIt() {
        let head = """
            <title>Easy pies | the best of all</title>\
            <script type='application/ld+json'>{"@type":"Recipe","name":"Pie of the old mole"}</script>
            """
        #expect(title(head, "<h1>Pie of the old mole</h1>") == "Pie of the old mole")
        #expect(title(head, "<h2>Pie of the old mole</h2>") == "Easy pies | the best of all")
    }
}
