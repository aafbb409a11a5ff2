import Testing

@testable import HZIngest

/// What stands before the text of a Markdown file, and what only looks so.
@Suite struct FrontMatterTests {
    private func read(_ text: String) throws -> Article {
        try ArticleReader().read(SourceBytes(Array(text.utf8), kind: .markdown), path: CorpusPath("/notes/a.md"))
    }

    private func text(_ article: Article) -> String { String(decoding: article.text, as: UTF8.self) }

    @Test func aTextBetweenRulesIsNoFrontMatter() throws {
        let article = try read("---\n# Notes\n\nThe wall is old, and leans.\n\n---\n\nThe end of it.\n")
        #expect(article.title == "Notes")
        #expect(text(article).contains("The wall is old") && text(article).contains("The end of it"))
    }

    @Test(arguments: [
        "---\nA headline\n---\n\nThe end.\n", "---\nShe then said: no\n\nNobody minded: yes\n---\n\nThe end.\n",
        "---\n- one\n- two\n---\n\nThe end.\n", "+++\nA sum = of parts that are many\n+++\n\nThe end.\n",
        "---\nSee https://example.com/a for more.\n---\n\nThe end.\n",
    ])
    func nothingThatIsProseIsTakenAway(_ source: String) throws {
        let words = source.split { !$0.isLetter }.map(String.init)
        let found = text(try read(source)).split { !$0.isLetter }.map(String.init)
        #expect(words == found)
    }

    @Test(arguments: [
        "title: >\n  A wall\n  in the sea", "title: |\n  A wall\n  in the sea", "title: A wall\n  in the sea",
        "title: \"A wall in the sea\" # for now", "title: 'A wall in the sea'",
        "# a comment\n\nTitle:   A wall in the sea",
    ])
    func aTitleIsReadHoweverItIsWritten(_ front: String) throws {
        let article = try read("---\n\(front)\ndate: 2024-05-06\n---\nIt leans.\n")
        #expect(article.title == "A wall in the sea" && article.date?.iso == "2024-05-06")
        #expect(text(article) == "It leans.")
    }

    @Test(arguments: [
        "author: Jane Roe, Bob Ray", "author:\n- Jane Roe\n- Bob Ray",
        "authors:\n  - \"[[Jane Roe]]\"\n  - '[[people/Ray|Bob Ray]]'",
        "author: [Jane Roe, \"Bob Ray\"]", "author: [\n  Jane Roe,\n  Bob Ray ]",
        "authors:\n  - name: Jane Roe\n    url: /j\n  - name: Bob Ray",
    ])
    func authorsAreReadHoweverTheyAreListed(_ front: String) throws {
        #expect(try read("---\ntitle: Wall\n\(front)\ntags: [a, b]\n---\nIt leans.\n").author == "Jane Roe, Bob Ray")
    }

    @Test(arguments: ["url", "source", "canonical_url", "canonicalURL"])
    func theAddressOfAClippedPageAndItsSiteAreKept(_ name: String) throws {
        let article = try read(
            "---\ntitle: Clip\n\(name): \"https://www.news.example/a/1\"\ntags:\n  - clips\n---\nTrains.\n"
        )
        #expect(article.url == "https://www.news.example/a/1" && article.site == "news.example")
    }

    @Test func anAddressWithoutHostIsNone() throws {
        let article = try read("---\ntitle: Clip\nurl: /posts/clip\nsite: The News\n---\nTrains.\n")
        #expect(article.url == nil && article.site == "The News")
    }

    @Test func tomlBetweenPlusSignsIsReadAlike() throws {
        let article = try read(
            """
            +++
            title = "A wall"
            date = 2025-09-13T08:00:00Z
            authors = [
              "Jane Roe",
              "Bob Ray",
            ]
            url = "https://example.com/wall"
            [menu.main]
            title = "Elsewhere"
            +++

            It leans.
            """
        )
        #expect(article.title == "A wall" && article.date?.iso == "2025-09-13")
        #expect(article.author == "Jane Roe, Bob Ray" && article.url == "https://example.com/wall")
        #expect(text(article) == "It leans.")
    }

