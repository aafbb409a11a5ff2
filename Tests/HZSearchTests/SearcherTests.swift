import HZIndex
import HZTestSupport
import Testing

@testable import HZSearch

@Suite struct SearcherTests {
    private func searcher(_ documents: [(id: String, title: String, text: String)]) throws -> Searcher {
        try Searcher(segments: [documents.map { Document(id: $0.id, title: $0.title, blocks: [$0.text]) }])
    }

    private func ids(_ query: String, _ searcher: Searcher) throws -> [String] {
        try searcher.search(SearchRequest(query: query)).hits.map(\.id)
    }

    @Test func signsAloneAreNotedToBeNoWords() throws {
        let searcher = try searcher([("a", "Lake", "Six boats."), ("b", "Hill", "No boats.")])
        for query in ["😀", "", "\"\"", "()", "?! …", "\"😀\" 😀", "title:😀"] {
            var request = SearchRequest(query: query)
            #expect(try searcher.search(request).notes.map(\.code) == ["no_words"], "\(query)")
            request.limit = 0
            #expect(try searcher.search(request).notes.map(\.code) == ["no_words"], "\(query)")
        }
        for query in ["zebra", "zebra 😀", "-", "(", "title:zebra", "* -boats", "/[/"] {
            #expect(
                try !searcher.search(SearchRequest(query: query)).notes.map(\.code).contains("no_words"),
                "\(query)"
            )
        }
        // Beside anything else they ask for nothing.
        for query in ["😀 six", "😀 \"six boats\"", "😀 title:lake", "😀 +six"] {
            #expect(try ids(query, searcher) == ["a"])
        }
    }

    @Test func idsOfAnyLengthAreReadBack() throws {
        let ids = (0..<70).map { number in
            // They share their beginnings, and go on for some more: numbers of one and of two bytes.
            String(repeating: "/folder", count: number % 5 * 8) + String(repeating: "\(number)", count: 1 + number * 2)
        }
        let searcher = try Searcher(segments: [ids.map { Document(id: $0, blocks: ["A robot."]) }])
        var request = SearchRequest(query: "robot")
        request.limit = 100
        let found = try searcher.ids(request).found
        #expect(found.map(\.id).sorted() == ids.sorted())
    }

    @Test func theArticleWithThePhraseComesFirstHoweverLong() throws {
        let filler = Array(repeating: "The city grows by the river and nobody counts the years", count: 80)
            .joined(separator: ". ")
        let searcher = try searcher([
            ("scattered", "Six", "little dragons? No: dragons, little ones, six of them. six dragons little"),
            ("reversed", "Dragons", "dragons little six"),
            ("long", "A city", filler + ". They call them the Six Little Dragons of Hangzhou. " + filler),
            ("titled", "Six Little Dragons", "About them."),
            ("partial", "Six", "six dragons"),
        ])
        let found = try ids("Six Little Dragons", searcher)
        #expect(found.prefix(2) == ["titled", "long"])
        #expect(Set(found.prefix(4)) == ["titled", "long", "scattered", "reversed"])
        #expect(found.last == "partial")
    }

    @Test func idsAndScoresAreThoseOfTheHits() throws {
        let documents = (0..<30).map { number in
            Document(
                id: "a/\(number)",
                title: "Dragon \(number)",
                blocks: ["little dragon " + (number % 3 == 0 ? "six" : "")]
            )
        }
        let searcher = try Searcher(segments: [Array(documents.prefix(20)), Array(documents.dropFirst(20))])
        for query in ["dragon", "six little", "\"little dragon\"", "+six +dragon", "drag*", "absent", "six OR little"] {
            for (limit, offset) in [(10, 0), (0, 0), (5, 3), (100, 25)] {
                var request = SearchRequest(query: query)
                (request.limit, request.offset, request.countAll) = (limit, offset, true)
                let result = try searcher.search(request)
                let (found, total) = try searcher.ids(request)
                #expect(found.map(\.id) == result.hits.map(\.id) && total == result.total)
                #expect(found.map { Double($0.score) } == result.hits.map(\.score))
                #expect(found.indices.map { Array(found.bytes($0)) } == found.map { Array($0.id.utf8) })
            }
        }
    }

    @Test(arguments: ["apple", "apple OR pear OR plum", "apple OR quince", "+apple +pear"])
    func theFirstAreTheSameHoweverManyAreAskedFor(_ query: String) throws {
        var random = SeededRandom(5)
        let articles = (0..<3_000).map { number in
            let words = (0..<Int.random(in: 1...40, using: &random)).map { _ in
                ["apple", "pear", "plum", "rain", "sun", "wind"][Int.random(in: 0..<6, using: &random)]
            }
            let rare = number % 101 == 0 ? ["quince"] : []
            return Document(id: "\(number * 7_919 % 3_000)", blocks: [(words + rare).joined(separator: " ")])
        }
        let searcher = try Searcher(segments: [Array(articles[..<1_700]), Array(articles[1_700...])])
        func found(_ limit: Int) throws -> [ScoredID] {
            var request = SearchRequest(query: query)
            request.limit = limit
            return Array(try searcher.ids(request).found)
        }
        let all = try found(4_000)
        #expect(all.count > 1_000)
        for limit in [1, 2, 9, 10, 11, 15, 16, 17, 40] {
            #expect(try found(limit) == Array(all.prefix(limit)))
        }
    }

    @Test func wordsMatchInflectionsAndQuotesMatchForms() throws {
        let searcher = try searcher([("one", "", "a startup"), ("many", "", "two startups")])
        #expect(try Set(ids("startup", searcher)) == ["one", "many"])
        #expect(try ids("\"startups\"", searcher) == ["many"])
        #expect(try Set(ids("start*", searcher)) == ["one", "many"])
        #expect(try ids("startups -two", searcher) == ["one"])
    }

    @Test func anySubstringOfARunIsFound() throws {
        let searcher = try searcher([("yes", "", "杭州六小龙崛起"), ("decoy", "", "六小时后喝龙井茶，吃小龙虾")])
        #expect(try ids("六小龙", searcher) == ["yes"])
        #expect(try Set(ids("小龙", searcher)) == ["yes", "decoy"])
        #expect(try Set(ids("龙", searcher)) == ["yes", "decoy"])
        let hit = try #require(try searcher.search(SearchRequest(query: "六小龙")).hits.first)
        #expect(hit.snippet.text == "杭州六小龙崛起" && hit.snippet.highlights == [2..<5])
    }

    @Test func resultsReadBackFromTheirJSON() throws {
        let searcher = try searcher([("a", "T \"q\"", "one \u{1B} two"), ("b", "", "two")])
        let result = try searcher.search(SearchRequest(query: "two OR (one"))
        #expect(result.notes.map(\.code) == ["unclosedBracket"] && result.total.value == 2)
        #expect(try SearchResult(json: result.json()) == result)
    }

    @Test func whatIsExcludedIsNotFoundByTheRestOfItsPage() throws {
        var document = Document(id: "a", blocks: ["Robots dance."])
        document.append("Apples and pears", in: .page)
        let searcher = try Searcher(segments: [[document]])
        let found = try searcher.search(SearchRequest(query: "apples"))
        #expect(found.hits.map(\.id) == ["a"] && found.notes.map(\.code) == ["page"])
        for query in ["apples -robots", "apples -pears", "apples NOT (robots OR cats)", "apples -\"robots dance\""] {
            #expect(try searcher.search(SearchRequest(query: query)).hits.isEmpty, "\(query)")
        }
        #expect(try searcher.search(SearchRequest(query: "apples -cats")).hits.map(\.id) == ["a"])
    }
}
