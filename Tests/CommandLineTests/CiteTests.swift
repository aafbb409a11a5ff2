import HZTestSupport
import Testing

@testable import HZCommandLine

/// References: digests of files, and where passages stand in them.
@Suite struct CiteTests {
    private func digest(_ bytes: [UInt8], pieces: Int) -> String {
        var hash = SHA256()
        var rest = bytes[...]
        while !rest.isEmpty {
            hash.add(rest.prefix(pieces))
            rest = rest.dropFirst(pieces)
        }
        return hash.hexadecimal
    }

    @Test(arguments: [1, 3, 63, 64, 65, 1_000]) func digestsAreThoseOfTheStandard(pieces: Int) {
        #expect(
            digest([], pieces: pieces) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        )
        #expect(
            digest(Array("abc".utf8), pieces: pieces)
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        )
        #expect(
            digest(Array("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".utf8), pieces: pieces)
                == "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        )
        #expect(
            digest([UInt8](repeating: 0x61, count: 100_000), pieces: pieces)
                == "6d1cf22d7cc09b085dfc25ee1a1f3ae0265804c607bc2074ad253bcc82fd81ee"
        )
    }

    @Test(arguments: [
        ("Six Little Dragons", "The Six Little Dragons are firms", "Six Little Dragons"),
        ("Six Little Dragons", "The Six\n  Little\tDragons are", "Six\n  Little\tDragons"),
        ("Six Little Dragons", "<p>The Six <b>Little</b> Dragons</p>", "Six <b>Little</b> Dragons"),
        ("R&D “here”", "<p>of R&amp;D &ldquo;here&rdquo; now", "R&amp;D &ldquo;here&rdquo;"),
        ("a < b", "if a < b then", "a < b"), ("one two", "<p>one&nbsp;two</p>", "one&nbsp;two"),
        ("one two", "<p>one\u{A0}two</p>", "one\u{A0}two"), ("aab", "aaab", "aab"), ("六小龙", "杭州六小龙。", "六小龙"),
    ]) func passagesAreFoundInTheirFiles(_ passage: String, _ file: String, _ expected: String) throws {
        let bytes = Array(file.utf8)
        let range = try #require(SourcePlace(bytes).range(of: passage))
        #expect(String(decoding: bytes[range], as: UTF8.self) == expected)
    }

    @Test func whatIsNotThereIsNotFound() {
        #expect(SourcePlace(Array("The Six Big Dragons".utf8)).range(of: "Six Little Dragons") == nil)
        #expect(SourcePlace([]).range(of: "Six") == nil)
        #expect(SourcePlace(Array("Six".utf8)).range(of: "") == nil)
        #expect(SourcePlace(Array("<p>Si".utf8)).range(of: "Six") == nil)
    }

    /// So many that looking for the end of each would not end within the tests' time.
    @Test func tagsThatNothingEndsAreText() throws {
        let file = Array(("<p>Lakes</p>" + String(repeating: "<", count: 4 << 20) + " Six Dragons").utf8)
        let range = try #require(SourcePlace(file).range(of: "Six Dragons"))
        #expect(String(decoding: file[range], as: UTF8.self) == "Six Dragons")
    }

    @Test func searchingIsTheSameAsByDefinition() {
        var random = SeededRandom(5)
        for _ in 0..<3_000 {
            let file = (0..<Int.random(in: 0...40, using: &random)).map { _ in
                UInt8.random(in: 0x61...0x62, using: &random)
            }
            let passage = (0..<Int.random(in: 1...6, using: &random)).map { _ in
                UInt8.random(in: 0x61...0x62, using: &random)
            }
            let expected = file.indices.first { file[$0...].starts(with: passage) }.map { $0..<$0 + passage.count }
            #expect(SourcePlace(file).range(of: String(decoding: passage, as: UTF8.self)) == expected)
        }
    }

    @Test func aSavedSearchIsReadAsItWasWritten() throws {
        var search = SavedSearch(
            name: "六龙 x",
            index: "/i/ndex",
            parameters: "q=six+dragons&mode=all",
            asked: "2025-09-13T08:30:00Z"
        )
        search.seen = [0, 1, 0xFEDC_BA98_7654_3210, .max]
        let read = try #require(SavedSearch(json: search.json))
        #expect(read == search)
        #expect(read.request?.query == "six dragons")
        #expect(SavedSearch(json: Array("{}".utf8)) == nil)
        #expect(SavedSearch(json: []) == nil)
    }

    @Test(arguments: [
        ("dragons", true), ("六小龙", true), ("a b", true), ("", false), (".hidden", false), ("a/b", false),
        ("a\u{1B}", false),
    ]) func namesOfSearchesAreFileNames(_ name: String, _ isName: Bool) {
        #expect(SavedSearch.isName(name) == isName)
    }
}
