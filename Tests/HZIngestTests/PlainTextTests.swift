import Testing

@testable import HZIngest

/// The shapes in which articles are saved as plain text.
@Suite struct PlainTextTests {
    private func read(_ text: String) throws -> Article {
        let path = CorpusPath(bytes: Array("/notes/a.txt".utf8))
        return try ArticleReader().read(SourceBytes(Array(text.utf8), kind: .text), path: path)
    }

    @Test func aDateAndPlaceBeforeTheTextAreNoTitle() throws {
        let article = try read(
            "date 2025-09-13 HANGZHOU, China—Ask anybody who put the district on the map. The answer comes at once.\n"
        )
        #expect(article.title == "Ask anybody who put the district on the map")
        #expect(article.date?.iso == "2025-09-13")
        #expect(article.body.starts(with: "date 2025-09-13 HANGZHOU".utf8))
    }

    @Test func aHeadlineIsTheTitleAndTheLinesBelowItAreNot() throws {
        let article = try read(
            "The hand that listens\nBy Femke Oduya\nAugust 19, 2025\n\nThe hand lies on a towel. It waits.\n"
        )
        #expect(article.title == "The hand that listens")
        #expect(article.author == "Femke Oduya")
        #expect(article.date?.iso == "2025-08-19")
    }

    @Test func aLineWithADateEndsTheHeadline() throws {
        let article = try read(
            "Lost: one robot dog\nLake Courier, small notices, 5 August 2025\n\nIt answers to nothing.\n"
        )
        #expect(article.title == "Lost: one robot dog")
        #expect(article.date?.iso == "2025-08-05")
    }

    @Test func aHeadlineOfTwoLinesStaysWhole() throws {
        let article = try read(
            "A long headline that goes on\nIn a second line of its own\n\nThen the text begins here.\n"
        )
        #expect(article.title == "A long headline that goes on In a second line of its own")
    }

    @Test func textWithoutAHeadlineIsNamedByItsFirstSentence() throws {
        let article = try read("It rained on the fair. Nobody left. The robots were put under umbrellas.\n")
        #expect(article.title == "It rained on the fair")
    }

    @Test func theWriterMayStandAtTheEnd() throws {
        let article = try read(
            "It rained on the fair. Nobody left.\n\nThe robots stayed dry.\n\nContact the writer at lin.wei@example.org\n"
        )
        #expect(article.author == "lin.wei@example.org")
    }

    @Test func chineseIsReadAlike() throws {
        let article = try read("江边的食堂\n\n湖滨晚报　2025年6月18日\n\n中午十一点半，做饭的还是人。端盘子的已经换了。\n")
        #expect(article.title == "江边的食堂")
        #expect(article.date?.iso == "2025-06-18")
        #expect(article.language == "zh")
    }

