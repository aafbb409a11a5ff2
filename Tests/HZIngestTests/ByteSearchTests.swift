import Testing

@testable import HZIngest

@Suite struct ByteSearchTests {
    @Test func itFindsWhereATextEnds() {
        let bytes = Array("aab aac aab".utf8)
        #expect(ByteSearch.end(of: "aac", in: bytes[...]) == 7)
        #expect(ByteSearch.end(of: "aab", in: bytes[1...]) == 11)
        #expect(ByteSearch.end(of: "b", in: bytes[3..<8]) == nil)
        #expect(ByteSearch.end(of: "aabb", in: bytes[...]) == nil)
        #expect(ByteSearch.end(of: "", in: bytes[...]) == nil)
    }

    @Test func itAgreesWithTheLibrary() {
        var random = SplitMix64(seed: 5)
        for _ in 0..<2_000 {
            let bytes = (0..<Int.random(in: 0..<40, using: &random)).map { _ in
                UInt8.random(in: 97...99, using: &random)
            }
            let text = (0..<Int.random(in: 1...4, using: &random)).map { _ in UInt8.random(in: 97...99, using: &random)
            }
            let expected = bytes.firstRange(of: text)?.upperBound
            #expect(ByteSearch.end(of: String(decoding: text, as: UTF8.self), in: bytes[...]) == expected)
        }
    }
}
