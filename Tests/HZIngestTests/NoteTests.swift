import Testing

@testable import HZIngest

/// What programs that keep notes and letters write around their texts.
@Suite struct NoteTests {
    private let text = "The ferry to the northern islands was late again on Tuesday, and the crew handed out tea."
    private let address = "https://courier.example/ferry"

    private func read(_ text: String, _ kind: SourceKind = .markdown) throws -> Article {
        try ArticleReader().read(SourceBytes(Array(text.utf8), kind: kind), path: CorpusPath("/notes/a.md"))
    }

    @Test func propertiesBelowTheTitleAreFacts() throws {
        let article = try read(
            "# The ferry is late\n\nAuthor: Mei Lin\nCreated: May 19, 2024 8:30 AM\nPublished: March 12, 2024\nTags: boats\nURL: \(address)\n\n\(text)\n\nIt left.\n"
        )
        #expect(article.title == "The ferry is late" && article.author == "Mei Lin" && article.url == address)
        #expect(article.date?.iso == "2024-03-12")
        #expect(PageFixture.body(article) == text + "\n\nIt left.")
        #expect(String(decoding: article.text, as: UTF8.self).contains("boats"))
    }

    @Test func aConversationBelowATitleIsText() throws {
        let article = try read("# At the pier\n\nMei: It is late.\nAda: As ever.\n\n\(text)\n")
        #expect(PageFixture.body(article).contains("As ever."))
    }

    @Test func factsAtTheEndOfANoteAreNoText() throws {
        let article = try read(
            """
            The ferry is late

            \(text)

            id: 8a1bd3d1e8f44d3b
            parent_id: 0c1bd3d1e8f44d3b
            created_time: 2024-05-19T08:30:12.000Z
            updated_time: 2024-05-20T08:30:12.000Z
            latitude: 52.52000000
            author: Mei Lin
            source_url: \(address)
            is_todo: 0
            source: notes-desktop
            user_created_time: 2024-05-19T08:30:12.000Z
            type_: 1
            """
        )
        #expect(article.title == "The ferry is late" && article.author == "Mei Lin" && article.url == address)
        #expect(PageFixture.body(article) == text)
        // Whatever wrote such lines, they are still found.
        #expect(String(decoding: article.text(of: [.page]), as: UTF8.self).contains("source: notes-desktop"))
    }

    @Test func powersAreNoNamesOfBlocks() throws {
        let article = try read("# Waves\n\nThe height goes with v ^2\n\nThere are 10 ^10000\n\nIt is late ^a1b2c3\n")
        let body = PageFixture.body(article)
        #expect(body.contains("with v ^2") && body.contains("10 ^10000"))
        #expect(body.hasSuffix("It is late"))
    }

    @Test func linksAndTagsAboveTheTextAreSetApart() throws {
        let article = try read(
            """
            ---
            title: The ferry is late
            ---

            # The ferry is late
            #boats #islands

            [Read on Shelf](https://shelf.example/1)
            [Read Original](\(address))

            \(text)
            """
        )
        #expect(article.url == address && article.site == "courier.example")
        #expect(PageFixture.body(article) == text)
        #expect(String(decoding: article.text, as: UTF8.self).contains("#islands"))
    }

    @Test func theNameOfABlockIsNoText() throws {
        #expect(
            PageFixture.body(try read("# Title\n\nThe dog stays. ^ref-1\n\nTwo ^ three\n"))
                == "The dog stays.\n\nTwo ^ three"
        )
    }

    @Test(arguments: [
        "From: Mei Lin <mei@a.example>\nSent: Tuesday, 12 March 2024 07:00\nTo: Desk\nSubject: The ferry is late\n\n",
        "Von: \"Mei Lin\" <mei@a.example>\nGesendet: Dienstag, 12. März 2024 07:00\nAn: Redaktion\nBetreff: The ferry is late\n\n",
    ])
    func theHeadOfAPrintedLetterSaysWhatItIsAbout(_ head: String) throws {
        let article = try read(head + text + "\n\nIt left.\n", .text)
        #expect(article.title == "The ferry is late" && article.author == "Mei Lin")
        #expect(article.date?.iso == "2024-03-12")
        #expect(PageFixture.body(article) == text + "\n\nIt left.")
    }

    @Test func theHeadOfALetterOnAPageIsNoText() throws {
        let lines = ["From: Mei Lin", "Sent: 12 March 2024", "To: Desk", "Subject: The ferry is late"]
        let head = lines.map { "<p class=MsoNormal>\($0)</p>" }.joined()
        let letter = try read("<html><body>\(head)\(PageFixture.story)</body></html>", .html)
        #expect(letter.title == "The ferry is late" && letter.author == "Mei Lin")
        #expect(!PageFixture.body(letter).contains("Desk"))
    }

    @Test func linesOfANewsletterThatLeadElsewhereAreNoText() throws {
        let lines = [
            "View this post on the web at \(address)", text, "Nobody minded.", "It left.",
            "Unsubscribe https://a.example/u",
        ]
        let article = try read(lines.joined(separator: "\n\n"), .text)
        #expect(article.url == address)
        #expect(PageFixture.body(article) == [text, "Nobody minded.", "It left."].joined(separator: "\n\n"))
    }

    @Test func aSenderIsThePersonAndNotTheList() {
        #expect(MessageReader.sender("Mei Lin from Harbour Letters <a@b.example>") == "Mei Lin")
        #expect(MessageReader.sender("'Mei Lin' via Coast List <a@b.example>") == "Mei Lin")
        #expect(MessageReader.sender("News from the coast <a@b.example>") == "News from the coast")
    }
}
