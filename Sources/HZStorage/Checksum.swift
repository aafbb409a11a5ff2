import CHZKernels

/// CRC-32C (Castagnoli polynomial, RFC 3720 appendix B.4): detects every error burst of up to 32 bits.
public enum Checksum {
    /// The checksum of bytes, continuing from `seed` (0 at the start), by the processor's instruction where it
    /// has one. Linear in the bytes; about 8 bytes in a cycle by the instruction.
    public static func crc32c(_ bytes: UnsafeRawBufferPointer, seed: UInt32 = 0) -> UInt32 {
        guard hasInstruction, let start = bytes.baseAddress else {
            return unsafe portable(bytes, seed: seed)
        }
        return unsafe hz_crc32c(seed, start, bytes.count)
    }

    /// The same by a table, for processors without the instruction; the twin that tests hold equal.
    public static func portable(_ bytes: UnsafeRawBufferPointer, seed: UInt32 = 0) -> UInt32 {
        var state = ~seed
        for index in 0..<bytes.count {
            state = table[Int((state ^ UInt32(unsafe bytes[index])) & 0xFF)] ^ (state >> 8)
        }
        return ~state
    }

    private static let hasInstruction = hz_has_crc32c() != 0

    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { value, _ in
            value & 1 == 1 ? (value >> 1) ^ 0x82F6_3B78 : value >> 1
        }
    }
}
