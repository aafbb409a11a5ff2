import Foundation
import HZFuzzing
import Testing

/// What fuzzing begins with, and every input that ever crashed something: fed again at each run of the tests. A trap ends the
/// run, which is what it is for.
@Suite(.serialized) struct FuzzReplayTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    @Test(arguments: FuzzTarget.allCases) func everySeedAndEveryFindingIsRead(target: FuzzTarget) throws {
        var count = 0
        for folder in ["Fuzz/Seeds", "Tests/Fixtures/regressions"] {
            let folder = Self.root.appendingPathComponent(folder).appendingPathComponent(target.rawValue)
            for name in (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [] {
                target.feed(Array(try Data(contentsOf: folder.appendingPathComponent(name))))
                count += 1
            }
        }
        #expect(count > 0, "nothing to begin with")
    }

    /// Random pieces of all seeds together: what a second of fuzzing without guidance would try.
    @Test(arguments: FuzzTarget.allCases) func mixedSeedsAreReadToo(target: FuzzTarget) throws {
        let folder = Self.root.appendingPathComponent("Fuzz/Seeds").appendingPathComponent(target.rawValue)
        let seeds = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map {
            Array(try Data(contentsOf: folder.appendingPathComponent($0)))
        }
        let all = seeds.reduce([], +)
        var state: UInt64 = 1
        func random(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % max(1, limit)
        }
        for turn in 0..<40 {
            var bytes = seeds[turn % seeds.count]
            for _ in 0..<1 + random(4) {
                let start = random(all.count)
                let piece = all[start..<min(all.count, start + 1 + random(16))]
                let place = random(bytes.count)
                bytes.replaceSubrange(place..<min(bytes.count, place + random(16)), with: piece)
            }
            target.feed(bytes)
        }
        #expect(!all.isEmpty)
    }
}
