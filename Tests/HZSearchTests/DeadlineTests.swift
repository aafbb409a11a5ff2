import HZIndex
import Testing

@testable import HZSearch

/// What is answered when the time is over: that it is.
@Suite struct DeadlineTests {
    private static let queries = [
        "b*r", "/gr.*n/", "bear OR g*n", "b*r NEAR/3 g*n", "title:b*r", "bear~1", "bear green",
    ]

    private func searcher() throws -> Searcher {
        try Searcher(segments: [
            [Document(id: "a", title: "Bears", blocks: ["A brown bear and a green one."])],
            [Document(id: "b", title: "Beer", blocks: ["Green beer, brewed for a brown bear."])],
        ])
    }

    private func isLate<Answer>(_ answer: () throws(SearchError) -> Answer) -> Bool {
        do {
            _ = try answer()
            return false
        } catch {
            if case .timedOut = error { return true }
            return false
        }
    }

    @Test(arguments: queries) func nothingIsAnsweredOnceTheTimeIsOver(query: String) throws {
        let searcher = try searcher()
        let request = SearchRequest(query: query)
        let past = ContinuousClock.now - .seconds(1)
        #expect(isLate { () throws(SearchError) in try searcher.search(request, deadline: past) })
        #expect(isLate { () throws(SearchError) in try searcher.why(request, id: "a", deadline: past) })
        #expect(isLate { () throws(SearchError) in try searcher.similar(to: "a", request, deadline: past) })
        #expect(isLate { () throws(SearchError) in try searcher.article(id: "a", marking: request, deadline: past) })
        #expect(isLate { () throws(SearchError) in try searcher.concordance(request, width: 20, deadline: past) })
        let parsed = QueryParser.parse(query).query
        #expect(isLate { () throws(SearchError) in try searcher.rule(of: parsed, .auto, deadline: past) })
    }

    @Test(arguments: queries) func allOfItIsAnsweredBefore(query: String) throws {
        let searcher = try searcher()
        let request = SearchRequest(query: query)
        let future = ContinuousClock.now + .seconds(3_600)
        #expect(try searcher.search(request, deadline: future).hits.isEmpty == false)
        #expect(try searcher.why(request, id: "a", deadline: future) != nil)
        #expect(try searcher.similar(to: "a", request, deadline: future) != nil)
        let article = try searcher.article(id: "a", marking: request, deadline: future)
        #expect(try article == searcher.article(id: "a", marking: request))
        let places = try searcher.concordance(request, width: 20, deadline: future)
        #expect(try places == searcher.concordance(request, width: 20))
    }

    @Test func anArticleWithoutMarksNeedsNoWordsLookedUp() throws {
        let past = ContinuousClock.now - .seconds(1)
        #expect(try searcher().article(id: "a", deadline: past)?.hit.title == "Bears")
    }
}
