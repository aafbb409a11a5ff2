import HZTestSupport
import Testing

@testable import HZSearch

@Suite struct PhraseMatcherTests {
    @Test func wordsAreNearWhereSomeOfTheirPositionsAre() {
        var random = SeededRandom(7)
        for round in 0..<4_000 {
            let span = UInt32([20, 200, 4_000][round % 3])
            let lists = (0..<2).map { _ in
                let count = Int.random(in: 0...12, using: &random)
                return Set((0..<count).map { _ in UInt32.random(in: 0...span, using: &random) }).sorted()
            }
            let reach = UInt32.random(in: 0...15, using: &random)
            let expected = lists[0].contains { first in
                lists[1].contains { max(first, $0) - min(first, $0) <= reach }
            }
            let memory = QueryMemory()
            let matcher = PhraseMatcher(offsets: [0, 1], memory: memory)
            unsafe lists[0].withUnsafeBufferPointer { first in
                unsafe lists[1].withUnsafeBufferPointer { second in
                    #expect(unsafe PhraseMatcher.areNear(first, second, within: reach) == expected)
                    unsafe matcher.set(0, first)
                    unsafe matcher.set(1, second)
                    #expect(matcher.isNear(within: reach) == expected)
                }
            }
        }
    }

    @Test func partsNearOneAnotherAreSoughtUpToTheLastNumber() {
        let parts = NearParts(offsets: [0, 1, 2], parts: [1, 2])
        func areNear(_ lists: [[UInt32]]) -> Bool {
            unsafe lists[0].withUnsafeBufferPointer { first in
                unsafe lists[1].withUnsafeBufferPointer { second in
                    unsafe lists[2].withUnsafeBufferPointer { third in
                        unsafe parts.areNear(within: 5) { word in unsafe [first, second, third][word] }
                    }
                }
            }
        }
        #expect(!areNear([[1], [.max], [5]]))
        #expect(areNear([[1], [3, .max], [4]]))
        #expect(areNear([[.max - 4], [.max - 2], [.max - 1]]))
    }
}
