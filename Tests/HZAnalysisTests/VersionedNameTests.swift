import HZAnalysis
import Testing

@Suite struct VersionedNameTests {
    @Test(arguments: ["qwen", "gpt", "llama"]) func lettersAreAName(word: String) {
        #expect(VersionedName.mayBeName(Array(word.utf8)))
    }

    @Test(arguments: ["", "ps", "gpt4", "node.js", "rés", "杭州", "a-b"]) func otherWordsAreNone(word: String) {
        #expect(!VersionedName.mayBeName(Array(word.utf8)))
    }

    @Test(arguments: ["4", "2.5", "4o", "19", "10.15", "3.1b"]) func numbersAreVersions(end: String) {
        #expect(VersionedName.isVersion(Array(end.utf8)[...]))
    }

    @Test(arguments: ["", "o", "vl", "4ox", "1.2.3", "4.", ".5", "1234567", "2é", "3-1", "2x7"])
    func otherEndsAreNone(end: String) {
        #expect(!VersionedName.isVersion(Array(end.utf8)[...]))
    }
}
