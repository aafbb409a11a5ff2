import CHZKernels
import HZTestSupport
import Testing

@testable import HZIndex

@Suite struct PostingSelectionTests {
    @Test(arguments: [UInt64(21), 22]) func selectingEqualsSeekingEach(seed: UInt64) throws {
        var random = SeededRandom(seed)
        let documents = SegmentFixture.documents(2_500, &random)
        for size in [1, 5, 127, 128, 700, 2_500] {
            let sample = SegmentFixture.term("t", count: size, of: 2_500, formCount: 0, &random)
            let segment = try SegmentFixture.segment(documents, [sample])
            let info = try #require(try segment.find(.text, sample.term))
            for step in [1, 3, 40, 900] {
                let arena = CursorArena()
                var selecting = segment.cursor(info, arena: arena)
                var seeking = segment.cursor(info, arena: arena)
                var next: UInt32 = 0
                while next < 2_500 {
                    var wanted: [UInt32] = []
                    while wanted.count < 200, next < 2_500 {
                        wanted.append(next)
                        next += UInt32.random(in: 1...UInt32(step), using: &random)
                    }
                    var which = [UInt32](repeating: 0, count: wanted.count)
                    var frequencies = which
                    let count = unsafe selecting.select(
                        wanted,
                        count: wanted.count,
                        needsFrequencies: true,
                        into: &which,
                        &frequencies
                    )
                    var expected: [[UInt32]] = []
                    for (place, document) in wanted.enumerated() where seeking.seek(document) == document {
                        expected.append([UInt32(place), seeking.frequency])
                    }
                    #expect((0..<count).map { [which[$0], frequencies[$0]] } == expected)
                }
            }
        }
    }

    /// Of every density and number: found by eights, one by one, and by halving.
    @Test(arguments: [UInt64(41), 42, 43]) func intersectingABlockFindsWhatBothHave(seed: UInt64) throws {
        var random = SeededRandom(seed)
        func ascending(_ count: Int, from first: UInt32, gaps most: UInt32, upTo last: UInt32) -> [UInt32] {
            var numbers: [UInt32] = []
            var next = first
            while numbers.count < count, next <= last {
                numbers.append(next)
                next += UInt32.random(in: 1...most, using: &random)
            }
            return numbers
        }
        for round in 0..<2_000 {
            let gap = UInt32(1 + round % 20)
            let size = round % 3 == 0 ? Int.random(in: 1...128, using: &random) : 128
            let numbers = ascending(size, from: UInt32.random(in: 0..<9, using: &random), gaps: gap, upTo: .max)
            let block = numbers + [UInt32](repeating: .max, count: 144 - numbers.count)
            let start = round % 4 == 0 ? Int.random(in: 0..<numbers.count, using: &random) : 0
            let most = UInt32.random(in: 1...2 * gap, using: &random)
            let wanted = ascending(512, from: numbers[start], gaps: most, upTo: try #require(numbers.last))
            var which = [UInt32](repeating: 0, count: wanted.count)
            var places = which
            let count = unsafe hz_intersect128(wanted, wanted.count, block, UInt32(start), &which, &places)
            var expected: [[UInt32]] = []
            for (place, number) in wanted.enumerated() {
                guard let found = numbers.firstIndex(of: number) else { continue }
                expected.append([UInt32(place), UInt32(found)])
            }
            #expect((0..<count).map { [which[$0], places[$0]] } == expected)
        }
    }

    @Test func gatheringEqualsWalking() throws {
        var random = SeededRandom(31)
        let documents = SegmentFixture.documents(2_000, &random)
        let terms = [1, 2, 100, 127, 128, 1_500].enumerated().map { index, size in
            SegmentFixture.term("t\(index)", count: size, of: 2_000, formCount: 0, &random)
        }
        let segment = try SegmentFixture.segment(documents, terms)
        for term in terms {
            let info = try #require(try segment.find(.text, term.term))
            var bits = [UInt64](repeating: 0, count: 2_000 / 64 + 1)
            let (bytes, excess) = (
                UnsafeMutablePointer<UInt8>.allocate(capacity: 2_000),
                UnsafeMutablePointer<UInt32>.allocate(capacity: 2_000)
            )
            defer {
                unsafe bytes.deallocate()
                unsafe excess.deallocate()
            }
            unsafe bytes.initialize(repeating: 0, count: 2_000)
            unsafe excess.initialize(repeating: 0, count: 2_000)
            let sums = unsafe DocumentSums(bytes: bytes, excess: excess)
            // So often that some sums are more than a byte holds.
            for _ in 0..<60 { unsafe segment.gather(info, arena: CursorArena(), marking: &bits, adding: sums) }
            var cursor = segment.cursor(info, arena: CursorArena())
            for document in 0..<2_000 {
                let frequency = cursor.seek(UInt32(document)) == document ? cursor.frequency : 0
                #expect(sums.take(document) == 60 * frequency)
                #expect(sums.take(document) == 0)
                #expect((bits[document / 64] >> UInt64(document % 64) & 1 == 1) == (frequency > 0))
            }
        }
    }

    @Test func bitsAreCountedAndKept() {
        var random = SeededRandom(4)
        for length in 0...40 {
            var some = (0..<length).map { _ in random.next() }
            let others = (0..<length).map { _ in random.next() }
            #expect(unsafe hz_count_bits(some, length) == some.reduce(0) { $0 + $1.nonzeroBitCount })
            let both = zip(some, others).map { $0 & $1 }
            unsafe hz_and_bits(&some, others, length)
            #expect(some == both)
        }
    }
}
