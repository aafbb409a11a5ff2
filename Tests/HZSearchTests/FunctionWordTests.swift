import HZAnalysis
import HZIndex
import Testing

@testable import HZSearch

/// Short questions as people ask them.
@Suite struct FunctionWordTests {
    private let searcher: Searcher

    init() throws {
        searcher = try Searcher(segments: [
            [
                Document(id: "bell", title: "Bell", blocks: ["The telephone was invented by Bell in Boston."]),
                Document(id: "who", title: "Concerts", blocks: ["The Who played in Boston."]),
                Document(id: "health", title: "Health", blocks: ["A report of the WHO on tea."]),
                Document(id: "report", title: "Tea", blocks: ["A report on the price of tea."]),
                Document(id: "love", title: "What Is Love", blocks: ["A song of the nineties."]),
                Document(id: "loves", title: "Love and loves", blocks: ["Love, love, love: all one needs is love."]),
            ]
        ])
    }

    private typealias Answer = (ids: [String], missing: [[String]], total: Int)

    private func found(_ query: String, _ mode: QueryMode = .auto) throws -> Answer {
        var request = SearchRequest(query: query)
        request.options.mode = mode
        let result = try searcher.search(request)
        return (result.hits.map(\.id), result.hits.map(\.missing), result.total.value)
    }

    @Test(arguments: [
        ("who invented the telephone?", ["bell"], 1), ("when was Boston a telephone", ["bell"], 1),
        ("the who", ["who"], 2), ("the price of the tea", ["report"], 1), ("WHO report", ["health"], 1),
        ("what is love", ["love", "loves"], 2),
    ])
    func wordsThatSayNothingMayBeMissing(_ query: String, _ first: [String], _ total: Int) throws {
        let answer = try found(query)
        #expect(Array(answer.ids.prefix(first.count)) == first, "\(query)")
        #expect(answer.missing.prefix(first.count).allSatisfy(\.isEmpty) && answer.total == total, "\(query)")
    }

    @Test func allAsksForEachOfThem() throws {
        #expect(try found("who invented the telephone", .all).ids.isEmpty)
    }

    @Test(arguments: [
        ("The", true), ("who?", true), ("what’s", true), ("(is", true), ("a", true), ("WHO", false), ("IT", false),
        ("I", true), ("C", false), ("a+", false), ("no", false), ("not", false), ("theory", false), ("", false),
    ])
    func wordsAreTakenAsTheyWereTyped(_ word: String, _ isOne: Bool) {
        #expect(FunctionWords.contains(word) == isOne)
    }
}