    @Test(arguments: [
        "UN Climate Summit – what was agreed", "BBC News - Harbour wall to be rebuilt",
        "US Senate votes on Tuesday -- what comes",
        "NASA — a history",
    ])
    func aHeadlineThatStandsAloneIsTheTitleWhole(_ headline: String) throws {
        #expect(try read("\(headline)\n\nThe council approved a plan on Tuesday. It is old.\n").title == headline)
        #expect(
            try read("\(headline)\n13 September 2025\n\nThe council approved a plan. It is old.\n").title == headline
        )
    }

    @Test(arguments: ["\n", "\n\n"]) func aNameAloneBetweenHeadlineAndDayIsTheAuthor(_ border: String) throws {
        let article = try read(
            [
                "Harbour wall to be rebuilt", "Jane Roe",
                "September 13, 2025\n\nThe council approved a plan. It is old.\n",
            ]
            .joined(separator: border)
        )
        #expect(article.title == "Harbour wall to be rebuilt")
        #expect(article.author == "Jane Roe" && article.date?.iso == "2025-09-13")
    }

    @Test func wordsInCapitalsBelowAHeadlineAreNoNameForCertain() throws {
        let article = try read(
            "A Long Headline In\nCapital Letters\nSeptember 13, 2025\n\nThe council approved. It is old.\n"
        )
        #expect(article.title == "A Long Headline In Capital Letters" && article.author == nil)
    }

    @Test(arguments: [
        "On 28 June 1919 the treaty was signed.", "28 June 1919 was the day of the treaty",
        "It was signed on 28 June 1919",
        "28 June 1919, the day of the treaty, was a Saturday.", "2024年5月6日签署的条约早已失效了",
    ])
    func aDayThatASentenceSpeaksOfIsNotTheArticles(_ line: String) throws {
        #expect(try read("Old treaty\n\n\(line)\n\nIt did not last. In 2024 we ask why.\n").date == nil)
    }

    @Test(arguments: [
        "5 August 2025", "Tuesday, 5 August 2025", "Lake Courier, small notices, 5 August 2025", "Date: 2025-08-05",
        "Last updated on Tuesday 5 August 2025", "5 August 2025 | Lake Courier small notices today",
        "Published August 5, 2025 by Jane Roe", "湖滨晚报　2025年8月5日", "湖滨晚报　2025年8月5日　记者 范知秋", "发布时间：2025年8月5日",
        "2025年8月5日 星期二", "Updated: 6 January 2026. Published: 5 August 2025.",
        "HANGZHOU, August 5, 2025 -- It rained.",
    ])
    func aLineThatStatesADayDatesTheArticle(_ line: String) throws {
        #expect(try read("Old treaty\n\n\(line)\n\nIt did not last. In 2024 we ask why.\n").date?.iso == "2025-08-05")
    }

    private func blocks(_ article: Article) -> [String] {
        article.blocks.map { String(decoding: article.text[$0.range], as: UTF8.self) }
    }

    @Test(arguments: [
        ("THE TITLE\n=========\n\nBody text.\n", "THE TITLE"), ("The title\n---------\nBody text.\n", "The title"),
        ("=====\n  THE GREAT TITLE\n=====\n\nBody text.\n", "THE GREAT TITLE"),
        ("* * *\n\nChapter 1\n\nIt rained. Nobody left.\n", "Chapter 1"),
        ("────\n标题在此\n────\n\n中午十一点半，做饭的还是人。\n", "标题在此"),
        ("The long title\nof two lines\n=====\n\nBody text.\n", "The long title of two lines"),
        ("_____\n\nIt rained. Nobody left.\n", "It rained"), ("=====\n", "====="),
    ])
    func linesThatAreDrawnAreNoPartOfTheTitle(_ text: String, _ title: String) throws {
        let article = try read(text)
        #expect(article.title == title)
        // No text is lost.
        #expect(blocks(article).joined().filter { !$0.isWhitespace } == text.filter { !$0.isWhitespace })
    }

    @Test func aBylineBelowALineThatIsDrawnIsRead() throws {
        let article = try read("The storm\n=========\nBy Jane Roe\nMarch 3, 2001\n-------\nIt rained. Nobody left.\n")
        #expect(article.title == "The storm" && article.author == "Jane Roe" && article.date?.iso == "2001-03-03")
        #expect(blocks(article).last == "It rained. Nobody left.")
    }

    @Test(arguments: [
        "Title: The Adventures of Tom\nAuthor: Mark Twain\n", "标题：The Adventures of Tom\n作者：Mark Twain\n",
        "Author: Mark Twain\nTitle: The Adventures of Tom\n", "Title: The Adventures of Tom\n\nBy Mark Twain\n",
        "=====\nTITLE: The Adventures of Tom\nAuthor: Mark Twain\n=====\n",
    ])
    func theLabelOfATitleIsNoPartOfIt(_ head: String) throws {
        let article = try read(head + "\nTom! No answer. Tom stayed away.\n")
        #expect(article.title == "The Adventures of Tom" && article.author == "Mark Twain")
        #expect(String(decoding: article.text, as: UTF8.self).contains("The Adventures of Tom"))
    }

    @Test func aHeadlineGoesBeforeALabelBelowIt() throws {
        let article = try read("A book for the summer\n\nTitle: The Adventures of Tom\n\nIt is long. We liked it.\n")
        #expect(article.title == "A book for the summer")
    }

    @Test(arguments: ["by", "By", "von"]) func aBylineInSmallLettersEndsTheHeadline(_ word: String) throws {
        let article = try read("The storm of the year\n\(word) Jane Roe\nMarch 3, 2001\n\nIt rained. Nobody left.\n")
        #expect(article.title == "The storm of the year")
        #expect(article.author == "Jane Roe" && article.date?.iso == "2001-03-03")
    }

    @Test func aSecondLineThatOnlyBeginsAsABylineStaysInTheHeadline() throws {
        let article = try read("The town destroyed\nby the great storm\n\nIt rained. Nobody left.\n")
        #expect(article.title == "The town destroyed by the great storm" && article.author == nil)
    }

    @Test func theLineBelowAByLineIsNoName() throws {
        let text =
            "Ferry ends after 112 years\n\nBy DANA WHITLOCK\nLake Press\n\nALDMOUTH, Calif. (AP) — The council voted late.\n"
        #expect(try read(text).author == "DANA WHITLOCK")
    }

    @Test(arguments: [
        "The last ferry\nGwen Pascoe\n3 October 2023\nhttps://notes.example/a\n\nThe council voted late.\n",
        "The last ferry\nBy Gwen Pascoe\nOctober 3, 2023\nSource: https://notes.example/a\n\nThe council voted late.\n",
        "https://notes.example/a\n\nThe last ferry\n\nGwen Pascoe\n\nOctober 3, 2023\n\nThe council voted late.\n",
    ])
    func anAddressInTheHeadIsThatOfTheText(_ text: String) throws {
        let article = try read(text)
        #expect(article.url == "https://notes.example/a" && article.site == "notes.example")
        #expect(
            article.title == "The last ferry" && article.author == "Gwen Pascoe" && article.date?.iso == "2023-10-03"
        )
    }

    @Test func anAddressInASentenceIsNotThatOfTheText() throws {
        #expect(
            try read("The last ferry\n\nSee https://notes.example/a for more.\n\nThe council voted late.\n").url == nil
        )
    }

    @Test func titleAndAuthorMayStandBehindAPreface() throws {
        let preface =
            "The Library EBook of Boats of the Bay, by Thomas Brine\n\nThis book is for the use of anyone anywhere at no cost."
        let labels =
            "Title: Boats of the Bay\n\nAuthor: Thomas Brine\n\nRelease Date: May 12, 2006\n\nLanguage: English"
        let article = try read("\(preface)\n\n\(labels)\n\nThe boats were old. They leaked.\n")
        #expect(article.title == "Boats of the Bay" && article.author == "Thomas Brine")
    }

    @Test func theWireOfChineseAgenciesIsNoTitle() throws {
        let article = try read("新华社杭州2024年5月16日电（记者李明）地铁七号线全线洞通。工程提前了四十五天。\n\n车站已经开始装修。\n")
        #expect(article.title == "地铁七号线全线洞通" && article.author == "李明" && article.date?.iso == "2024-05-16")
        let text = Array("新华社杭州5月16日电 地铁七号线全线洞通。工程提前了四十五天。\n\n车站已经开始装修。\n".utf8)
        // Saved on 17 May 2024.
        let short = PlainTextReader.read(text, path: "/a.txt", mtimeNanoseconds: 1_715_904_000_000_000_000)
        #expect(short.title == "地铁七号线全线洞通" && short.date?.iso == "2024-05-16")
    }
}
