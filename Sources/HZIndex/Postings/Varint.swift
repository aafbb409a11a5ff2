/// Unsigned LEB128 integers: seven bits a byte, the lowest first, at most ten bytes.
enum Varint {
    /// The most bytes that one takes.
    static let longest = 10

    /// Stores a value at `out`, which has room for ten bytes; the number of bytes taken.
    @inline(__always)
    static func store(_ value: UInt64, at out: UnsafeMutableRawPointer) -> Int {
        var rest = value
        var count = 0
        while rest >= 0x80 {
            unsafe out.storeBytes(of: UInt8(truncatingIfNeeded: rest) | 0x80, toByteOffset: count, as: UInt8.self)
            rest &>>= 7
            count &+= 1
        }
        unsafe out.storeBytes(of: UInt8(truncatingIfNeeded: rest), toByteOffset: count, as: UInt8.self)
        return count &+ 1
    }

    /// Appends a value to `out`.
    static func append(_ value: UInt64, to out: inout [UInt8]) {
        var rest = value
        while rest >= 0x80 {
            out.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        out.append(UInt8(truncatingIfNeeded: rest))
    }
}
