import HZStorage
import HZTestSupport
import Testing

@Suite struct MemoryArenaTests {
    @Test func piecesShareNoByteAndBeginAtACacheLine() {
        var random = SeededRandom(7)
        let arena = MemoryArena()
        for _ in 0..<3 {
            var ranges: [Range<UInt>] = []
            for _ in 0..<200 {
                let count = Int.random(in: 1..<(Bool.random(using: &random) ? 100 : 40_000), using: &random)
                let piece = unsafe arena.take(count)
                unsafe piece.initializeMemory(as: UInt8.self, repeating: 0xA5, count: count)
                let start = UInt(bitPattern: piece)
                #expect(start % 64 == 0)
                ranges.append(start..<start + UInt(count))
            }
            ranges.sort { $0.lowerBound < $1.lowerBound }
            #expect(zip(ranges, ranges.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound })
            arena.reset()
        }
    }

    @Test func memoryIsTakenAgainAfterAReset() {
        let arena = MemoryArena()
        let first = unsafe UInt(bitPattern: arena.take(100))
        _ = unsafe arena.take(1 << 17)
        arena.reset()
        #expect(unsafe UInt(bitPattern: arena.take(50)) == first)
    }
}
