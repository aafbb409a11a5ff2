import HZTestSupport
import Testing

@testable import HZSearch

@Suite struct PostingScorerTests {
    @Test func theKernelsGiveTheBitsOfTheirTwins() {
        var random = SeededRandom(7)
        for round in 0..<200 {
            let count = Int.random(in: 0...140, using: &random)
            let memory = QueryMemory()
            let norms = unsafe memory.take(1_003, of: UInt8.self)
            let factors = unsafe memory.take(256, of: Float.self)
            for index in 0..<1_003 { unsafe norms[index] = UInt8.random(in: 0...255, using: &random) }
            for index in 0..<256 { unsafe factors[index] = Float.random(in: 0...9, using: &random) }
            let documents = unsafe memory.take(count, of: UInt32.self)
            let frequencies = unsafe memory.take(count, of: UInt32.self)
            for index in 0..<count {
                unsafe documents[index] = UInt32.random(in: 0..<1_000, using: &random)
                unsafe frequencies[index] = index % 50 == 7 ? .max : UInt32.random(in: 1...300, using: &random)
            }
            let scorer = unsafe PostingScorer(
                grid: ScoreGrid(most: Float(round) + 1),
                weight: Float.random(in: 0...Float(round) + 0.1, using: &random),
                bonus: round % 2 == 0 ? 0 : 1,
                norms: norms,
                factors: factors
            )
            let (ours, twins) = unsafe (memory.take(count, of: Float.self), memory.take(count, of: Float.self))
            unsafe scorer.score(documents, frequencies, count: count, into: ours)
            unsafe scorer.scoreOneByOne(documents, frequencies, count: count, into: twins)
            for index in 0..<count { #expect(unsafe ours[index].bitPattern == twins[index].bitPattern) }
            let (some, same) = unsafe (memory.take(count, of: UInt32.self), memory.take(count, of: UInt32.self))
            let least = Float.random(in: 0...Float(round) + 1, using: &random)
            let found = unsafe PostingScorer.select(ours, count: count, atLeast: least, into: some)
            #expect(unsafe found == PostingScorer.selectOneByOne(ours, count: count, atLeast: least, into: same))
            for index in 0..<found { #expect(unsafe some[index] == same[index]) }
        }
    }

    @Test func sumsAreTakenAndBecomeZero() {
        var random = SeededRandom(9)
        let memory = QueryMemory()
        let (made, others) = (CleanSums(), CleanSums())
        let (ours, twins) = (made.lend(300, memory), others.lend(300, memory))
        let rooms = unsafe (0..<4).map { _ in unsafe memory.take(308, of: UInt32.self) }
        for round in 0..<400 {
            let count = Int.random(in: 0...300, using: &random)
            let most: UInt32 = round % 8 == 0 ? .max : UInt32.random(in: 1...40, using: &random)
            for place in 0..<count {
                let isThere = Int.random(in: 0...9, using: &random) < round % 10
                guard isThere else { continue }
                let sum = UInt32.random(in: 0...most, using: &random)
                let first = UInt32.random(in: 0...sum, using: &random)
                for part in [first, sum - first] {
                    ours.add(part, to: place)
                    twins.add(part, to: place)
                }
            }
            let least = UInt32.random(in: 1...most, using: &random)
            let found = unsafe PostingScorer.take(ours, count: count, atLeast: least, into: rooms[0], rooms[1])
            let same = unsafe PostingScorer.takeOneByOne(twins, count: count, atLeast: least, into: rooms[2], rooms[3])
            #expect(found == same)
            for place in 0..<found {
                #expect(unsafe rooms[0][place] == rooms[2][place] && rooms[1][place] == rooms[3][place])
            }
            for place in 0..<count { #expect(ours.take(place) == 0 && twins.take(place) == 0) }
            withExtendedLifetime((made, others)) {}
        }
    }

    @Test func asManyAsWantedReachWhatIsSaidToBeReached() {
        var random = SeededRandom(8)
        let memory = QueryMemory()
        let room = unsafe memory.take(4_096, of: Float.self)
        for _ in 0..<400 {
            let count = Int.random(in: 0...(Bool.random(using: &random) ? 140 : 4_096), using: &random)
            let kinds = Int.random(in: 1...200, using: &random)
            let scores = (0..<count).map { _ in Float(Int.random(in: 0...kinds, using: &random)) }
            for (place, score) in scores.enumerated() { unsafe room[place] = score }
            let wanted = Int.random(in: 0...18, using: &random)
            let reached = unsafe PostingScorer.reached(by: wanted, of: room, count: count)
            let isKnown = (1...16).contains(wanted) && count >= 64
            if reached > 0 {
                #expect(isKnown && scores.count { $0 >= reached } >= wanted)
            } else {
                // Nothing is known of few scores, and of many that are zero.
                #expect(!isKnown || scores.contains(0))
            }
        }
    }
}
