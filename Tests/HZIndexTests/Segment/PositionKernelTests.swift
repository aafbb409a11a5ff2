import CHZKernels
import HZTestSupport
import Testing

@Suite struct PositionKernelTests {
    @Test func positionsThatDoNotAscendAreRefused() {
        var positions = [UInt32](repeating: 0, count: 4)
        #expect(unsafe hz_sum_positions([0, 1, 2, 3], 4, 0, 1, &positions) == 1)
        #expect(positions == [0, 1, 3, 6])
        #expect(unsafe hz_sum_positions([0, 1, 2, 3], 4, 7, 0, &positions) == 0)
        #expect(unsafe hz_sum_positions([1, 0, 2, 3], 4, 0, 1, &positions) == 0)
        #expect(unsafe hz_sum_positions([1, 1], 2, .max - 1, 0, &positions) == 0)
    }

    /// The sums by definition; nil where they do not ascend.
    private func sums(_ gaps: [UInt32], from position: UInt32, isFirst: Bool) -> [UInt32]? {
        var sum = UInt64(position)
        var result: [UInt32] = []
        for (place, gap) in gaps.enumerated() {
            sum += UInt64(gap)
            guard gap > 0 || place == 0 && isFirst, let value = UInt32(exactly: sum) else { return nil }
            result.append(value)
        }
        return result
    }

    @Test func gapsOfAllLengthsAreSummedAsByDefinition() {
        var random = SeededRandom(17)
        for round in 0..<20_000 {
            let count = Int.random(in: 0...40, using: &random)
            // Most ascend; some have a zero somewhere, some pass the largest number.
            let largest: UInt32 = [3, 200, 1 << 27, .max][round % 4]
            let least: UInt32 = round % 7 == 0 ? 0 : 1
            let gaps = (0..<count).map { _ in UInt32.random(in: least...largest, using: &random) }
            let position = round % 3 == 0 ? 0 : UInt32.random(in: 0...largest, using: &random)
            let isFirst = round % 2 == 0
            var found = [UInt32](repeating: 0, count: count)
            let isSound = unsafe hz_sum_positions(gaps, count, position, isFirst ? 1 : 0, &found) == 1
            let expected = sums(gaps, from: position, isFirst: isFirst)
            #expect(isSound == (expected != nil))
            if let expected { #expect(found == expected) }
        }
    }

    @Test func phrasesStartWhereBothWordsStandRight() {
        var random = SeededRandom(19)
        for round in 0..<20_000 {
            let span: UInt32 = [30, 300, .max][round % 3]
            let lists = (0..<2).map { _ in
                let count = Int.random(in: 0...60, using: &random)
                return Set((0..<count).map { _ in UInt32.random(in: 0...span, using: &random) }).sorted()
            }
            let offsets = (0..<2).map { _ in UInt32.random(in: 0...4, using: &random) }
            let others = Set(lists[1])
            let expected = lists[0].compactMap { position -> UInt32? in
                guard position >= offsets[0] else { return nil }
                let start = position - offsets[0]
                let (wanted, isTooLarge) = start.addingReportingOverflow(offsets[1])
                return !isTooLarge && others.contains(wanted) ? start : nil
            }
            let most = Int.random(in: 1...70, using: &random)
            var starts = lists[0] + [0]
            let (count, length) = (lists[0].count, lists[1].count)
            let found = unsafe starts.withUnsafeMutableBufferPointer { starts in
                unsafe hz_phrase_starts(
                    starts.baseAddress,
                    count,
                    offsets[0],
                    lists[1] + [0],
                    length,
                    offsets[1],
                    most,
                    starts.baseAddress
                )
            }
            #expect(Array(starts.prefix(found)) == Array(expected.prefix(most)))
        }
    }
}
