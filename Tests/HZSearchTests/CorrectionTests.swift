import HZIndex
import Testing

@testable import HZSearch

/// What is offered instead of a query that finds little.
@Suite struct CorrectionTests {
    private static let texts = [
        "The Six Little Dragons are startups of Hangzhou.", "Robots dance in Hangzhou.", "Dragons sleep by the lake.",
        "Six robots carry little lamps.", "杭州六小龙是科技公司。", "杭州的西湖很美。", "西湖边有六家公司。",
    ]

    private func searcher(_ texts: [String] = texts) throws -> Searcher {
        let articles = texts.map { text in
            var article = Document(id: text, blocks: [text])
            article.author = "Jane Roe"
            return article
        }
        // Two segments: frequencies are those of all.
        return try Searcher(segments: [Array(articles.prefix(3)), Array(articles.dropFirst(3))])
    }

    private func meant(_ query: String, _ searcher: Searcher) throws -> String? {
        try searcher.search(SearchRequest(query: query)).correction?.query
    }

    @Test(arguments: [
        ("hangzou", "hangzhou"), ("Hangzou", "Hangzhou"), ("HANGZOU", "HANGZHOU"), ("robts", "robots"),
        ("six litle dragons", "six little dragons"), ("six litle dargons", "six little dragons"),
        ("\"litle dragons\"", "\"little dragons\""), ("(robts OR lampz) hangzou", "(robots OR lamps) hangzhou"),
        ("+hangzou -sleep", "+hangzhou -sleep"), ("author:jame robots", "author:jane robots"),
        ("hang zhou robots", "hangzhou robots"), ("littledragons", "little dragons"), ("hnagzhuo", "hangzhou"),
        ("杭州六小尤", "杭州六小龙"), ("西胡", "西湖"), ("杭川六小龙", "杭州六小龙"), ("科技公思 六小龙", "科技公司 六小龙"),
    ])
    func whatWasMeantIsOffered(query: String, expected: String) throws {
        let searcher = try searcher()
        let result = try searcher.search(SearchRequest(query: query))
        let correction = try #require(result.correction)
        #expect(correction.query == expected)
        let found = try searcher.search(SearchRequest(query: correction.query))
        #expect(found.total == correction.total && found.total.value > result.total.value)
        let scalars = Array(correction.query.unicodeScalars)
        #expect(!correction.highlights.isEmpty && correction.highlights.allSatisfy { $0.upperBound <= scalars.count })
    }

    @Test(arguments: [
        "hangzhou", "six little dragons", "zzzzzz", "hangzou -hangzhou", "site:hangzou", "xy", "", "((", "-hangzou",
        "hangzou*", "1235", "robots -lampz", "杭州", "㊀㊁㊂",
    ])
    func nothingIsOfferedWhereNothingBetterIsFound(query: String) throws {
        #expect(try meant(query, searcher()) == nil)
    }

    @Test(arguments: [
        ("Jane Roe", "author:(Jane Roe)"), ("roe", "author:roe"), ("\"jane roe\"", "author:\"jane roe\""),
        ("robots roe", nil), ("roe jane doe", nil), ("-roe", nil), ("roe OR robots", nil), ("title:roe", nil),
    ])
    func anAuthorWhomNoTextNamesIsOffered(query: String, expected: String?) throws {
        let searcher = try searcher()
        let result = try searcher.search(SearchRequest(query: query))
        #expect(result.correction?.query == expected)
        guard let correction = result.correction, expected != nil else { return }
        let found = try searcher.search(SearchRequest(query: correction.query))
        #expect(found.total == correction.total && found.total.value == Self.texts.count)
    }

    @Test(arguments: [
        // What goes on by no letter comes before a word that is one letter off.
        ("node", "node*"), ("Node boats", "Node* boats"), ("hangz", "hangz*"),
        ("qwen2", "qwen2*"), ("\"node\"", "\"code\""), ("qw", nil), ("gpt5", nil), ("r2d2", nil),
    ])
    func whatBeginsSoIsOffered(query: String, expected: String?) throws {
        let texts = ["Node.js, Qwen2.5", "A code of boats.", "Node.js and GPT-4 like boats.", "Robots of Hangzhou."]
        #expect(try meant(query, searcher(texts)) == expected)
    }

    @Test func aNameWithASignIsSpelledAsItIsMeant() throws {
        let texts = (0..<60).map { "Something new, number \($0)." } + ["A page on .NET."]
        #expect(try meant("net", searcher(texts)) == "new")
        #expect(try meant(".NET", searcher(texts)) == nil)
    }

