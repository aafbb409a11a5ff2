import Testing

@testable import HZJSON

@Suite struct ReversibleTextTests {
    @Test(arguments: [
        ([], ""), (Array("/a/杭州.txt".utf8), "/a/杭州.txt"), ([0x61, 0xFF, 0x62], "a\u{FFFD}FFb"),
        ([0xE6, 0x9D], "\u{FFFD}E6\u{FFFD}9D"), ([0xEF, 0xBF, 0xBD], "\u{FFFD}EF\u{FFFD}BF\u{FFFD}BD"),
    ])
    func whatIsNoTextIsWrittenInDigits(bytes: [UInt8], text: String) {
        #expect(ReversibleText.text(of: bytes) == text)
        #expect(ReversibleText.bytes(of: text) == bytes)
    }

    @Test(arguments: ["\u{FFFD}", "a\u{FFFD}f", "\u{FFFD}ff", "\u{FFFD}G0\u{FFFD}", "\u{FFFD}\u{FFFD}\u{FFFD}"])
    func whatWasNotWrittenHereStaysAsItIs(text: String) {
        #expect(ReversibleText.bytes(of: text) == Array(text.utf8))
    }

    @Test func nothingIsLost() {
        var random = SplitMix64(seed: 3)
        let bytes: [UInt8] = [0x61, 0x46, 0xFF, 0xEF, 0xBF, 0xBD, 0xE6, 0x9D, 0xAD]
        for _ in 0..<5_000 {
            let name = (0..<Int(random.next() % 12)).map { _ in bytes[Int(random.next() % UInt64(bytes.count))] }
            let text = ReversibleText.text(of: name)
            #expect(ReversibleText.bytes(of: text) == name)
            #expect(ReversibleText.text(of: ReversibleText.bytes(of: text)) == text)
        }
    }
}
