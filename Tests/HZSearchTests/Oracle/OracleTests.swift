import Foundation
import Testing

@testable import HZSearch

/// The engine against answers by definition: ids, order, bits of the scores, totals, what is missing, notes.
@Suite struct OracleTests {
    /// How many pairs of index and request; a long run by the environment.
    private static let pairs = number("HZ_ORACLE_PAIRS") ?? 2_000
    /// The first corpus; each has the number after the one before.
    private static let firstSeed = number("HZ_ORACLE_SEED") ?? 0
    private static let perCorpus = 50

    private static func number(_ name: String) -> Int? {
        ProcessInfo.processInfo.environment[name].flatMap(Int.init)
    }

    @Test func everyAnswerIsTheOneByDefinition() throws {
        var failures = 0
        for seed in Self.firstSeed..<Self.firstSeed + max(1, Self.pairs / Self.perCorpus) {
            var corpus = OracleCorpus(seed: UInt64(seed))
            let (searcher, oracle) = try corpus.make(documents: seed % 20 == 19 ? 600 : seed % 5 == 4 ? 100 : 20)
            for _ in 0..<Self.perCorpus {
                if try !agree(corpus.request(), searcher, oracle, "corpus \(seed)") { failures += 1 }
                if failures > 5 { return }
            }
        }
    }

    @Test func longQuestionsAreAnsweredByDefinition() throws {
        var corpus = OracleCorpus(seed: 77)
        let (searcher, oracle) = try corpus.makeProse(documents: 160)
        for length in 2..<14 {
            for _ in 0..<max(2, Self.pairs / 500) {
                var request = SearchRequest(query: corpus.prose(length))
                request.limit = 30
                guard try agree(request, searcher, oracle, "prose") else { return }
            }
        }
    }

    private func agree(
        _ request: SearchRequest,
        _ searcher: Searcher,
        _ oracle: OracleSearch,
        _ name: String
    ) throws -> Bool {
        let expected = oracle.answer(request)
        let result = try searcher.search(request)
        let found = OracleSearch.Answer(
            ids: result.hits.map(\.id),
            scores: result.hits.map(\.score),
            missing: result.hits.map(\.missing),
            total: result.total.value,
            notes: result.notes.map(\.code)
        )
        #expect(found == expected, "\(name), \(request)")
        #expect(result.total.relation == .equal)
        return found == expected
    }
}
