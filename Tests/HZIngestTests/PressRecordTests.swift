import Testing

@testable import HZIngest

/// Articles as databases of newspapers give them out in plain text.
@Suite struct PressRecordTests {
    private let first = "The ferry to the northern islands was late again on Tuesday, and the crew handed out tea."
    private let second = "By midnight the wind had dropped, and the first boat left with two hundred people and a goat."

    private func read(_ text: String) throws -> Article {
        try ArticleReader().read(SourceBytes(Array(text.utf8), kind: .text), path: CorpusPath("/saved/a.txt"))
    }

    private func expect(_ text: String, site: String? = "The Lake Courier") throws {
        let article = try read(text)
        #expect(article.title == "The ferry is late" && article.author == "Mei Lin")
        #expect(article.date?.iso == "2024-03-12" && article.site == site)
        #expect(PageFixture.body(article) == first + "\n\n" + second)
        let words = text.split { !$0.isLetter && !$0.isNumber }
        let all = String(decoding: article.text, as: UTF8.self).split { !$0.isLetter && !$0.isNumber }
        #expect(words == all)
    }

    @Test func labelsBetweenTitleAndTextAreFacts() throws {
        try expect(
            """
            The ferry is late
            The Lake Courier
            March 12, 2024 Tuesday

            Copyright 2024 Courier Press Ltd. All Rights Reserved

            Section: COAST; Pg. 4
            Length: 842 words
            Byline: Mei Lin

            Body


            \(first)

            \(second)


            Load-Date: March 13, 2024

            End of Document
            """
        )
    }

    @Test func thePaperMayStandAboveTheTitle() throws {
        try expect(
            """
                           1 of 1 DOCUMENT

                          The Lake Courier

                      March 12, 2024 Tuesday
                          First Edition

            The ferry is late

            BYLINE: Mei Lin

            SECTION: COAST; Pg. 4

            LENGTH: 842 words

            DATELINE: KARROW

            \(first)

            \(second)

            LOAD-DATE: March 13, 2024

            LANGUAGE: ENGLISH

                  Copyright 2024 Courier Press Ltd.
                        All Rights Reserved
            """
        )
    }

    @Test func linesWithoutLabelsAreKnownByTheirOrder() throws {
        try expect(
            """
            COAST
            The ferry is late
            By Mei Lin
            842 words
            12 March 2024
            The Lake Courier
            LAKCOU
            4
            English
            © 2024 Courier Press Ltd. All rights reserved.

            \(first)

            \(second)

            Document LAKCOU0020240312ek3c0000a
            """
        )
    }

    @Test func fieldsHaveNamesOfTwoLetters() throws {
        try expect(
            """
            HD
            The ferry is late

            BY
            By Mei Lin

            WC
            842 words

            PD
            12 March 2024

            SN
            The Lake Courier

            LP

            \(first)

            TD

            \(second)

            CO
            courpr : Courier Press Ltd

            AN
            Document LAKCOU0020240312ek3c0000a
            """
        )
    }

    @Test func factsBelowTheTextAreThoseOfTheArticle() throws {
        try expect(
            """
            ____________________________________________________________

            Report of 19 May 2024 08:30
            ____________________________________________________________

            Document 1 of 1

            The ferry is late

            Author: Lin, Mei

            Publication info: The Lake Courier ; Karrow. 12 Mar 2024: A.4.

            Full text: \(first)

            \(second)

            Credit: By Mei Lin

            Subject: Ferries

            Publication title: The Lake Courier

            Publication date: Mar 12, 2024

            Last updated: 2024-03-13
            """
        )
    }

    @Test func severalArticlesOfAFileAreAllText() throws {
        let other =
            "Rain books tell of a drier spring\nBy Ada Okoro\n1,010 words\n13 March 2024\nThe Lake Courier\nLAKCOU\n"
        let one = "The ferry is late\nBy Mei Lin\n842 words\n12 March 2024\nThe Lake Courier\nLAKCOU\n"
        let article = try read(
            """
            \(one)
            \(first)

            Document LAKCOU0020240312ek3c0000a

            \(other)
            \(second)

            Document LAKCOU0020240313ek3c0000b
            """
        )
        #expect(article.title == "The ferry is late" && article.author == "Mei Lin")
        #expect(
            PageFixture.body(article) == [first, "Rain books tell of a drier spring", second].joined(separator: "\n\n")
        )
    }

    @Test(arguments: ["1,000 words", "LENGTH: about 842 words", "Full text: none", "Document 3 of 4"])
    func aTextThatOnlyMentionsSuchThingsIsReadAsAnyOther(_ line: String) throws {
        let article = try read("The ferry is late\n\n\(first)\n\n\(line)\n\nIt left.\n")
        let body = String(decoding: article.text, as: UTF8.self)
        #expect(article.title == "The ferry is late")
        for words in [first, line, "It left."] { #expect(body.contains(words)) }
    }
}
