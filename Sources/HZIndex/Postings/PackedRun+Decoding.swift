import CHZKernels

/// Decodes packed runs from bytes that may be malformed: every step is checked against the bytes that are left, and
/// the result is the number of bytes taken, or -1.
extension PackedRun {
    /// Bytes that must be readable after `available`: loads of words may pass the end of a run by these. In a file of
    /// an index, checksums and footer follow the content.
    static let margin = 8

    /// Decodes `count` (1...128) values to `values`, which has room for 128.
    static func decode(
        _ bytes: UnsafeRawPointer,
        available: Int,
        count: Int,
        into values: UnsafeMutablePointer<UInt32>
    ) -> Int {
        if count < 8 { return unsafe decodeVarints(bytes, available: available, count: count, into: values) }
        guard available > 0 else { return -1 }
        let header = unsafe bytes.load(as: UInt8.self)
        let width = Int(header & ~patched)
        let packed = packedLength(count, width)
        let start = header < patched ? 1 : 2
        guard width <= 32, start &+ packed <= available else { return -1 }
        if count == capacity {
            unsafe hz_unpack128(bytes + start, UInt32(truncatingIfNeeded: width), values)
        } else {
            unsafe unpackStream(bytes + start, width: width, count: count, into: values)
        }
        guard start == 2 else { return 1 &+ packed }
        return unsafe patch(
            values,
            count: count,
            width: UInt64(truncatingIfNeeded: width),
            by: bytes,
            from: 2 &+ packed,
            available: available
        )
    }

    /// The length of a run in bytes, without decoding it; -1 when it does not fit.
    static func length(_ bytes: UnsafeRawPointer, available: Int, count: Int) -> Int {
        guard available > 0 else { return -1 }
        if count < 8 { return unsafe skipVarints(bytes, from: 0, available: available, count: count) }
        let header = unsafe bytes.load(as: UInt8.self)
        let width = Int(header & ~patched)
        let packed = packedLength(count, width)
        guard width <= 32, 2 &+ packed <= available || header < patched && 1 &+ packed <= available else { return -1 }
        guard header >= patched else { return 1 &+ packed }
        let exceptions = unsafe Int(bytes.load(fromByteOffset: 1, as: UInt8.self))
        let start = 2 &+ packed &+ exceptions
        guard start <= available else { return -1 }
        return unsafe skipVarints(bytes, from: start, available: available, count: exceptions)
    }

    /// Puts the high bits of the exceptions in their places; the length of the run, or -1.
    private static func patch(
        _ values: UnsafeMutablePointer<UInt32>,
        count: Int,
        width: UInt64,
        by bytes: UnsafeRawPointer,
        from indexes: Int,
        available: Int
    ) -> Int {
        let exceptions = unsafe Int(bytes.load(fromByteOffset: 1, as: UInt8.self))
        guard indexes &+ exceptions <= available else { return -1 }
        var highs = unsafe LentBytes(bytes, from: indexes &+ exceptions, to: available)
        for exception in 0..<exceptions {
            let index = unsafe Int(bytes.load(fromByteOffset: indexes &+ exception, as: UInt8.self))
            guard index < count else { return -1 }
            unsafe values[index] |= UInt32(truncatingIfNeeded: highs.varint() &<< width)
        }
        return highs.isValid ? highs.offset : -1
    }

    private static func skipVarints(_ bytes: UnsafeRawPointer, from: Int, available: Int, count: Int) -> Int {
        var offset = from
        var left = count
        // As many bytes at once as varints are left, up to eight: no more can end there. Mostly all do.
        while left > 0, offset &+ 8 <= available {
            let part = min(left, 8)
            let word = unsafe UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            let goesOn = (word & 0x8080_8080_8080_8080) &<< UInt64(truncatingIfNeeded: 64 &- 8 &* part)
            left &-= part &- goesOn.nonzeroBitCount
            offset &+= part
        }
        while left > 0 {
            guard offset < available else { return -1 }
            if unsafe bytes.load(fromByteOffset: offset, as: UInt8.self) < 0x80 { left &-= 1 }
            offset &+= 1
        }
        return offset
    }

    private static func decodeVarints(
        _ bytes: UnsafeRawPointer,
        available: Int,
        count: Int,
        into values: UnsafeMutablePointer<UInt32>
    ) -> Int {
        var reader = unsafe LentBytes(bytes, from: 0, to: available)
        for index in 0..<count { unsafe values[index] = UInt32(truncatingIfNeeded: reader.varint()) }
        return reader.isValid ? reader.offset : -1
    }

    private static func unpackStream(
        _ bytes: UnsafeRawPointer,
        width: Int,
        count: Int,
        into out: UnsafeMutablePointer<UInt32>
    ) {
        let mask = UInt32(truncatingIfNeeded: (1 &<< UInt64(truncatingIfNeeded: width)) &- 1)
        var bit = 0
        for index in 0..<count {
            let word = unsafe bytes.loadUnaligned(fromByteOffset: bit &>> 3, as: UInt64.self)
            let shifted = UInt64(littleEndian: word) &>> UInt64(truncatingIfNeeded: bit & 7)
            unsafe out[index] = UInt32(truncatingIfNeeded: shifted) & mask
            bit &+= width
        }
    }
}
