/// Characters of keys: UTF-8 as it stands in a term dictionary, which may be damaged.
enum UTF8Characters {
    /// The character at an offset of so many bytes, and moves the offset behind it; of bytes that are none, one byte.
    @inline(__always)
    static func read(_ bytes: UnsafePointer<UInt8>, _ offset: inout Int, _ count: Int) -> UInt32 {
        let byte = unsafe bytes[offset]
        let length = byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
        guard length > 1, offset + length <= count else {
            offset += 1
            return UInt32(byte)
        }
        var value = UInt32(byte) & (0xFF >> UInt32(length + 1))
        for place in offset + 1..<offset + length { value = unsafe value << 6 | UInt32(bytes[place] & 0x3F) }
        offset += length
        return value
    }

    /// Writes the first character that is coded from this one on; how many bytes it takes, nil where there is none.
    static func write(firstFrom character: UInt32, to bytes: UnsafeMutablePointer<UInt8>) -> Int? {
        // No character is coded between these.
        let valid = (0xD800..<0xE000).contains(character) ? 0xE000 : character
        guard let coded = Unicode.Scalar(valid).flatMap(UTF8.encode) else { return nil }
        var count = 0
        for byte in coded {
            unsafe bytes[count] = byte
            count += 1
        }
        return count
    }
}
