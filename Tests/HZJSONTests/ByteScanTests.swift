import Testing

@testable import HZJSON

/// Searches of several bytes at a time, held against those that look at one byte after the other.
struct ByteScanTests {
    private func bytes(_ count: Int, _ random: inout SplitMix64) -> [UInt8] {
        (0..<count).map { _ in
            let kind = Int.random(in: 0..<40, using: &random)
            return UInt8.random(in: kind == 0 ? 0...0xFF : 0x20...0x7E, using: &random)
        }
    }

    @Test func theEndOfASCIIIsFoundWhereverItIs() {
        var random = SplitMix64(seed: 1)
        for count in 0..<400 {
            let bytes = bytes(count % 130, &random)
            let start = Int.random(in: 0...bytes.count, using: &random)
            let end = Int.random(in: start...bytes.count, using: &random)
            let expected = bytes[start..<end].firstIndex { $0 >= 0x80 } ?? end
            #expect(ByteScan.asciiEnd(bytes.span, from: start, to: end) == expected)
        }
    }

    @Test func controlCharactersOfASetAreCounted() {
        var random = SplitMix64(seed: 2)
        for count in 0..<400 {
            var bytes = bytes(count % 130, &random)
            for place in bytes.indices where Int.random(in: 0..<6, using: &random) == 0 {
                bytes[place] = UInt8.random(in: 0..<0x22, using: &random)
            }
            let set = UInt32.random(in: 0...UInt32.max, using: &random)
            let expected = bytes.count { $0 < 0x20 && set >> UInt32($0) & 1 == 1 }
            #expect(ByteScan.count(ofControls: set, bytes.span) == expected)
        }
    }
}
