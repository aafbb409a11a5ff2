import Testing

@testable import HZIngest

@Suite struct CorpusPathTests {
    @Test func everythingIsBelowTheRoot() {
        let root = CorpusPath("/")
        #expect(CorpusPath("/a").isBelow(root) && CorpusPath("/a/b").isBelow(root) && root.isBelow(root))
        #expect(!CorpusPath("/ab").isBelow(CorpusPath("/a")) && !root.isBelow(CorpusPath("/a")))
        #expect(root.appending(Array("a".utf8)[...]).text == "/a")
    }

    @Test func ordinaryPathsAreTheirOwnText() {
        for text in [
            "a.html", "/data/Six Little Dragons.txt", "杭州/六小龙.html", "50%25.html", "a\nb", "\u{1B}[31m",
        ] {
            #expect(CorpusPath(text).text == text)
            #expect(CorpusPath(text).bytes == Array(text.utf8))
        }
    }

    @Test func everyNameComesBackFromItsText() {
        var random = SplitMix64(seed: 11)
        for _ in 0..<5_000 {
            let bytes = (0..<Int.random(in: 1..<12, using: &random)).map { _ in
                Bool.random(using: &random)
                    ? UInt8.random(in: 1...255, using: &random)
                    : [0xEF, 0xBF, 0xBD, 0x46, 0x25].randomElement(using: &random) ?? 1
            }
            let path = CorpusPath(bytes: bytes)
            #expect(CorpusPath(path.text) == path, "\(bytes)")
        }
    }

    @Test func differentNamesHaveDifferentTexts() {
        let names: [[UInt8]] = [
            [0xFF], [0xEF, 0xBF, 0xBD], Array("\u{FFFD}FF".utf8), Array("FF".utf8), [0xEF, 0xBF],
            [0xEF, 0xBF, 0xBD, 0x46, 0x46],
        ]
        #expect(Set(names.map { CorpusPath(bytes: $0).text }).count == Set(names).count)
    }

    @Test func pathsAreOrderedByTheirComponents() {
        let ordered = ["a", "a/b", "a/b/c", "a/c", "a!", "a.html", "aa", "b/a"]
        #expect(ordered.shuffled().map { CorpusPath($0) }.sorted().map(\.text) == ordered)
    }

    @Test func normalizingKeepsThePlace() {
        let cases = [
            ("./a", "a"), ("a//b/", "a/b"), (".", "."), ("./", "."), ("/", "/"), ("/a/./b", "/a/b"),
            ("../x", "../x"),
            ("a/../b", "a/../b"),
        ]
        for (given, expected) in cases { #expect(CorpusPath(given).normalized.text == expected) }
    }

    @Test func aFolderKnowsItsEntriesAndTheyTheirFolder() {
        #expect(CorpusPath(".").appending(Array("a".utf8)[...]).text == "a")
        #expect(CorpusPath("/").appending(Array("a".utf8)[...]).text == "/a")
        #expect(CorpusPath("x/y").appending(Array("a".utf8)[...]).text == "x/y/a")
        #expect(CorpusPath("x/y").folder?.text == "x")
        #expect(CorpusPath("x").folder?.text == ".")
        #expect(CorpusPath("/x").folder?.text == "/")
        #expect(CorpusPath("/").folder == nil)
        #expect(CorpusPath("..").folder == nil)
    }
}
