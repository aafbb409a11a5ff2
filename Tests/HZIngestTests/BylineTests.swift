import Testing

@testable import HZIngest

/// Where the names in a by-line end.
@Suite struct BylineTests {
    @Test(arguments: [
        ("Jane Roe jane.roe at example.org\nMon Sep 15 10:12:13 CEST 2025", "Jane Roe"),
        ("Jane van Roe jane@example.org", "Jane van Roe"), ("jane.roe at example.org", nil),
        ("Meet us at example.org", nil), ("Write to jane@example.org", nil), ("Jane Roe at the lake.", nil), ("", nil),
    ])
    func whoSentALetterToAListIsNamedBeforeAnAddress(line: String, expected: String?) {
        #expect(ContactLine.sender(Array(line.utf8)[...]) == expected)
    }

    private func read(_ text: String, _ kind: SourceKind = .text) throws -> Article {
        try ArticleReader().read(SourceBytes(Array(text.utf8), kind: kind), path: CorpusPath("/notes/a"))
    }

    @Test(arguments: [
        ("作者：王小明\n日期：2024年5月6日", "王小明"), ("作者：王小明\n\n日期：2024年5月6日", "王小明"),
        ("作者：李雷 2024年5月6日", "李雷"), ("作者：李雷　日期：2024年5月6日　来源：湖滨晚报", "李雷"), ("作者: 李雷 发布于 2024-05-06", "李雷"),
        ("Author: Jane Roe\nDate: 2024-05-06", "Jane Roe"), ("By Jane Roe May 6, 2024", "Jane Roe"),
        ("Author: Jane Roe and Bob Ray Published: 2024-05-06", "Jane Roe, Bob Ray"),
        ("By Jane Roe on 6 May 2024", "Jane Roe"),
        ("By Jane RoePublished: May 6, 2024", "Jane Roe"), ("By Jane RoeUpdated on May 6, 2024", "Jane Roe"),
        ("By Jane Roe, for the Courier\n6 May 2024", "Jane Roe"),
        ("Date: 2024-05-06\nAuthor: Jane Roe", "Jane Roe"),
    ])
    func namesEndAtALabelADateAndTheEndOfTheLine(_ byline: String, _ names: String) throws {
        let article = try read("A day of robots\n\n\(byline)\n\nThe text goes here, and robots walk. It is long.\n")
        #expect(article.author == names && article.date?.iso == "2024-05-06")
    }

    @Test(arguments: [("作者：王小明<br>日期：2024年5月6日", "王小明"), ("Author: Jane Roe<br>Source: The Lake", "Jane Roe")])
    func lineBreaksOfPagesEndNamesAlike(_ byline: String, _ names: String) throws {
        let page = "<title>Robots walk</title><h1>Robots walk</h1><p>\(byline)</p>\(PageFixture.story)"
        #expect(try read("<html><body>\(page)</body></html>", .html).author == names)
    }

    @Test(arguments: [
        ("Автор: Ольга Кузнецова", "Ольга Кузнецова"), ("بقلم: سامي الخطيب", "سامي الخطيب"),
        ("Av Erik Sandström", "Erik Sandström"),
        ("Yazar: Ayşe Demir", "Ayşe Demir"), ("撰文：陳淑霞", "陳淑霞"),
        ("Words: Dana Whitlock. Pictures: Nils Aho", "Dana Whitlock"),
        ("By J. R. Roe-Ortiz, PhD", "J. R. Roe-Ortiz, PhD"),
        ("By JANE ROE jroe@courier.example", "JANE ROE"),
        ("Par Jean-Luc Roux et Anne Martin, à Lyon", "Jean-Luc Roux, Anne Martin"),
        ("Por María José Gutiérrez | Madrid", "María José Gutiérrez"),
        ("Jane Roe, Environment Correspondent", "Jane Roe"),
        ("이수진 기자", "이수진"), ("di Giulia Bianchi", "Giulia Bianchi"), ("By Jane Roe in Berlin", "Jane Roe"),
        ("6. Dezember 2022 von Fatima in Reisen, Essen", "Fatima"),
    ])
    func namesAreReadWithoutWhatStandsAroundThem(_ byline: String, _ names: String) throws {
        let page = "<h1>Robots walk</h1><p class=byline>\(byline)</p>\(PageFixture.story)"
        #expect(try read("<html><body>\(page)</body></html>", .html).author == names)
    }

