import Testing

@testable import HZAnalysis

/// What is remembered of words is what analysis says of each.
@Suite struct TermNumbersTests {
    private static let texts = [
        "Robots ran; the robots' robot runs. THE Robot said: ran, Running, RUNS. Straße, strasse, STRASSE, café, cafe\u{301}.",
        "杭州六小龍 and DeepSeek公司 杭州六小龙. ﾊﾞｲﾄ バイト が か\u{3099} 서울 서울시 the robots",
        "", " \u{301} ",
    ]

    private func words(of text: [UInt8], _ language: StemmingLanguage) -> [(term: [UInt8], kind: TokenKind)] {
        var words: [(term: [UInt8], kind: TokenKind)] = []
        var normalizer = TermNormalizer(language: language)
        unsafe text.withUnsafeBufferPointer { bytes in
            var scanner = unsafe WordScanner(bytes)
            var token = RawToken()
            while scanner.next(&token) {
                unsafe normalizer.normalize(
                    UnsafeBufferPointer(rebasing: bytes[token.start..<token.end]),
                    kind: token.kind
                )
                if !normalizer.form.isEmpty { words.append((normalizer.term, token.kind)) }
            }
        }
        return words
    }

    @Test func numbersStandForTheTermsOfWordsInEveryLanguage() {
        var numbers = TermNumbers()
        for language in [StemmingLanguage.english, .none, StemmingLanguage(documentLanguage: "de"), .english] {
            for text in Self.texts.map({ Array($0.utf8) }) {
                var found: [(number: Int, kind: TokenKind)] = []
                numbers.forEach(in: text, text.indices, language: language) { found.append(($0, $1)) }
                let expected = words(of: text, language)
                #expect(found.map { numbers.terms[$0.number] } == expected.map { $0.term })
                #expect(found.map { $0.kind } == expected.map { $0.kind })
            }
        }
        #expect(Set(numbers.terms).count == numbers.terms.count)
    }

    @Test func thousandsOfWordsKeepTheirNumbers() {
        var numbers = TermNumbers()
        let text = Array((0..<5_000).map { "w\($0)" }.joined(separator: " ").utf8)
        for _ in 0..<2 {
            var found: [Int] = []
            numbers.forEach(in: text, text.indices, language: .english) { number, _ in found.append(number) }
            #expect(found == Array(0..<5_000))
        }
    }

    @Test func charactersAreTheFirstOfTheTermsOfRuns() {
        for text in Self.texts.map({ Array($0.utf8) }) {
            var found: [Unicode.Scalar?] = []
            forEachCharacter(of: text, in: text.indices) {
                found.append(String(decoding: $0, as: UTF8.self).unicodeScalars.first)
            }
            let expected = words(of: text, .none).filter { $0.kind != .word }
                .map { String(decoding: $0.term, as: UTF8.self).unicodeScalars.first }
            #expect(found == expected)
        }
    }
}
