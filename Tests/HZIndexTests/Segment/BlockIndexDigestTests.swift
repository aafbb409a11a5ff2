import HZTestSupport
import Testing

@testable import HZIndex

@Suite struct BlockIndexDigestTests {
    @Test func theFirstNumberThatReachesAnotherLiesWhereTheDigestSays() {
        var random = SeededRandom(5)
        for count in [0, 1, 2, 63, 64, 65, 128, 129, 1_000] {
            var numbers: [UInt64] = []
            while numbers.count < count { numbers.append(UInt64.random(in: 0..<3_000, using: &random)) }
            numbers.sort()
            let digest = BlockIndexDigest(count) { numbers[$0] }
            for wanted in UInt64(0)...3_001 {
                let first = numbers.firstIndex { $0 >= wanted } ?? count
                let blocks = digest.blocks(reaching: wanted, of: count)
                #expect(blocks.lowerBound <= first && first <= blocks.upperBound && blocks.count <= 64)
            }
        }
    }

    @Test func termsAreFoundBeforeAndAfterTheDigestIsMade() throws {
        var random = SeededRandom(6)
        let documents = SegmentFixture.documents(50, &random)
        let terms = (0..<3_000).map { number in
            SegmentFixture.term("term\(10_000 + number)", count: 1, of: 50, formCount: 0, &random)
        }
        let segment = try SegmentFixture.segment(documents, terms)
        for _ in 0..<2 {
            for term in terms {
                #expect(try segment.find(.text, term.term)?.documentFrequency == 1)
                #expect(try segment.find(.text, term.term + [0]) == nil)
            }
        }
    }
}
