import HZIndex
import Testing

@testable import HZSearch

/// Traditional and simplified writing.
@Suite struct VariantTests {
    private func searcher(_ texts: [(id: String, text: String)]) throws -> Searcher {
        try Searcher(segments: texts.map { [Document(id: $0.id, blocks: [$0.text])] })
    }

    private func ids(_ query: String, _ searcher: Searcher) throws -> Set<String> {
        try Set(searcher.search(SearchRequest(query: query)).hits.filter(\.missing.isEmpty).map(\.id))
    }

    private static let texts = [
        (id: "zh", text: "杭州六小龙研究机器学习。"), (id: "zht", text: "杭州六小龍研究機器學習。"), (id: "other", text: "机械与小虎"),
    ]

    @Test func bareWordsFindBothWaysOfWriting() throws {
        let searcher = try searcher(Self.texts)
        for query in ["六小龙", "六小龍", "龙", "龍", "机器学习", "機器學習", "機器学習", "龍*", "龙*", "小龍 學習", "龙 NEAR/9 習"] {
            #expect(try ids(query, searcher) == ["zh", "zht"], "\(query)")
        }
        #expect(try ids("機械", searcher) == ["other"])
    }

    @Test func kanaOfHalfWidthAreThoseOfFullWidth() throws {
        let searcher = try searcher([
            ("full", "ロボットがヴァイオリンを"), ("half", "ﾛﾎﾞｯﾄがｳﾞｧｲｵﾘﾝを"), ("other", "ロホットとハイオリン"),
        ])
        for query in ["ロボット", "ﾛﾎﾞｯﾄ", "\"ﾛﾎﾞ\"", "ﾎﾞ", "ホ\u{3099}ット", "ｳﾞｧｲｵﾘﾝ", "ヴァ"] {
            #expect(try ids(query, searcher) == ["full", "half"], "\(query)")
        }
        let hit = try #require(try searcher.search(SearchRequest(query: "ロボ")).hits.first { $0.id == "half" })
        #expect(hit.snippet.highlights == [0..<3])
    }

    @Test func quotesFindWhatWasWritten() throws {
        let searcher = try searcher(Self.texts)
        for query in ["\"六小龙\"", "\"机器学习\"", "\"龙\"", "\"习\""] {
            #expect(try ids(query, searcher) == ["zh"], "\(query)")
        }
        for query in ["\"六小龍\"", "\"機器學習\"", "\"龍\"", "\"習\""] {
            #expect(try ids(query, searcher) == ["zht"], "\(query)")
        }
        #expect(try ids("\"機器学習\"", searcher).isEmpty)
    }

    @Test func whatWasFoundIsMarkedAsItIsWritten() throws {
        let searcher = try searcher(Self.texts)
        for hit in try searcher.search(SearchRequest(query: "六小龍")).hits where hit.missing.isEmpty {
            #expect(hit.snippet.highlights == [2..<5], "\(hit.id)")
        }
        let hits = try searcher.search(SearchRequest(query: "龙")).hits
        #expect(hits.count == 2 && hits.allSatisfy { $0.snippet.highlights == [4..<5] })
    }

    @Test func whatIsMistypedInOneWritingIsCorrected() throws {
        let searcher = try searcher(Self.texts)
        let result = try searcher.search(SearchRequest(query: "機氣學習"))
        #expect(result.correction?.query == "機器學習")
        #expect(try searcher.search(SearchRequest(query: "機器學習")).correction == nil)
    }
}
