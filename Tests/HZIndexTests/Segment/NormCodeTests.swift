import Testing

@testable import HZIndex

@Suite struct NormCodeTests {
    @Test func normsKeepOrderAndSmallLengths() {
        for length in UInt32(0)...39 { #expect(NormCode.decode(NormCode.encode(length)) == length) }
        var last: UInt8 = 0
        for length in stride(from: UInt32(0), to: 3_000_000, by: 37) {
            let code = NormCode.encode(length)
            #expect(code >= last && NormCode.decode(code) <= length)
            #expect(NormCode.decode(code) >= length - length / 8)
            last = code
        }
        #expect(NormCode.encode(.max) == 255)
    }

    @Test func everyCodeStandsForItsOwnLength() {
        for code in UInt8(0)...254 {
            #expect(NormCode.encode(NormCode.decode(code)) == code)
            #expect(NormCode.decode(code) < NormCode.decode(code + 1))
        }
    }

    /// Values of Lucene's SmallFloat.byte4ToInt.
    @Test func codesAreThoseOfLucene() {
        #expect(NormCode.decode(39) == 39)
        #expect(NormCode.decode(40) == 40)
        #expect(NormCode.decode(41) == 42)
        #expect(NormCode.decode(255) == 2_013_265_944)
    }
}
