import CHZKernels

/// Up to 128 small numbers in as few bytes as their width allows, a few wide ones apart ("patched": PFOR, Zukowski
/// and others: Super-scalar RAM-CPU cache compression, ICDE 2006).
///
///     PackedRun(n >= 8) := width u8 (0...32; 0x80 set: patched), [exceptions u8], low bits,
///                          [exceptions index bytes, exceptions varints of value >> width]
///     PackedRun(n < 8)  := n varints
///
/// 128 values lie in four lanes of 32 bits side by side (value i in lane i % 4; see `hz_unpack128`); fewer are one
/// little-endian bit stream.
enum PackedRun {
    static let capacity = 128
    static let patched: UInt8 = 0x80
    /// No run takes more bytes.
    static let longest = 2 + 4 * capacity + capacity * (1 + 5)
    /// More wide values than these are never worth their index bytes.
    private static let mostExceptions = 40

    /// Stores `count` (1...128) values as a run of the width that takes the fewest bytes, at `out`, which has room for
    /// `longest` bytes and 8 more; the number of bytes taken.
    static func encode(_ values: UnsafePointer<UInt32>, count: Int, to out: UnsafeMutableRawPointer) -> Int {
        if count < 8 {
            var length = 0
            for index in 0..<count { unsafe length &+= Varint.store(UInt64(values[index]), at: out + length) }
            return length
        }
        let (width, exceptions) = unsafe bestWidth(values, count: count)
        var length = 1
        unsafe out.storeBytes(of: UInt8(width) | (exceptions > 0 ? patched : 0), as: UInt8.self)
        if exceptions > 0 {
            unsafe out.storeBytes(of: UInt8(exceptions), toByteOffset: 1, as: UInt8.self)
            length = 2
        }
        unsafe length &+= storeBits(values, count: count, width: width, to: out + length)
        guard exceptions > 0 else { return length }
        for index in 0..<count where unsafe UInt64(values[index]) >> UInt64(width) != 0 {
            unsafe out.storeBytes(of: UInt8(index), toByteOffset: length, as: UInt8.self)
            length &+= 1
        }
        for index in 0..<count {
            let high = unsafe UInt64(values[index]) >> UInt64(width)
            if high != 0 { unsafe length &+= Varint.store(high, at: out + length) }
        }
        return length
    }

    /// Stores 128 gaps without exceptions, as their reader sums them up while it unpacks.
    static func encodeUnpatched(_ values: UnsafePointer<UInt32>, to out: UnsafeMutableRawPointer) -> Int {
        var all: UInt32 = 0
        for index in 0..<capacity { all |= unsafe values[index] }
        let width = 32 - all.leadingZeroBitCount
        unsafe out.storeBytes(of: UInt8(width), as: UInt8.self)
        return unsafe 1 + storeBits(values, count: capacity, width: width, to: out + 1)
    }

    /// The bytes that the low bits of `count` values take.
    @inline(__always)
    static func packedLength(_ count: Int, _ width: Int) -> Int {
        (count &* width &+ 7) &>> 3
    }

    private static func bestWidth(_ values: UnsafePointer<UInt32>, count: Int) -> (width: Int, exceptions: Int) {
        // histogram[b] = how many values need exactly b bits
        var histogram = InlineArray<33, Int>(repeating: 0)
        var all: UInt32 = 0
        for index in 0..<count {
            let value = unsafe values[index]
            all |= value
            histogram[32 - value.leadingZeroBitCount] &+= 1
        }
        let widest = 32 - all.leadingZeroBitCount
        var best = (width: widest, exceptions: 0)
        var bestLength = packedLength(count, widest)
        var above = 0
        var width = widest
        while width > 0 {
            above &+= histogram[width]
            width &-= 1
            if above > mostExceptions { break }
            // Each exception takes an index byte and a varint of the bits above the width.
            var extra = 1
            for bits in (width + 1)...widest { extra &+= histogram[bits] &* (1 + (bits - width + 6) / 7) }
            let length = packedLength(count, width) &+ extra
            if length < bestLength {
                best = (width, above)
                bestLength = length
            }
        }
        return best
    }

    private static func storeBits(
        _ values: UnsafePointer<UInt32>,
        count: Int,
        width: Int,
        to out: UnsafeMutableRawPointer
    ) -> Int {
        let length = packedLength(count, width)
        guard count < capacity else {
            unsafe hz_pack128(values, UInt32(width), out)
            return length
        }
        let mask: UInt64 = (1 << UInt64(width)) - 1
        var pending: UInt64 = 0
        var bits: UInt64 = 0
        var offset = 0
        for index in 0..<count {
            pending |= (UInt64(unsafe values[index]) & mask) << bits
            bits += UInt64(width)
            if bits >= 32 {
                unsafe out.storeBytes(
                    of: UInt32(truncatingIfNeeded: pending).littleEndian,
                    toByteOffset: offset,
                    as: UInt32.self
                )
                pending >>= 32
                bits -= 32
                offset += 4
            }
        }
        unsafe out.storeBytes(
            of: UInt32(truncatingIfNeeded: pending).littleEndian,
            toByteOffset: offset,
            as: UInt32.self
        )
        return length
    }
}
