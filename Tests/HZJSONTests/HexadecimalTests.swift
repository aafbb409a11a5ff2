import Testing

@testable import HZJSON

@Suite struct HexadecimalTests {
    @Test func leadingZerosAreWritten() {
        #expect(Hexadecimal.text(0) == "0000000000000000")
        #expect(Hexadecimal.text(0x0123_4567_89AB_CDEF) == "0123456789abcdef")
        #expect(Hexadecimal.text(.max) == "ffffffffffffffff")
        #expect(Hexadecimal.text(0x1B, count: 2) == "1b")
        #expect(Hexadecimal.text(0xDEAD_BEEF, count: 4) == "beef")
    }

    @Test func everyByteIsReadAsItIsWritten() {
        for byte in UInt8.min...UInt8.max {
            var upper: [UInt8] = []
            Hexadecimal.appendUppercase(byte, to: &upper)
            let lower = Array(Hexadecimal.text(UInt64(byte), count: 2).utf8)
            #expect(String(decoding: upper, as: UTF8.self) == String(decoding: lower, as: UTF8.self).uppercased())
            for digits in [upper, lower] {
                #expect(digits.compactMap(Hexadecimal.value).reduce(0) { $0 << 4 | $1 } == byte)
            }
        }
    }

    @Test func noOtherByteIsADigit() {
        let digits = Set("0123456789abcdefABCDEF".utf8)
        for byte in UInt8.min...UInt8.max { #expect((Hexadecimal.value(byte) != nil) == digits.contains(byte)) }
    }
}
