import HZIndex
import Testing

@testable import HZSearch

/// Sites, and what people type to ask for them.
@Suite struct SiteTests {
    private func document(_ id: String, site: String = "", url: String = "", language: String = "") -> Document {
        var document = Document(id: id, blocks: ["Everybody spoke about taxes."])
        (document.site, document.url, document.language) = (site, url, language)
        return document
    }

    private func searcher() throws -> Searcher {
        try Searcher(segments: [
            [
                document(
                    "named",
                    site: "The Daily Planet",
                    url: "https://www.planet.example/2024/budget",
                    language: "en"
                ),
                document("nameless", site: "planet.example", url: "https://planet.example/reaction", language: "zh"),
            ],
            [
                document("told", site: "The daily  planet"), document("below", url: "http://news.planet.example/a"),
                document("other", site: "planet.example.org", url: "https://planet.example.org/"), document("none"),
            ],
        ])
    }

    private func found(_ query: String) throws -> [String] {
        var request = SearchRequest(query: query)
        request.options.mode = .all
        return try searcher().search(request).hits.map(\.id).sorted()
    }

    @Test(arguments: [
        ("site:planet", "site:planet.example"), ("taxes site:daily", "taxes site:\"the daily planet\""),
        ("site:example.org", "site:planet.example.org"), ("site:\"daily planet\"", "site:\"the daily planet\""),
        ("site:plane", nil), ("zebra site:planet.example", nil), ("zebra -site:planet", nil), ("site:.", nil),
        ("site:\"\"", nil),
    ])
    func aSiteLikeOneThatIsNotThereIsOffered(query: String, expected: String?) throws {
        #expect(try searcher().search(SearchRequest(query: query)).correction?.query == expected)
    }

    @Test func aLanguageIsFoundByItsNameToo() throws {
        for language in ["zh", "ZH", "zh-CN", "chinese", "中文", "zho"] {
            #expect(try found("lang:\(language)") == ["nameless"], "\(language)")
        }
        #expect(try found("lang:klingon").isEmpty)
    }

    @Test(arguments: [
        "planet.example", "www.planet.example", "Planet.Example", "\"https://planet.example/other\"", "planet.example/",
    ])
    func aSiteIsFoundByItsHostHoweverThatIsTyped(_ site: String) throws {
        #expect(try found("site:\(site)") == ["named", "nameless"])
        #expect(try found("taxes site:\(site)") == ["named", "nameless"])
        #expect(try found("taxes -site:\(site)") == ["below", "none", "other", "told"])
    }

    @Test(arguments: ["\"The Daily Planet\"", "\"the daily planet\"", "\"THE  DAILY PLANET\""])
    func aSiteIsFoundByItsNameInAnyCase(_ site: String) throws {
        #expect(try found("site:\(site)") == ["named", "told"])
    }

    @Test func partsOfHostsAndNamesAreNoSites() throws {
        #expect(try found("site:example").isEmpty && found("site:planet").isEmpty && found("site:www.").isEmpty)
        #expect(try found("site:news.planet.example") == ["below"])
    }

    @Test func aLanguageIsFoundInAnyCase() throws {
        #expect(try found("lang:ZH") == ["nameless"])
        #expect(try found("lang:en") == ["named"])
    }
}