    @Test(arguments: [
        "Door Prizes Await", "AV Club Reviews", "Av de fem bladen var ett tomt", "Door to door we went",
        "Rome, a city of writers and editors",
    ])
    func linesThatOnlyBeginSoNameNobody(_ line: String) {
        #expect(BylineText.namesInByline(line) == nil)
    }

    @Test func aNameThatHoldsALabelsLettersStaysWhole() throws {
        #expect(BylineText.names("Candida Update, May June") == "Candida Update, May June")
        #expect(BylineText.names("Mandate: Bob Ray") == "Mandate: Bob Ray")
    }

    @Test(arguments: [
        "By Monday, the judge had heard it all.", "By 1990, the town was empty.", "By Friday, the jury was out.",
        "By Friday the jury stayed out.", "By Christmas it was cold.", "By Easter, the town lay empty",
        "Von Montag an gilt ein neuer Plan.", "Par Paris, il est possible de passer.",
        "By New Year, the last of them left the town.", "By December, Kim Oh and Lee Po went home.",
    ])
    func aSentenceThatBeginsAsABylineNamesNobody(_ sentence: String) throws {
        #expect(BylineText.namesInByline(sentence) == nil)
        #expect(try read("The long trial\n\n\(sentence)\n\nThe town slept. Nobody spoke of it.\n").author == nil)
        let page = "<h1>The long trial</h1><p>\(sentence)</p>\(PageFixture.story)"
        #expect(PageFixture.article(page).author == nil)
    }

    @Test(arguments: [
        ("by Kim Oh and Lee Po, staff writers", "Kim Oh, Lee Po"), ("By Kim Oh, Senior Writer", "Kim Oh"),
        ("By Kim Oh, the Courier's political editor.", "Kim Oh"), ("By April May, Lee Po", "April May, Lee Po"),
        ("By Kim, our reporter", "Kim"), ("Von Ada von der Mole und Cem Dock", "Ada von der Mole, Cem Dock"),
    ])
    func whatPeopleAreIsNoNameOfTheirs(_ line: String, _ names: String) {
        #expect(BylineText.namesInByline(line) == names)
    }

    @Test func aTitleThatIsAWordBeforeNamesIsNotALabel() {
        let line = "<p>Publié le 03/06/2019 à 10:00 par Anne Dupont</p>"
        #expect(
            PageFixture.article("<h1>Par</h1>\(line)\(PageFixture.story)", head: "<title>Par</title>").author
                == "Anne Dupont"
        )
        #expect(BylineText.names("Publié le 03/06/2019") == nil)
    }

    @Test(arguments: [
        ("About the author", nil), ("Category", nil), ("View all author posts →", nil),
        ("Dana Mole · Jump to Recipe", "Dana Mole"), ("Dana Mole", "Dana Mole"),
    ])
    func wordsAroundNamesAreNone(_ field: String, _ names: String?) {
        #expect(BylineText.names(field) == names)
    }

    @Test func licensesAreNoWriters() {
        for (address, isWriter) in [
            ("/business/by/Dana-Mole", true), ("https://licenses.example/by/4.0", false),
            ("/reporters/dana-mole", true),
            ("/author/17", true), ("/by/", false),
        ] {
            let bytes = Array(address.utf8)
            #expect(WebAddress.isOfAuthor(bytes.span) == isWriter, "\(address)")
        }
    }
}
