import Testing

@testable import HZIngest

/// Pages as archives, browsers and extensions save them: what these add is neither text nor fact of the article.
@Suite struct SavedPageTests {
    private let address = "https://courier.example/2024/03/ferry"
    private let article = """
        <main><article><h1>The ferry is late</h1><p class=byline>By Mei Lin</p><time datetime='2024-03-12T07:00:00Z'>12 March 2024</time>
        \(PageFixture.story)</article></main>
        """

    private func read(_ page: String) throws -> Article {
        try ArticleReader().read(SourceBytes(Array(page.utf8), kind: .html), path: CorpusPath("/saved/ferry.html"))
    }

    private func read(_ body: String, head: String, before: String = "") throws -> Article {
        try read("<!DOCTYPE html>\(before)<html lang=en><head>\(head)</head><body>\(body)</body></html>")
    }

    @Test(arguments: [
        "https://archive.example/web/20240519083012/https://courier.example/2024/03/ferry",
        "/web/20240519083012/https://courier.example/2024/03/ferry",
        "https://archive.example/wayback/20240519083012mp_/https://courier.example/2024/03/ferry",
        "http://archive.example/2024.05.19-083012/https://courier.example/2024/03/ferry",
        "https://a.example/2025/https://b.example/web/2024*/https://courier.example/2024/03/ferry",
    ])
    func theAddressIsThatOfThePageAndNotOfItsCopy(_ copy: String) throws {
        let found = try read(article, head: "<title>The ferry is late</title><link rel=canonical href='\(copy)'>")
        #expect(found.url == address && found.site == "courier.example")
    }

    @Test(arguments: [
        "https://courier.example/go/https://other.example/a", "https://courier.example/2024/03/ferry",
        "https://courier.example/2024/http-and-more", "https://courier.example/share?u=/2024/https:/",
    ])
    func addressesThatAreNoCopiesStay(_ address: String) {
        #expect(ArchivedAddress(address) == nil)
    }

    @Test func aLineThatSaysWhereACopyIsKeptIsNoText() throws {
        let line = "Our archive - https://archive.example/web/20240519083012/http://courier.example/ferry.htm"
        let found = try read("<div>\(line)</div><table><tr><td>\(PageFixture.story)</td></tr></table>", head: "")
        #expect(found.url == "http://courier.example/ferry.htm")
        #expect(!PageFixture.body(found).contains("Our archive"))
        #expect(String(decoding: found.text, as: UTF8.self).contains("Our archive"))
    }

    @Test func theTimeOfACopyIsNoDayOfItsArticle() throws {
        let head = """
            <title>The ferry is late</title><meta property=og:site_name content=archive.example>
            <link rel=canonical href='http://archive.example/2024.05.19-083012/\(address)'>
            <meta property='article:published_time' content='2024-05-19T08:30:12Z'>
            """
        let found = try read(article, head: head)
        #expect(found.date?.iso == "2024-03-12" && found.site == "courier.example")
    }

    @Test(arguments: [
        "<meta name=savepage-url content='https://courier.example/2024/03/ferry'>",
        "<meta name=source-url content='https://courier.example/2024/03/ferry'>",
        "<base href='https://courier.example/2024/03/ferry'>",
    ])
    func toolsSayInTheHeadWhereAPageIsFrom(_ head: String) throws {
        let found = try read(article, head: head)
        #expect(found.url == address && found.site == "courier.example")
    }

    @Test(arguments: [
        "<!-- Saved from https://courier.example/2024/03/ferry at 2024-05-19T08:30:12Z using a tool -->",
        "<!-- Mirrored from courier.example/2024/03/ferry by a copier, Sun, 19 May 2024 08:30:12 GMT -->",
        "<!-- saved from url=(0035)https://courier.example/2024/03/ferry -->",
    ])
    func commentsOfToolsSayWhereAPageIsFrom(_ comment: String) throws {
        let found = try read(article, head: "<title>The ferry is late</title>", before: comment)
        #expect(found.url?.hasSuffix("://courier.example/2024/03/ferry") ?? false)
        #expect(found.date?.iso == "2024-03-12")
    }

    @Test func aFolderFromWhichLinksLeadIsNoPage() throws {
        let found = try read(article, head: "<base href='https://courier.example/2024/'>")
        #expect(found.url == nil)
    }

    @Test(arguments: [
        "<a href='https://www.courier.example/2024/03/ferry'>courier.example</a>",
        "<a class=x href=https://www.courier.example/2024/03/ferry>\n View Original</a>",
        "<p>Printed from: https://www.courier.example/2024/03/ferry</p>",
    ])
    func aLinkAboveTheTextLeadsToWhereItIsFrom(_ link: String) throws {
        let body = "<div class=reader>\(link)<h1>The ferry is late</h1></div><div class=page>\(PageFixture.story)</div>"
        let found = try read(body, head: "<title>The ferry is late</title>")
        #expect(found.url == "https://www.courier.example/2024/03/ferry" && found.site == "courier.example")
    }

    @Test func aLinkToTheFrontPageOfAnotherHostLeadsNowhere() throws {
        let body = """
            <p>Built by <a href='https://maker.example/'>maker.example</a></p><p>See <a href='https://b.example/x'>a.example</a></p>
            \(PageFixture.story)
            """
        #expect(try read(body, head: "").url == nil)
    }

