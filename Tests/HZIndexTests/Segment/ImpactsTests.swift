import HZTestSupport
import Testing

@testable import HZIndex

@Suite struct ImpactsTests {
    private struct BM25 {
        var k1: Float
        var b: Float
        var average: Float

        func score(_ frequency: UInt32, _ norm: UInt8) -> Float {
            let frequency = Float(frequency)
            let length = NormCode.lengths[Int(norm)]
            return frequency / (frequency + k1 * (1 - b + b * length / average))
        }

        func bound(_ impacts: Impacts) -> Float {
            var best: Float = 0
            for pair in 0..<Impacts.count {
                best = max(best, score(impacts.frequencyBound(pair), impacts.norm(pair)))
            }
            return best
        }
    }

    private func scorers(_ random: inout SeededRandom) -> [BM25] {
        (0..<20).map { _ in
            BM25(
                k1: .random(in: 0.01...4, using: &random),
                b: .random(in: 0...1, using: &random),
                average: .random(in: 1...4_000, using: &random)
            )
        }
    }

    @Test func impactsBoundEveryScore() throws {
        var random = SeededRandom(1)
        let documents = SegmentFixture.documents(12_000, &random)
        let norms = documents.map { NormCode.encode($0.1[0]) }
        let terms = [1, 2, 50, 128, 129, 900, 4_097, 9_000].enumerated().map {
            SegmentFixture.term("t\($0)", count: $1, of: 12_000, &random)
        }
        let segment = try SegmentFixture.segment(documents, terms)
        for term in terms {
            let info = try #require(try segment.find(.text, term.term))
            for scorer in scorers(&random) {
                var cursor = segment.cursor(info, arena: CursorArena())
                let whole = scorer.bound(cursor.impacts)
                for posting in term.postings {
                    let frequency = UInt32(posting.positions.count) + posting.extra
                    let score = scorer.score(frequency, norms[Int(posting.document)])
                    cursor.seekBlock(posting.document)
                    #expect(cursor.blockLast >= posting.document)
                    #expect(cursor.superBlockLast >= cursor.blockLast)
                    let block = scorer.bound(cursor.blockImpacts)
                    let around = scorer.bound(cursor.superBlockImpacts)
                    #expect(score <= block && block <= around && around <= whole)
                    guard score <= block else { return }
                }
                cursor.seekBlock(12_000)
                #expect(cursor.blockLast == PostingCursor.exhausted && cursor.blockImpacts == .none)
            }
        }
    }

    @Test func fewPairsAreKeptAsTheyAre() {
        var collector = ImpactCollector()
        for (frequency, norm) in [(7, 90), (3, 40), (1, 10), (2, 60), (7, 95)] {
            collector.add(frequency: UInt32(frequency), norm: UInt8(norm))
        }
        let impacts = collector.take()
        #expect((0..<4).map { impacts.frequency($0) } == [7, 3, 1, 1])
        #expect((0..<4).map { impacts.norm($0) } == [90, 40, 10, 10])
        #expect(collector.take() == .none)
    }

    @Test func mergedPairsStayBounds() {
        var random = SeededRandom(3)
        for _ in 0..<300 {
            var collector = ImpactCollector()
            let postings = (0..<Int.random(in: 1...128, using: &random)).map { _ in
                (UInt32.random(in: 1...400, using: &random), UInt8.random(in: 0...255, using: &random))
            }
            for posting in postings { collector.add(frequency: posting.0, norm: posting.1) }
            let impacts = collector.take()
            for (frequency, norm) in postings {
                #expect(
                    (0..<4).contains { impacts.frequencyBound($0) >= frequency && impacts.norm($0) <= norm }
                )
            }
        }
    }
}
