/// A cursor over verified but possibly malformed bytes, for hot loops: it is trivially copyable and throws nothing.
///
/// A read past the end gives zero and makes `isValid` false for ever, so that a decoder checks once per entry. Whoever
/// made it keeps the bytes alive.
@safe struct LentBytes {
    private let base: UnsafeRawPointer
    /// Offset of the next byte, from `base`.
    private(set) var offset: Int
    private let end: Int
    /// Whether each read so far was within the bytes.
    private(set) var isValid = true

    /// Reads the bytes `offset..<end` of what lies at `base`.
    init(_ base: UnsafeRawPointer, from offset: Int, to end: Int) {
        unsafe self.base = base
        self.offset = offset
        self.end = end
    }

    /// How many bytes are left.
    @inline(__always)
    var remaining: Int { end &- offset }

    /// The place of the next byte.
    @inline(__always)
    var pointer: UnsafeRawPointer { unsafe base + offset }

    /// One byte.
    @inline(__always)
    mutating func byte() -> UInt8 {
        guard offset < end else {
            isValid = false
            return 0
        }
        defer { offset &+= 1 }
        return unsafe base.load(fromByteOffset: offset, as: UInt8.self)
    }

    /// A varint; more than 64 bits make it invalid.
    @inline(__always)
    mutating func varint() -> UInt64 {
        let first = byte()
        guard first >= 0x80 else { return UInt64(first) }
        guard remaining > 0, case let second = unsafe base.load(fromByteOffset: offset, as: UInt8.self), second < 0x80
        else { return rest(of: first) }
        offset &+= 1
        return UInt64(first & 0x7F) | UInt64(second) &<< 7
    }

    /// A varint that must be at most `limit`.
    @inline(__always)
    mutating func count(upTo limit: Int) -> Int {
        let value = varint()
        guard value <= UInt64(truncatingIfNeeded: limit) else {
            isValid = false
            return 0
        }
        return Int(truncatingIfNeeded: value)
    }

    /// Passes over bytes; false, and invalid, when there are not so many.
    @inline(__always)
    @discardableResult
    mutating func skip(_ count: Int) -> Bool {
        guard count >= 0, count <= remaining else {
            isValid = false
            return false
        }
        offset &+= count
        return true
    }

    /// Passes over a varint, and over a second one and as many bytes as that says.
    @inline(__always)
    mutating func skipCounts() {
        guard remaining >= 2,
            case let counts = unsafe base.loadUnaligned(fromByteOffset: offset, as: UInt16.self).littleEndian,
            counts & 0x8080 == 0
        else {
            _ = varint()
            skip(count(upTo: remaining))
            return
        }
        offset &+= 2
        skip(Int(counts &>> 8))
    }

    @inline(never)
    private mutating func rest(of first: UInt8) -> UInt64 {
        var value = UInt64(first & 0x7F)
        var shift: UInt64 = 7
        while shift < 64 {
            let next = byte()
            value |= UInt64(next & 0x7F) &<< shift
            if next < 0x80 {
                if shift == 63, next > 1 { isValid = false }
                return value
            }
            shift &+= 7
        }
        isValid = false
        return value
    }
}
