/// Decodes packed runs from bytes that may be malformed: every step is checked against the bytes that are left, and
/// the result is the number of bytes taken, or -1.
extension PackedRun {
    /// Decodes `count` (1...128) values to `values`, which has room for 128.
    static func decode(
        _ bytes: UnsafeRawPointer,
        available: Int,
        count: Int,
        into values: UnsafeMutablePointer<UInt32>
    ) -> Int {
        if count < 8 { return unsafe decodeVarints(bytes, available: available, count: count, into: values) }
        let length = unsafe length(bytes, available: available, count: count)
        guard length > 0 else { return -1 }
        let header = unsafe bytes.load(as: UInt8.self)
        let width = Int(header & 0x7F)
        let start = header & 0x80 == 0 ? 1 : 2
        if count == capacity {
            unsafe unpackLanes(bytes + start, width: width, into: values)
        } else {
            unsafe unpackStream(bytes + start, width: width, count: count, into: values)
        }
        guard start == 2 else { return length }
        let exceptions = unsafe Int(bytes.load(fromByteOffset: 1, as: UInt8.self))
        let indexes = start + (count * width + 7) / 8
        var offset = indexes + exceptions
        for exception in 0..<exceptions {
            var high: UInt64 = 0
            offset = unsafe readVarint(bytes, offset: offset, end: length, into: &high)
            let index = unsafe Int(bytes.load(fromByteOffset: indexes + exception, as: UInt8.self))
            guard offset > 0, index < count else { return -1 }
            unsafe values[index] |= UInt32(truncatingIfNeeded: high << UInt64(width))
        }
        return length
    }

    /// The length of a run in bytes, without decoding it; -1 when it does not fit.
    static func length(_ bytes: UnsafeRawPointer, available: Int, count: Int) -> Int {
        guard available > 0 else { return -1 }
        if count < 8 { return unsafe skipVarints(bytes, from: 0, available: available, count: count) }
        let header = unsafe bytes.load(as: UInt8.self)
        let width = Int(header & 0x7F)
        guard width <= 32 else { return -1 }
        let packed = (count * width + 7) / 8
        if header & 0x80 == 0 { return 1 + packed <= available ? 1 + packed : -1 }
        guard available >= 2 else { return -1 }
        let exceptions = unsafe Int(bytes.load(fromByteOffset: 1, as: UInt8.self))
        let start = 2 + packed + exceptions
        guard start <= available else { return -1 }
        return unsafe skipVarints(bytes, from: start, available: available, count: exceptions)
    }

    /// Reads one varint at `offset`, before `end`; the offset after it, or -1.
    @inline(__always)
    static func readVarint(_ bytes: UnsafeRawPointer, offset: Int, end: Int, into value: inout UInt64) -> Int {
        var offset = offset
        var shift: UInt64 = 0
        value = 0
        while offset >= 0, offset < end, shift < 64 {
            let byte = unsafe bytes.load(fromByteOffset: offset, as: UInt8.self)
            value |= UInt64(byte & 0x7F) << shift
            offset += 1
            if byte < 0x80 { return offset }
            shift += 7
        }
        return -1
    }

    private static func skipVarints(_ bytes: UnsafeRawPointer, from: Int, available: Int, count: Int) -> Int {
        var offset = from
        var left = count
        while left > 0 {
            guard offset < available else { return -1 }
            if unsafe bytes.load(fromByteOffset: offset, as: UInt8.self) < 0x80 { left -= 1 }
            offset += 1
        }
        return offset
    }

    private static func decodeVarints(
        _ bytes: UnsafeRawPointer,
        available: Int,
        count: Int,
        into values: UnsafeMutablePointer<UInt32>
    ) -> Int {
        var offset = 0
        for index in 0..<count {
            var value: UInt64 = 0
            offset = unsafe readVarint(bytes, offset: offset, end: available, into: &value)
            guard offset > 0 else { return -1 }
            unsafe values[index] = UInt32(truncatingIfNeeded: value)
        }
        return offset
    }

    private static func unpackLanes(_ bytes: UnsafeRawPointer, width: Int, into out: UnsafeMutablePointer<UInt32>) {
        typealias Lanes = SIMD4<UInt32>
        let result = UnsafeMutableRawPointer(out)
        guard width > 0 else {
            unsafe result.initializeMemory(as: UInt8.self, repeating: 0, count: 4 * capacity)
            return
        }
        let mask = Lanes(repeating: width == 32 ? .max : (1 << UInt32(width)) &- 1)
        var bit = 0
        var row = 0
        while row < 32 {
            let word = unsafe bytes + (bit >> 5) &* 16
            let shift = UInt32(truncatingIfNeeded: bit & 31)
            var lanes = unsafe word.loadUnaligned(as: Lanes.self) &>> Lanes(repeating: shift)
            if Int(shift) &+ width > 32 {
                lanes |= unsafe (word + 16).loadUnaligned(as: Lanes.self) &<< Lanes(repeating: 32 &- shift)
            }
            unsafe result.storeBytes(of: lanes & mask, toByteOffset: row &* 16, as: Lanes.self)
            bit &+= width
            row &+= 1
        }
    }

    private static func unpackStream(
        _ bytes: UnsafeRawPointer,
        width: Int,
        count: Int,
        into out: UnsafeMutablePointer<UInt32>
    ) {
        let mask: UInt64 = (1 << UInt64(width)) &- 1
        var pending: UInt64 = 0
        var bits = 0
        var offset = 0
        for index in 0..<count {
            while bits < width {
                pending |= UInt64(unsafe bytes.load(fromByteOffset: offset, as: UInt8.self)) << UInt64(bits)
                offset &+= 1
                bits &+= 8
            }
            unsafe out[index] = UInt32(truncatingIfNeeded: pending & mask)
            pending >>= UInt64(width)
            bits &-= width
        }
    }
}
