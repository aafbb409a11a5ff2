/// One scalar of UTF-8 that may be malformed.
struct DecodedScalar {
    /// The scalar, or U+FFFD for bytes that are none.
    var value: UInt32
    /// How many bytes it takes: 1 to 4.
    var length: Int
}

/// Decodes the scalar at `offset` (< `count`); a byte that begins none counts as U+FFFD of length 1.
@inline(__always)
func decodeScalar(_ bytes: UnsafePointer<UInt8>, _ offset: Int, _ count: Int) -> DecodedScalar {
    let first = unsafe UInt32(bytes[offset])
    if first < 0x80 { return DecodedScalar(value: first, length: 1) }
    return unsafe decodeLongScalar(bytes, offset, count, first)
}

private func decodeLongScalar(
    _ bytes: UnsafePointer<UInt8>,
    _ offset: Int,
    _ count: Int,
    _ first: UInt32
) -> DecodedScalar {
    let bad = DecodedScalar(value: 0xFFFD, length: 1)
    @inline(__always) func tail(_ index: Int) -> UInt32? {
        guard offset + index < count else { return nil }
        let byte = unsafe UInt32(bytes[offset + index])
        return byte & 0xC0 == 0x80 ? byte & 0x3F : nil
    }
    switch first {
    case 0xC2...0xDF:
        guard let second = tail(1) else { return bad }
        return DecodedScalar(value: (first & 0x1F) << 6 | second, length: 2)
    case 0xE0...0xEF:
        guard let second = tail(1), let third = tail(2) else { return bad }
        let value = (first & 0xF) << 12 | second << 6 | third
        guard value >= 0x800, !(0xD800...0xDFFF).contains(value) else { return bad }
        return DecodedScalar(value: value, length: 3)
    case 0xF0...0xF4:
        guard let second = tail(1), let third = tail(2), let fourth = tail(3) else { return bad }
        let value = (first & 7) << 18 | second << 12 | third << 6 | fourth
        guard value >= 0x10000, value <= 0x10FFFF else { return bad }
        return DecodedScalar(value: value, length: 4)
    default:
        return bad
    }
}
