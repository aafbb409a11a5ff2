import Foundation
import Testing

@testable import HZSearch

/// Scores taken apart.
@Suite struct ExplanationTests {
    @Test func thePartsOfEveryScoreAddUpToItExactly() throws {
        var explained = 0
        for seed in 0..<12 {
            var corpus = OracleCorpus(seed: UInt64(seed))
            let (searcher, _) = try corpus.make(documents: seed % 4 == 3 ? 100 : 20)
            for _ in 0..<25 { explained += try check(corpus.request(), searcher) }
        }
        #expect(explained > 300)
    }

    @Test func soDoThoseOfQuestionsThatAreOrderedAnew() throws {
        var corpus = OracleCorpus(seed: 77)
        let (searcher, _) = try corpus.makeProse(documents: 160)
        var kinds: Set<ScorePart.Kind> = []
        for length in 2..<14 {
            for _ in 0..<3 {
                var request = SearchRequest(query: corpus.prose(length))
                request.limit = 60
                _ = try check(request, searcher)
                request.explain = true
                for hit in try searcher.search(request).hits { kinds.formUnion(hit.explanation.map(\.kind)) }
            }
        }
        #expect(kinds.isSuperset(of: [.word, .neighbours, .feedback, .nearness, .rule]), "\(kinds)")
    }

    private func check(_ request: SearchRequest, _ searcher: Searcher) throws -> Int {
        var request = request
        request.explain = false
        let plain = try searcher.search(request)
        request.explain = true
        let result = try searcher.search(request)
        #expect(try SearchResult(json: result.json()) == result)
        #expect(result.hits.map(\.id) == plain.hits.map(\.id))
        for (hit, other) in zip(result.hits, plain.hits) {
            #expect(hit.score == other.score)
            let sum = hit.explanation.reduce(0) { $0 + $1.score }
            #expect(sum == hit.score, "\(request): \(hit.id) \(hit.explanation)")
            for part in hit.explanation {
                guard let facts = part.frequency, facts.frequency > 0, part.kind != .neighbours else { continue }
                let length = 1.5 * (0.4 + 0.6 * Double(facts.length) / max(facts.averageLength, 1))
                let expected = facts.weight * Double(facts.frequency) / (Double(facts.frequency) + length)
                #expect(abs(expected - part.score) < 0.001, "\(request): \(part), \(expected)")
            }
        }
        return result.hits.count
    }

    @Test func whyNamesWhatIsMissingAndWhatExcludes() throws {
        var corpus = OracleCorpus(seed: 5)
        let (searcher, _) = try corpus.make(documents: 60)
        for _ in 0..<40 {
            var request = corpus.request()
            request.limit = 100
            request.offset = 0
            let hits = try searcher.search(request).hits
            for hit in hits.prefix(3) {
                let report = try #require(try searcher.why(request, id: hit.id))
                #expect(report.hit?.rank == hit.rank && report.hit?.score == hit.score)
                #expect(try WhyReport(json: report.line()).parts == report.parts)
            }
        }
        #expect(try searcher.why(SearchRequest(query: "six"), id: "no such id") == nil)
    }
}