    @Test(arguments: ["Letters - The boat is late again", "Print | The boat is late again"])
    func theNameOfAToolIsNoPartOfTheTitle(_ title: String) throws {
        let body = "<table><tr><td><b>The boat is late again</b></td></tr></table><div>\(PageFixture.story)</div>"
        #expect(try read(body, head: "<title>\(title)</title>").title == "The boat is late again")
    }

    @Test func theNameOfAForumBehindAColonIsNoPartOfTheTitle() throws {
        let line = "<p><a href=/1>The boat is late again</a> <span>(<a href=/2>self.boats</a>)</span></p>"
        let found = try read(
            "<div>\(line)</div><div>\(PageFixture.story)</div>",
            head: "<title>The boat is late again : boats</title>"
        )
        #expect(found.title == "The boat is late again")
        let other = try read(PageFixture.story, head: "<title>The boat is late again : boats</title>")
        #expect(other.title == "The boat is late again : boats")
    }

    @Test func theFirstLineOfAPageWithoutATitleIsIt() throws {
        let lines = "<p>The boat is late again</p><p>19 May 2024</p><p>10:30</p>"
        #expect(
            try read("<div>\(lines)</div><div>\(PageFixture.story)</div>", head: "").title == "The boat is late again"
        )
    }

    @Test func theNameOfADatabaseIsNoTitle() throws {
        let body = """
            <div>The Courier</div><div>The ferry to the islands is late</div><div>By Mei Lin</div><div>842 words</div><div>12 March 2024</div>
            <div>© 2024 Courier Press. All rights reserved.</div>\(PageFixture.story)<p>Document COUR000020240312ek3c0000a</p>
            """
        let found = try read(body, head: "<title>Pressbase</title>")
        #expect(found.title == "The ferry to the islands is late" && found.author == "Mei Lin")
        #expect(!PageFixture.body(found).contains("Document"))
    }

    @Test(arguments: ["ferry.pdf", "Microsoft Word - ferry late.docx"])
    func theNameOfAFileIsNoTitle(_ title: String) throws {
        let found = try read("<h2>The ferry is late</h2>\(PageFixture.story)", head: "<title>\(title)</title>")
        #expect(found.title == "The ferry is late")
    }

    @Test(arguments: [
        "mso-hide:all; font-size: 1px", "max-height:0px;OVERFLOW: hidden; opacity : 0",
        "opacity:0; max-height:0; overflow:hidden",
    ])
    func whatOnlyListsOfLettersShowIsHidden(_ style: String) throws {
        let body = "<div style='\(style)'>A peek at what is inside, for the list alone.</div>\(PageFixture.story)"
        #expect(!String(decoding: try read(body, head: "").text, as: UTF8.self).contains("A peek"))
    }

    @Test(arguments: [
        "opacity:0.9;max-height:0.5em;overflow:hidden", "opacity:0", "max-height:0;opacity:0", "mso-hide:none",
    ])
    func whatIsFadedInOrFoldedIsNotHidden(_ style: String) throws {
        let body = "<div style='\(style)'>A part of the text that a script fades in.</div>\(PageFixture.story)"
        #expect(String(decoding: try read(body, head: "").text, as: UTF8.self).contains("A part of"))
    }

    @Test func theFootOfANewsletterIsNoText() throws {
        let foot = """
            <p>Copyright © 2024 Hafenverein. Alle Rechte vorbehalten.<br>Sie erhalten diese E-Mail, weil Sie sich angemeldet haben.</p>
            <p><b>Unsere Postanschrift:</b><br>Kai 3, Karrow</p><p>Möchten Sie ändern, wie Sie sie erhalten? <a href=u>Hier abmelden</a></p>
            """
        let body = PageFixture.body(try read(PageFixture.story + foot, head: ""))
        for words in ["Rechte", "erhalten", "Postanschrift", "abmelden"] { #expect(!body.contains(words), "\(words)") }
    }

    @Test func numbersInNamesOfClassesAreNoWords() throws {
        let lines = PageFixture.story.replacing("<p>", with: "<p class='t y2ad x1ads h3'>")
        #expect(PageFixture.body(try read(lines, head: "")).contains("The ferry to the northern islands"))
    }

    @Test func anOfferWithAFormInTheTextIsNoText() throws {
        let offer = """
            <aside><p>Our morning letter tells what is happening on the coast, and why it matters to those who live there.</p>
            <form><input><button>Go</button></form></aside>
            """
        let body = "<article><h1>The ferry is late</h1>\(PageFixture.story)\(offer)\(PageFixture.story)</article>"
        #expect(!PageFixture.body(try read(body, head: "")).contains("morning letter"))
    }

    @Test func allWritersOfAPaperAreNamedInTheirOrder() throws {
        let head = "<meta name=citation_author content='Lin, Mei'><meta name=citation_author content='Ada Okoro'>"
        #expect(try read(article, head: head).author == "Mei Lin, Ada Okoro")
    }

    @Test func rowsOfANoteTellWhoAndWhen() throws {
        let rows = """
            <table><tr><th>Author</th><td>Mei Lin</td></tr><tr><th>Created</th><td>19 May 2024</td></tr>
            <tr><th>Published</th><td>12 March 2024</td></tr><tr><th>URL</th><td><a href='\(address)'>\(address)</a></td></tr></table>
            """
        let found = try read("<h1>The ferry is late</h1>\(rows)<div>\(PageFixture.story)</div>", head: "")
        #expect(found.author == "Mei Lin" && found.date?.iso == "2024-03-12" && found.url == address)
    }
}
