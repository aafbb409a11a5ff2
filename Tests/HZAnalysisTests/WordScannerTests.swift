import Testing

@testable import HZAnalysis

@Suite struct WordScannerTests {
    private func tokens(_ text: String) -> [String] {
        let bytes = Array(text.utf8)
        return tokens(bytes).map { String(decoding: bytes[$0.start..<$0.end], as: UTF8.self) }
    }

    private func tokens(_ bytes: [UInt8]) -> [RawToken] {
        var found: [RawToken] = []
        unsafe bytes.withUnsafeBufferPointer { pointer in
            var scanner = unsafe WordScanner(pointer)
            var token = RawToken()
            while scanner.next(&token) { found.append(token) }
        }
        return found
    }

    @Test func wordsEndAtBlanksAndPunctuation() {
        #expect(tokens("Six Little Dragons, of Hangzhou.") == ["Six", "Little", "Dragons", "of", "Hangzhou"])
        #expect(tokens("rise—and fall") == ["rise", "and", "fall"])
        #expect(tokens("Guo-Jun Qi raised $28 billion") == ["Guo", "Jun", "Qi", "raised", "28", "billion"])
    }

    @Test func marksInsideWordsAndNumbersJoin() {
        #expect(
            tokens("can't 3.14 1,000 snake_case e.g. U.S.A") == [
                "can't", "3.14", "1,000", "snake_case", "e.g", "U.S.A",
            ]
        )
    }

    @Test func scriptsWithoutSpacesGivePairsAndTheLastCharacter() {
        #expect(tokens("杭州六小龙") == ["杭州", "州六", "六小", "小龙", "龙"])
        #expect(tokens("DeepSeek公司 AI") == ["DeepSeek", "公司", "司", "AI"])
        #expect(tokens("カタカナ") == ["カタ", "タカ", "カナ", "ナ"])
        #expect(tokens("ﾛﾎﾞｯﾄ") == ["ﾛﾎﾞ", "ﾎﾞｯ", "ｯﾄ", "ﾄ"])
        #expect(tokens("ﾊﾟﾊﾟ か\u{3099}") == ["ﾊﾟﾊﾟ", "ﾊﾟ", "か\u{3099}"])
    }

    @Test func malformedBytesSeparateWords() {
        #expect(tokens([0x61, 0xFF, 0x62]).map(\.start) == [0, 2])
        #expect(tokens([0xE6, 0x9D]).isEmpty)
    }

    @Test func anyBytesGiveIncreasingRangesWithinTheText() {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<3_000 {
            let bytes = (0..<Int.random(in: 0...60, using: &random)).map { _ in
                let wild = UInt8.random(in: 0...255, using: &random)
                return [wild, 0x61, 0x27, 0x2E, 0x20, 0xE6, 0x9D, 0xAD][Int.random(in: 0..<8, using: &random)]
            }
            var last = -1
            for token in tokens(bytes) {
                #expect(token.start > last && token.end > token.start && token.end <= bytes.count, "\(bytes)")
                last = token.start
            }
        }
    }
}
