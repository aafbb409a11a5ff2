import HZAnalysis
import Testing

/// Words of letters and digits.
@Suite struct MixedWordTests {
    private func parts(_ word: String) -> [String] {
        MixedWord.parts(of: Array(word.utf8)).map { String(decoding: $0, as: UTF8.self) }
    }

    @Test(arguments: [
        ("gpt4", ["gpt", "4"]), ("10km", ["10", "km"]), ("h2o", ["h", "2", "o"]), ("r2d2", ["r", "2", "d", "2"]),
        ("été2024", ["été", "2024"]),
    ])
    func lettersAndDigitsArePartsThatFindTheWord(word: String, expected: [String]) {
        #expect(parts(word) == expected)
        let forms = (expected + ["lake"]).map { Array($0.utf8) }
        #expect(MixedWord.counts(of: forms[...]).contains(expected.count))
    }

    @Test(arguments: ["", "gpt", "2024", "a4", "5g", "qwen2.5", "1,000km", "a1b2c3", "snake_2"])
    func otherWordsHaveNone(word: String) {
        #expect(parts(word).isEmpty)
    }

    @Test(arguments: [
        (["robot", "dog"], []), (["a", "4"], []), (["4"], []), (["gpt", "4", "5"], [2]), (["gpt", "4o"], []),
        (["h", "2", "o"], [3]), (["covid", "19", "wave"], [2, 3]), ([], []),
    ])
    func wordsThatMayBeOneAreCounted(words: [String], expected: [Int]) {
        #expect(MixedWord.counts(of: words.map { Array($0.utf8) }[...]) == expected)
    }
}
