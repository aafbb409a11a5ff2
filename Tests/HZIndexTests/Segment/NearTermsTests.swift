import HZTestSupport
import Testing

@testable import HZIndex

@Suite struct NearTermsTests {
    /// The distance by its definition: the whole table, with neighbours swapped at most once.
    private func distance(_ first: [Unicode.Scalar], _ second: [Unicode.Scalar]) -> Int {
        var rows = [Array(0...second.count)]
        for row in 0..<first.count {
            var next = [row + 1]
            for column in 0..<second.count {
                var best = min(rows[row][column + 1], next[column]) + 1
                best = min(best, rows[row][column] + (first[row] == second[column] ? 0 : 1))
                if row > 0, column > 0, first[row] == second[column - 1], first[row - 1] == second[column] {
                    best = min(best, rows[row - 1][column - 1] + 1)
                }
                next.append(best)
            }
            rows.append(next)
        }
        return rows[first.count][second.count]
    }

    private func word(_ longest: Int, _ random: inout SeededRandom) -> String {
        let letters: [Character] = ["a", "b", "c", "é", "ж", "龙", "𝒳"]
        return String(
            (0..<Int.random(in: 0...longest, using: &random)).map { _ in letters.randomElement(using: &random) ?? "a" }
        )
    }

    @Test(arguments: [UInt64(1), 2, 3]) func exactlyTheTermsWithinSoManyEditsAreFound(seed: UInt64) throws {
        var random = SeededRandom(seed)
        let documents = SegmentFixture.documents(200, &random)
        var words: Set<String> = []
        for _ in 0..<3_000 { words.insert(word(7, &random)) }
        words.remove("")
        let sorted = words.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
        var terms: [SampleTerm] = []
        for field in [Field.text, .title] {
            for text in sorted where field == .text || text.utf8.count % 2 == 0 {
                terms.append(SegmentFixture.term(text, field: field, count: 1, of: 200, formCount: 0, &random))
            }
        }
        let segment = try SegmentFixture.segment(documents, terms)
        for _ in 0..<60 {
            let typed = word(8, &random)
            for edits in 1...3 {
                let found = try segment.terms(of: .text, within: edits, of: Array(typed.utf8))
                let expected = sorted.compactMap { text -> (String, Int)? in
                    let found = distance(Array(typed.unicodeScalars), Array(text.unicodeScalars))
                    return found <= edits ? (text, found) : nil
                }
                #expect(
                    found.map { String(decoding: $0.term, as: UTF8.self) } == expected.map(\.0),
                    "\(typed)~\(edits)"
                )
                #expect(found.map(\.edits) == expected.map(\.1), "\(typed)~\(edits)")
                for common in 0...2 {
                    let start = Array(typed.unicodeScalars.prefix(common))
                    let sharing = try segment.forms(of: .text, within: edits, of: Array(typed.utf8), common: common)
                    #expect(
                        sharing.map { String(decoding: $0.form, as: UTF8.self) }
                            == expected.map(\.0).filter { $0.unicodeScalars.starts(with: start) },
                        "\(typed)~\(edits), \(common) in common"
                    )
                }
            }
        }
    }

    @Test func aTermIsFoundByItsForms() throws {
        var random = SeededRandom(9)
        let documents = SegmentFixture.documents(20, &random)
        var term = SegmentFixture.term("happi", count: 3, of: 20, formCount: 2, &random)
        term.forms = [Array("happy".utf8), Array("happiest".utf8)]
        let happi = Array("happi".utf8)
        let entries = [
            (field: Field.text, form: Array("happiest".utf8), terms: [happi]), (.text, Array("happy".utf8), [happi]),
        ]
        let segment = try SegmentFixture.segment(documents, [term], forms: entries)
        func found(_ text: String) throws -> [Int] {
            try segment.terms(of: .text, within: 1, of: Array(text.utf8)).map(\.edits)
        }
        #expect(try found("hapy") == [1])
        #expect(try found("happy") == [0])
        #expect(try found("happiset") == [1])
        // The stem by itself is no word that anybody wrote: it is found as "happy" with one letter replaced.
        #expect(try found("happi") == [1])
        #expect(try found("hppi") == [])
    }

    @Test func charactersThatBeginNoKeyWithASCIIArePassedOverAndOthersAreNot() throws {
        var random = SeededRandom(4)
        // "é" and "жab" begin keys with ASCII; the other first bytes above ASCII do not.
        let words = ["ab", "bab", "ebab", "éab", "жab", "п", "пр", "都", "龙", "龙虎", "𝒳𝒳"]
        let terms = words.map { SegmentFixture.term($0, count: 1, of: 20, formCount: 0, &random) }
        let segment = try SegmentFixture.segment(SegmentFixture.documents(20, &random), terms)
        func found(_ text: String, _ edits: Int) throws -> [String] {
            try segment.terms(of: .text, within: edits, of: Array(text.utf8)).map {
                String(decoding: $0.term, as: UTF8.self)
            }
        }
        // The first walk learns nothing, the second learns, the third knows.
        for _ in 0..<3 {
            #expect(try found("ab", 1) == ["ab", "bab", "éab", "жab"])
            #expect(try found("xab", 1) == ["ab", "bab", "éab", "жab"])
            #expect(try found("a", 1) == ["ab", "п", "都", "龙"])
            #expect(try found("龙a", 1) == ["龙", "龙虎"])
            #expect(try found("cab", 2) == ["ab", "bab", "ebab", "éab", "жab"])
        }
    }

    @Test func longWordsStandForNothing() throws {
        var random = SeededRandom(9)
        let segment = try SegmentFixture.segment(SegmentFixture.documents(2, &random), [])
        #expect(try segment.terms(of: .text, within: 2, of: [UInt8](repeating: 97, count: 65)).isEmpty)
        #expect(try segment.terms(of: .text, within: 2, of: [0xFF, 0xC0, 0x80]).isEmpty)
    }
}