    @Test(arguments: [
        ("intitle:lake", "title:lake"), ("six intitle:\"west lake\"", "six title:\"west lake\""),
        ("from:jane intitle:(west lake)", "author:jane title:(west lake)"), ("url:lake.example", "site:lake.example"),
        ("year:2025", "date:2025"), ("2025-09-13", "date:2025-09-13"), (" 2025-09 ", " date:2025-09 "),
        ("2024-09-13", nil), ("intitle:sea", nil), ("on:lake", nil), ("newer:lake", nil), ("intitle: lake", nil),
        ("C:lake", nil),
    ])
    func aFieldByAnotherNameAndADateAreOffered(query: String, expected: String?) throws {
        var article = Document(id: "a", title: "West Lake", blocks: ["Six boats."])
        (article.author, article.site, article.date) = ("Jane Roe", "lake.example", 20_250_913)
        let result = try Searcher(segments: [[article]]).search(SearchRequest(query: query))
        #expect(result.correction?.query == expected && result.correction?.total.value == (expected == nil ? nil : 1))
        for range in result.correction?.highlights ?? [] { #expect(!range.isEmpty) }
    }

    @Test(arguments: [8, 9])
    func aWordThatMoreThanAFewArticlesHaveIsSpelledRight(count: Int) throws {
        var texts = (0..<460).map { "Robot \($0) of the factory." }
        texts += (0..<count).map { "A robut \($0)" + ($0 == 0 ? " of the factory." : ".") }
        #expect(try meant("robut factory", searcher(texts)) == (count > 8 ? nil : "robot factory"))
    }

    @Test func aWordThatSomeArticlesHaveGivesWayToOneThatIsFarMoreFrequent() throws {
        var texts = (0..<120).map { "Article \($0) is about Hangzhou." }
        texts.append("A typing error: Hangzou.")
        let searcher = try searcher(texts)
        #expect(try meant("hangzou", searcher) == "hangzhou")
        #expect(try meant("hangzhou", searcher) == nil)
    }

    @Test func aMistypedFormOfAFrequentWordIsNoOption() throws {
        var texts = (0..<99).map { "Article \($0) is about programming, as programs are." }
        texts.append("Another is about programing.")
        let searcher = try searcher(texts + (0..<40_000).map { _ in "Nothing." })
        #expect(try meant("progamming", searcher) == "programming")
        #expect(try meant("progaming", searcher) == "programming")
    }

    @Test func aKnownWordIsReplacedOnlyForManyMoreArticles() throws {
        var texts = (0..<60).map { "A task of its own, number \($0)." } + ["A tank."]
        texts += (0..<9).map { "A task for goldfish, number \($0)." }
        #expect(try meant("goldfish tank", searcher(texts)) == nil)
        #expect(try meant("goldfish tank", searcher(texts + ["Goldfish, a task."])) == "goldfish task")
    }

    @Test func aRunThatTheIndexHasIsNotReplaced() throws {
        let texts = ["皇后在花园里。"] + (0..<40).map { "第\($0)天之后他走到西湖边。" }
        #expect(try meant("皇后", searcher(texts)) == nil)
        #expect(try meant("皇后 西胡", searcher(texts)) == nil)
        #expect(try meant("title:皇后", searcher(texts)) == nil)
        #expect(try meant("西胡", searcher(texts)) == "西湖")
    }

    @Test func aCharacterThatGoesWithEverythingIsNoOption() throws {
        let texts = ["走了。"] + ["人", "水", "山", "火", "花", "鸟", "书", "马", "车", "门", "风", "雨"].map { "有了\($0)。" }
        #expect(try meant("走廊", searcher(texts)) == nil)
        #expect(try meant("走廊", searcher(texts + ["走廓。"])) == "走廓")
    }

    @Test func anUnknownWordOfALongQuestionIsCorrected() throws {
        let question = "where do the six little dragons of hangzou sleep"
        #expect(try meant(question, searcher()) == "where do the six little dragons of hangzhou sleep")
    }

    @Test func whatIsOfferedReadsBackFromItsJSON() throws {
        let result = try searcher().search(SearchRequest(query: "hangzou"))
        #expect(result.correction != nil)
        #expect(try SearchResult(json: result.json()) == result)
    }

    @Test func hostileQueriesAreAnsweredInBoundedWork() throws {
        let searcher = try searcher()
        for text in [
            String(repeating: "hangzou ", count: 4_000), String(repeating: "杭川", count: 8_000),
            String(repeating: "(", count: 9_000), String(repeating: "a", count: 60_000), "\u{0}\u{202E}\u{FFFD}",
        ] {
            _ = try searcher.search(SearchRequest(query: text))
        }
    }
}
