import HZIndex
import Testing

@testable import HZSearch

/// Concordances, several passages, articles like one.
@Suite struct PlacesTests {
    private func searcher(_ articles: [(id: String, blocks: [String])]) throws -> Searcher {
        try Searcher(segments: [articles.map { Document(id: $0.id, title: $0.id, blocks: $0.blocks) }])
    }

    @Test func everyPlaceHasTheTextAroundIt() throws {
        let searcher = try searcher([
            ("a", ["A robot met two robots.", "No machine.", "杭州的机器人 robot"]), ("b", ["The robot’s dog"]),
        ])
        var request = SearchRequest(query: "robot")
        let concordance = try searcher.concordance(request, width: 8)
        let lines = concordance.lines.filter { $0.id == "a" }
        #expect(lines.map(\.match) == ["robot", "robots", "robot"] && lines.map(\.paragraph) == [1, 1, 3])
        #expect(lines.map(\.left) == ["A ", "met two ", "机器人 "] && lines[0].right == " met two")
        #expect(concordance.lines.count == 4 && concordance.total.value == 2)
        #expect(try Concordance(json: concordance.line()) == concordance)
        request.limit = 2
        #expect(try searcher.concordance(request, width: 0).lines.count == 2)
        #expect(try searcher.concordance(request, width: 0).lines.allSatisfy { $0.left.isEmpty && $0.right.isEmpty })
    }

    /// The places of a query, each with the paragraph where it is.
    private func places(_ query: String, _ title: String, _ blocks: [String]) throws -> [String] {
        var article = Document(id: "a", title: title, blocks: blocks)
        article.author = "Jane Roe"
        let searcher = try Searcher(segments: [[article]])
        let concordance = try searcher.concordance(SearchRequest(query: query), width: 20)
        #expect(concordance.total.value == 1, "\(query)")
        return concordance.lines.map { "\($0.paragraph) \($0.match)" } + concordance.notes.map(\.code)
    }

    @Test func aMatchInTheTitleIsAPlaceToo() throws {
        let searcher = try searcher([("Robot dog show", ["A robot came."])])
        let lines = try searcher.concordance(SearchRequest(query: "show robot"), width: 20).lines
        #expect(lines.map(\.match) == ["Robot", "show", "robot"] && lines.map(\.paragraph) == [0, 0, 1])
        #expect(lines[1].left == "Robot dog " && lines[1].title == "Robot dog show")
        #expect(try places("title:robot", "Robot dog show", ["A robot came."]) == ["0 Robot"])
    }

    @Test func articlesWithoutAPlaceToShowAreNoted() throws {
        #expect(try places("author:roe", "Robots", ["A robot came."]) == ["no_places"])
        #expect(try places("author:roe robot", "Show", ["A robot came."]) == ["1 robot"])
    }

    @Test func wordsOfAPhraseAreNoPlacesOfTheirOwn() throws {
        let blocks = ["A robot came.", "The dog barked at the robot dog.", "A robot and dogs: robot dogs."]
        #expect(try places("\"robot dog\"", "Show", blocks) == ["2 robot dog"])
        #expect(try places("\"robot dog\"", "Robot dog show", ["A robot came.", "A dog."]) == ["0 Robot dog"])
        #expect(try places("\"robot dog\" OR barked", "Show", blocks) == ["2 barked", "2 robot dog"])
        #expect(try places("机器狗", "机器", ["机器狗和机器人", "小狗"]) == ["1 机器狗"])
    }

    @Test func partsOfNearAreNoPlacesOfTheirOwn() throws {
        let blocks = ["A robot came.", "The dog barked at one robot, then robot or dog.", "A dog."]
        #expect(try places("robot NEAR/2 dog", "Robot", blocks) == ["2 robot", "2 dog"])
        #expect(try places("\"dog robot\"~2", "Dog", blocks) == ["2 robot", "2 dog"])
        #expect(try places("\"then robot\" NEAR/2 dog", "Dog", blocks) == ["2 then robot", "2 dog"])
        #expect(try places("came NEAR/30 barked", "Dog", blocks) == ["1 came", "2 barked"])
    }

    @Test func passagesAreOfDifferentParagraphsTheBestFirst() throws {
        let searcher = try searcher([
            ("a", ["One dragon.", "Nothing.", "Six dragons of the lake.", "A lake.", "The lake of six."])
        ])
        var request = SearchRequest(query: "six dragons")
        request.passages = 3
        let hit = try #require(try searcher.search(request).hits.first)
        #expect(hit.snippet.text == "Six dragons of the lake." && hit.snippet.paragraph == 3)
        #expect(Set(hit.furtherSnippets.map(\.paragraph)) == [1, 5])
        let result = try searcher.search(request)
        #expect(try SearchResult(json: result.json()) == result)
        request.passages = 1
        #expect(try searcher.search(request).hits[0].furtherSnippets.isEmpty)
    }

    @Test func hitsTellAsMuchAsIsAskedFor() throws {
        let searcher = try searcher([("a", ["Six dragons of the lake."]), ("b", ["A lake of six dragons."])])
        var request = SearchRequest(query: "dragons")
        let all = try searcher.search(request)
        request.detail = .title
        let titles = try searcher.search(request)
        request.detail = .id
        let ids = try searcher.search(request)
        #expect(Set(all.hits.map(\.id)) == ["a", "b"])
        #expect(titles.hits.map(\.id) == all.hits.map(\.id) && ids.hits.map(\.id) == all.hits.map(\.id))
        #expect(titles.hits.map(\.title) == all.hits.map(\.title) && titles.hits.allSatisfy { $0.snippet.text.isEmpty })
        #expect(ids.hits.map(\.score) == all.hits.map(\.score) && ids.hits.allSatisfy { $0.title.isEmpty })
        for result in [all, titles, ids] { #expect(try SearchResult(json: result.json()) == result) }
        let (title, id) = (String(decoding: titles.json(), as: UTF8.self), String(decoding: ids.json(), as: UTF8.self))
        #expect(title.contains("\"title\"") && !title.contains("\"snippet\""))
        #expect(id.contains("\"id\"") && !id.contains("\"title\"") && !id.contains("\"url\""))
    }

    @Test func articlesLikeOneShareWhatTellsItFromOthers() throws {
        var articles = (0..<30).map { ("other\($0)", ["The weather of day \($0) was fine and the market was open."]) }
        articles.append(("robots", ["Quadruped robots of Hangzhou climb stairs in the factory."]))
        articles.append(("factory", ["A factory in Hangzhou builds quadruped robots."]))
        articles.append(("stairs", ["The stairs of the market."]))
        let searcher = try searcher(articles.map { (id: $0.0, blocks: $0.1) })
        let result = try #require(try searcher.similar(to: "robots", SearchRequest(query: "")))
        #expect(result.hits.map(\.id) == ["factory", "stairs"] && result.hits.map(\.rank) == [1, 2])
        #expect(result.hits[0].snippet.highlights.count >= 3)
        let narrowed = try #require(try searcher.similar(to: "robots", SearchRequest(query: "market")))
        #expect(narrowed.hits.map(\.id) == ["stairs"])
        var paged = SearchRequest(query: "")
        (paged.offset, paged.limit) = (1, 5)
        #expect(try searcher.similar(to: "robots", paged)?.hits.map(\.id) == ["stairs"])
        #expect(try searcher.similar(to: "none", SearchRequest(query: "")) == nil)
    }
}
