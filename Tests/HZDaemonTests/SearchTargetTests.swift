import HZClient
import HZSearch
import Testing

@Suite struct SearchTargetTests {
    private func roundTrip(_ request: SearchRequest) throws -> SearchRequest {
        let target = String(decoding: SearchTarget.target(for: request), as: UTF8.self)
        let parts = target.split(separator: "?", maxSplits: 1)
        #expect(parts[0] == SearchTarget.path)
        return try SearchTarget.request(query: parts[1])
    }

    @Test(
        arguments: [
            "", "six little dragons", "\"a b\" +c -d (e OR f)", "六小龙", "a&b=c#d%e?f+g", "100% \u{0}\n\t", "😀\u{202E}",
        ]
    )
    func everyQuerySurvivesTheWay(query: String) throws {
        let request = SearchRequest(query: query)
        #expect(try roundTrip(request) == request)
    }

    @Test func everyOptionSurvivesTheWay() throws {
        var request = SearchRequest(query: "robot")
        request.limit = 0
        request.offset = 30
        request.sort = .date
        request.countAll = true
        request.explain = true
        request.facets = [.site, .year]
        request.facetLimit = 7
        request.passages = 3
        request.detail = .title
        request.options.mode = .phrase
        request.options.strict = true
        request.options.title = "六 dragons"
        request.options.author = "Jane & Joe"
        request.options.authorName = "Joe, & Jane"
        request.options.site = "lake.example:80"
        request.options.language = "zh"
        request.options.after = "2025-01"
        request.options.before = "2025"
        request.options.not = ["one", "two three"]
        #expect(try roundTrip(request) == request)
    }

    @Test(arguments: ["facets=colour", "facets=site,site", "facets=site&facet_limit=0", "facet_limit=1001"])
    func facetsThatDoNotExistAreRefused(target: String) {
        #expect(throws: SearchTarget.Flaw.self) { try SearchTarget.request(query: "q=robot&" + target) }
    }

    @Test func aFilterThatIsNoDateIsRefusedAndAnEmptyOneIsNone() throws {
        for target in ["after=soon", "before=2025-13", "after=2025..2026", "before=%20"] {
            #expect(throws: SearchTarget.Flaw.self) { try SearchTarget.request(query: "q=robot&" + target) }
        }
        let empty = try SearchTarget.request(query: "q=robot&after=&before=")
        #expect(empty.options.after == nil && empty.options.before == nil)
        #expect(try SearchTarget.request(query: "q=robot&after=2025-06").options.after == "2025-06")
    }

    @Test func aPlusIsASpace() throws {
        #expect(try SearchTarget.request(query: "q=six+little%20dragons").query == "six little dragons")
    }
}