    @Test(arguments: [
        "{\n  \"title\": \"A wall in the sea\",\n  \"date\": \"2024-05-06\",\n  \"authors\": [\"Jane Roe\", \"Bob Ray\"]\n}\n\n",
        "% A wall in the sea\n% Jane Roe; Bob Ray\n% May 6, 2024\n\n",
        "% A wall\n  in the sea\n% Jane Roe\n  Bob Ray\n% 2024-05-06\n\n",
        "Title: A wall in the sea\nDate: 2024-05-06\nAuthors: Jane Roe, Bob Ray\nCategory: Walls\n\n",
    ])
    func everyFormOfFrontMatterIsRead(_ front: String) throws {
        let article = try read(front + "It leans.\n")
        #expect(article.title == "A wall in the sea" && article.author == "Jane Roe, Bob Ray")
        #expect(article.date?.iso == "2024-05-06" && text(article) == "It leans.")
    }

    @Test(arguments: [
        "{\nA brace that is not closed\n\nThe end.\n", "{\n\"title\": no\n}\n\nThe end.\n",
        "% of the people\nwere there\n\nThe end.\n",
        "Note: it rains\n\nThe end.\n", "Warning: wet paint\nDate: unknown to us all\n\nThe end.\n",
        "Title: A wall\nAuthor: Jane Roe\nShe wrote it down.\n\nThe end.\n",
    ])
    func textsThatBeginLikeItAreKept(_ source: String) throws {
        let words = source.split { !$0.isLetter }.map(String.init)
        #expect(words == text(try read(source)).split { !$0.isLetter }.map(String.init))
    }

    @Test func namesAndDaysAreReadBelowTheTitle() throws {
        for head in [
            "*By Jane Roe*\n\n*2024-05-06*", "By [Jane Roe](https://a.example/jane) | May 6, 2024",
            "> ## Excerpt\n> A wall leans.\n\n---\nBy Jane Roe, 6 May 2024",
        ] {
            let article = try read("# A wall in the sea\n\n\(head)\n\nIt leans, and has for many years.\n")
            #expect(article.author == "Jane Roe" && article.date?.iso == "2024-05-06", "\(head)")
        }
    }

    @Test func boxesAndHighlightsLoseTheirMarks() throws {
        let article = try read(
            "# A wall\n\n> [!note]- Mind it\n> It ==leans a== bit, and a == b, a==b, ==c.\n> ## A part\n> [!] stays.\n"
        )
        #expect(text(article) == "A wall\n\nMind it It leans a bit, and a == b, a==b, ==c.\n\nA part\n\n! stays.")
    }

    @Test(arguments: [
        ("They sang [[Abide With Me|a hymn]] until nine.", "They sang a hymn until nine."),
        ("See [[The lake]].", "See The lake."),
        ("![[lake.jpg]]It leans.", "It leans."), ("So says Roe.[[1]](https://a.example/1)", "So says Roe.1"),
        ("[[edit](https://a.example)] here", "edit here"), ("a [[b [[c]] d", "a b c d"),
    ])
    func linksToNotesShowTheirWords(_ line: String, _ expected: String) {
        var inline = MarkdownInline()
        #expect(String(decoding: inline.stripped(Array(line.utf8)[...]), as: UTF8.self) == expected)
    }

    @Test(arguments: [
        "Title: Soup\nAuthor: Jane Roe\nIngredients: onions, leeks, saffron\nMethod: cook it slowly",
        "Title: Talk\nDate: 2024-05-06\nJane: Hello, saffron there.\nTom: I am well.",
    ])
    func linesThatSayMoreThanFactsStay(_ head: String) throws {
        let article = try read(head + "\n\nThe end of it.\n")
        #expect(["Soup", "Talk"].contains(article.title))
        #expect(text(article).contains("saffron"))
        #expect(text(try read("Title: Soup\nAuthor: Jane Roe\nCSS: a.css\n\nThe end of it.\n")) == "The end of it.")
    }

    @Test func linksToNotesThatNobodyClosesTakeNoTime() throws {
        let article = try read(String(repeating: "[[a ", count: 1_000_000) + "]]\n")
        #expect(text(article).contains("a a a"))
        #expect(text(try read("See [[lake|]] and [[road|the road]].\n")) == "See lake and the road.")
    }
}
