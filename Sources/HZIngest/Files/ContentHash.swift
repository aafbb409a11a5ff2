/// A 64-bit fingerprint of a file's bytes, to tell whether they changed: XXH64 (Y. Collet, xxhash.com), seed 0.
///
/// Not for adversaries: whoever wants to can make two files with the same fingerprint.
public enum ContentHash {
    private static let prime1: UInt64 = 0x9E37_79B1_85EB_CA87
    private static let prime2: UInt64 = 0xC2B2_AE3D_27D4_EB4F
    private static let prime3: UInt64 = 0x1656_67B1_9E37_79F9
    private static let prime4: UInt64 = 0x85EB_CA77_C2B2_AE63
    private static let prime5: UInt64 = 0x27D4_EB2F_1656_67C5

    /// The fingerprint of `bytes`.
    ///
    /// - Complexity: O(count), several gigabytes a second.
    public static func hash(_ bytes: [UInt8]) -> UInt64 {
        let span = bytes.span
        let count = span.count
        var position = 0
        var hash: UInt64
        if count >= 32 {
            var lane1 = prime1 &+ prime2
            var lane2 = prime2
            var lane3: UInt64 = 0
            var lane4 = 0 &- prime1
            while position &+ 32 <= count {
                lane1 = round(lane1, word(span, position))
                lane2 = round(lane2, word(span, position &+ 8))
                lane3 = round(lane3, word(span, position &+ 16))
                lane4 = round(lane4, word(span, position &+ 24))
                position &+= 32
            }
            hash = rotate(lane1, 1) &+ rotate(lane2, 7) &+ rotate(lane3, 12) &+ rotate(lane4, 18)
            for lane in [lane1, lane2, lane3, lane4] {
                hash = (hash ^ round(0, lane)) &* prime1 &+ prime4
            }
        } else {
            hash = prime5
        }
        hash &+= UInt64(count)
        while position &+ 8 <= count {
            hash = rotate(hash ^ round(0, word(span, position)), 27) &* prime1 &+ prime4
            position &+= 8
        }
        if position &+ 4 <= count {
            hash = rotate(hash ^ word(span, position, bytes: 4) &* prime1, 23) &* prime2 &+ prime3
            position &+= 4
        }
        while position < count {
            hash = rotate(hash ^ UInt64(span[position]) &* prime5, 11) &* prime1
            position &+= 1
        }
        hash = (hash ^ hash >> 33) &* prime2
        hash = (hash ^ hash >> 29) &* prime3
        return hash ^ hash >> 32
    }

    @inline(__always)
    private static func round(_ lane: UInt64, _ input: UInt64) -> UInt64 {
        rotate(lane &+ input &* prime2, 31) &* prime1
    }

    @inline(__always)
    private static func rotate(_ value: UInt64, _ count: UInt64) -> UInt64 {
        value << count | value >> (64 - count)
    }

    /// The little-endian number in the `bytes` bytes from `offset` on; the compiler makes one load of it.
    @inline(__always)
    private static func word(_ span: Span<UInt8>, _ offset: Int, bytes: Int = 8) -> UInt64 {
        var value: UInt64 = 0
        for index in 0..<bytes { value |= UInt64(span[offset &+ index]) << UInt64(8 &* index) }
        return value
    }
}
