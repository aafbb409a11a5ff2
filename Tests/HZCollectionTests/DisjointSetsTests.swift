import HZTestSupport
import Testing

@testable import HZCollection

@Suite struct DisjointSetsTests {
    @Test func aNameThatWasNeverJoinedIsItsOwn() {
        var sets = DisjointSets()
        #expect(sets.least(with: "a") == "a")
        #expect(sets.parents.isEmpty)
    }

    /// Each article was found to be a copy of the one before it, the last of them first: the longest path there is.
    @Test func aLongChainIsWalkedOnce() {
        let names = (1000..<21_000).map { "\($0)" }
        var sets = DisjointSets()
        for (one, other) in zip(names, names.dropFirst()).reversed() { sets.union(one, other) }
        #expect(sets.parents[names[19_999]] == names[19_998])
        for name in names.reversed() { #expect(sets.least(with: name) == names[0]) }
        #expect(names.dropFirst().allSatisfy { sets.parents[$0] == names[0] })
    }

    @Test(arguments: 0..<20) func setsAreWhatJoiningOneByOneGives(seed: UInt64) {
        var random = SeededRandom(seed)
        var sets = DisjointSets()
        var labels = Array(0..<40)
        func name(_ number: Int) -> String { "\(number + 100)" }
        for _ in 0..<30 {
            let (one, other) = (Int.random(in: 0..<40, using: &random), Int.random(in: 0..<40, using: &random))
            sets.union(name(one), name(other))
            let (low, high) = (min(labels[one], labels[other]), max(labels[one], labels[other]))
            for place in labels.indices where labels[place] == high { labels[place] = low }
            let asked = Int.random(in: 0..<40, using: &random)
            #expect(sets.least(with: name(asked)) == name(labels[asked]))
        }
        for place in labels.indices { #expect(sets.least(with: name(place)) == name(labels[place])) }
    }
}
