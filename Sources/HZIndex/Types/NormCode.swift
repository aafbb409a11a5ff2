/// Lengths of documents in one byte: exact up to 39, then four significant bits (Lucene's `SmallFloat.intToByte4`).
public enum NormCode {
    /// The code of a length; larger lengths have larger or equal codes.
    public static func encode(_ length: UInt32) -> UInt8 {
        guard length >= freeValues else { return UInt8(length) }
        return UInt8(clamping: freeValues + fourBits(length - freeValues))
    }

    /// The length that a code stands for.
    public static func decode(_ code: UInt8) -> UInt32 {
        guard code >= freeValues else { return UInt32(code) }
        let bits = UInt32(code) - freeValues
        guard bits >= 8 else { return freeValues + bits }
        return freeValues &+ (8 | bits & 7) << (bits >> 3 - 1)
    }

    /// All 256 lengths.
    public static let lengths: [Float] = (0...255).map { Float(decode(UInt8($0))) }

    private static let freeValues: UInt32 = 24

    private static func fourBits(_ value: UInt32) -> UInt32 {
        let bits = UInt32(32 - value.leadingZeroBitCount)
        guard bits >= 4 else { return value }
        let shift = bits - 4
        return (value >> shift) & 7 | (shift + 1) << 3
    }
}
