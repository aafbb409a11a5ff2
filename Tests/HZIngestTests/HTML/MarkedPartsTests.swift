import Testing

@testable import HZIngest

/// Marks that pages put beside their words, and words that only style sheets set apart.
struct MarkedPartsTests {
    @Test func marksThatLinkAHeadingToItselfAreNoWordsOfIt() {
        for mark in ["¶", "&para;", "#", "&#xf0c1;", "🔗"] {
            let heading = "<h1>Stations<a class=headerlink href='#stations'>\(mark)</a></h1>"
            let terms = "<dl><dt>Station(number)<a href='#station'>\(mark)</a></dt><dd>Reads a station.</dd></dl>"
            let article = PageFixture.article(heading + PageFixture.story + terms + PageFixture.story)
            #expect(article.title == "Stations", "\(mark)")
            let body = PageFixture.body(article)
            #expect(body.contains("Station(number)\n"), "\(mark)")
        }
    }

    @Test func marksThatAreNoLinksStay() {
        let page =
            PageFixture.story
            + "<p>Paragraph ¶ 12 of the ruling, and the sign # of <a href='/c'>C#</a>, are kept here.</p>"
        #expect(
            PageFixture.body(PageFixture.article(page)).contains("Paragraph ¶ 12 of the ruling, and the sign # of C#")
        )
    }

    @Test func linksToEditASectionAreNotOfItsHeading() {
        let edit = "<span class='mw-editsection'><span>[</span><a href='/w?action=edit'>edit</a><span>]</span></span>"
        let page = PageFixture.story + "<h2><span id=Fleet>Fleet</span>\(edit)</h2>" + PageFixture.story
        let article = PageFixture.article(page, head: "<title>Ferries of the bay</title>")
        #expect(PageFixture.text(article, .heading) == "Fleet")
        #expect(PageFixture.text(article, .page).contains("[edit]"))
    }

    @Test func whatOnlyScreenReadersSayIsNoPartOfTheTextAroundIt() {
        let price =
            "<div><span class=visually-hidden>Regular price</span><span class='a-offscreen'>39 euros</span><b>€39</b></div>"
        let more =
            "<p>All about the tide is in the <a href=/t>tables<span class=sr-only>, opens a window</span></a> of the port.</p>"
        let article = PageFixture.article("<h1>Late</h1>" + PageFixture.story + more + price + PageFixture.story)
        #expect(PageFixture.body(article).contains("is in the tables of the port."))
        #expect(PageFixture.body(article).contains("\n€39\n"))
        let rest = PageFixture.text(article, .page)
        #expect(rest.contains(", opens a window") && rest.contains("Regular price 39 euros"))
        let heading = PageFixture.article(
            "<h1>Late</h1>\(PageFixture.story)<h2>Tide <span class=sr-only>and wind</span></h2>\(PageFixture.story)"
        )
        #expect(PageFixture.body(heading).contains("Tide and wind"))
    }

    @Test func whatScreenReadersSayInABylineIsPartOfIt() {
        let byline = "<div class=entry-meta><span class=screen-reader-text>By</span> Dana Mole</div>"
        #expect(PageFixture.article("<h1>Late</h1>\(byline)\(PageFixture.story)").author == "Dana Mole")
    }

    @Test func whatScreenReadersSayDoesNotGlueWhatStandsAroundIt() {
        let sentence =
            "It costs $30<span class='visually-hidden'> per </span>night, rated 4<span class=sr-only> out of </span>5 by all."
        let page = PageFixture.article("<h1>Late</h1>\(PageFixture.story)<p>\(sentence)</p>\(PageFixture.story)")
        #expect(PageFixture.body(page).contains("It costs $30 night, rated 4 5 by all."))
    }

    @Test func wordsForScreenReadersThatNobodyClosedSwallowNothing() {
        let open =
            "<span class=sr-only><span class=sr-only>x<p>The zebra came by itself, without a ticket, and was let in.</p>"
        let page = PageFixture.article("<h1>Late</h1>\(PageFixture.story)\(open)\(PageFixture.story)")
        #expect(PageFixture.body(page).contains("The zebra came by itself"))
    }

    @Test func whatIsAClickAwayIsRead() {
        let text =
            "The second tab tells of the goat, which had come by itself, without a ticket, and was not asked for one."
        let shown = [
            "<div class=tab-pane hidden>", "<div role=tabpanel style='display:none'>",
            "<div class=accordion-body hidden>",
            "<div class=faq__answer style='display: none'>", "<div class=faq__answer style='visibility: hidden'>",
        ]
        for part in shown {
            let page = "<main><h1>Late</h1>\(PageFixture.story)\(part)<p>\(text)</p></div>\(PageFixture.story)</main>"
            #expect(PageFixture.body(PageFixture.article(page)).contains(text), "\(part)")
        }
        let hidden = [
            "<div hidden>", "<div style='visibility: hidden'>", "<div class='nav-collapse' hidden>",
            "<div class='modal tab' style='display:none'>",
        ]
        for part in hidden {
            let page = "<main><h1>Late</h1>\(PageFixture.story)\(part)<p>\(text)</p></div>\(PageFixture.story)</main>"
            #expect(!String(decoding: PageFixture.article(page).text, as: UTF8.self).contains(text), "\(part)")
        }
    }

    @Test func partsOfABylineStandApartWithoutASpaceBetweenThem() {
        for (byline, name) in [
            (
                "<span class=meta__author>Par <a>Camille Rousseau</a></span><span class=meta__date>Publié le 14 mai 2023</span>",
                "Camille Rousseau"
            ),
            ("<span class=author>Dana Mole</span><span class=date>2023-05-14</span>", "Dana Mole"),
        ] {
            let article = PageFixture.article("<h1>Late</h1><p>\(byline)</p>" + PageFixture.story)
            #expect(article.author == name && article.date?.iso == "2023-05-14")
        }
    }

    @Test func theNameOfAnAuthorIsReadFromMicrodataAndRDFa() {
        for (holder, name) in [("itemprop", "itemprop"), ("property", "property"), ("property", "schema:")] {
            let prefix = name.hasSuffix(":") ? name : ""
            let author = """
                <span \(holder)="\(prefix)author"><span \(holder)="\(prefix)name">Luis Ortega</span>\
                <span \(holder)="\(prefix)jobTitle">Nature reporter</span></span> \
                <span \(holder)="\(prefix)datePublished" content="2022-04-05">5 April</span>
                """
            let article = PageFixture.article("<h1>Otters return</h1>" + author + PageFixture.story)
            #expect(article.author == "Luis Ortega" && article.date?.iso == "2022-04-05", "\(holder) \(prefix)")
        }
    }

    @Test func aMarkThatIsPartOfAWordStays() {
        let page = "<p>We use C<a href='#cs'>#</a> and F<a href='#fs'>#</a> for the ferry, as all harbours do.</p>"
        #expect(PageFixture.body(PageFixture.article(PageFixture.story + page)).contains("We use C# and F#"))
    }

    @Test func aLinkToEditThatNobodyClosesHoldsNoText() {
        let page = "<h2>Fleet<span class=editsection>[edit]</h2>\(PageFixture.story)"
        #expect(
            PageFixture.body(PageFixture.article("<div>\(page)</div>")).contains("The ferry to the northern islands")
        )
    }
}
