/// Hexadecimal digits, as escapes, hashes and names of files are written in.
package enum Hexadecimal {
    /// Digits by their values.
    private static let lowercase = Array("0123456789abcdef".utf8)
    private static let uppercase = Array("0123456789ABCDEF".utf8)

    /// The last `count` digits of a number, leading zeros too, in lower case.
    package static func text(_ number: UInt64, count: Int = 16) -> String {
        var digits: [UInt8] = []
        append(number, count: count, to: &digits)
        return String(decoding: digits, as: UTF8.self)
    }

    /// Appends the last `count` digits of a number, leading zeros too, in lower case.
    package static func append(_ number: UInt64, count: Int = 16, to output: inout [UInt8]) {
        for place in (0..<count).reversed() { output.append(lowercase[Int(number >> UInt64(4 * place) & 15)]) }
    }

    /// Appends the two digits of a byte, in upper case, as percent-encoding has them.
    package static func appendUppercase(_ byte: UInt8, to output: inout [UInt8]) {
        output.append(uppercase[Int(byte >> 4)])
        output.append(uppercase[Int(byte & 15)])
    }

    /// The value of a digit in either case; nil for any other byte.
    @inline(__always)
    package static func value(_ digit: UInt8) -> UInt8? {
        if digit &- 0x30 < 10 { return digit &- 0x30 }
        let letter = (digit | 0x20) &- 0x61
        return letter < 6 ? letter &+ 10 : nil
    }
}
