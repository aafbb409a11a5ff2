/// The characters that the bytes 0x80...0x9F mean in Windows-1252.
enum Windows1252 {
    /// The Unicode scalar of a byte from 0x80 to 0x9F; 0 for the five that mean nothing.
    static func scalar(_ byte: UInt8) -> UInt32 {
        0x80...0x9F ~= byte ? table[Int(byte) - 0x80] : 0
    }

    /// The byte of a Unicode scalar from U+0080 on; nil where it has none. Control characters, which Latin-1 has there, are
    /// taken for their own bytes.
    static func byte(_ scalar: UInt32) -> UInt8? {
        if 0x80...0xFF ~= scalar { return UInt8(scalar) }
        return bytes[scalar]
    }

    private static let bytes: [UInt32: UInt8] = {
        var bytes: [UInt32: UInt8] = [:]
        for (index, scalar) in table.enumerated() where scalar != 0 { bytes[scalar] = UInt8(0x80 + index) }
        return bytes
    }()

    private static let table: [UInt32] = [
        0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,
        0x017D, 0,
        0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,
        0x017E, 0x0178,
    ]
}
