import HZAnalysis
import HZIndex
import Testing

@testable import HZSearch

/// What is read of an article to learn what it is about.
@Suite struct ArticleBeginningTests {
    private func stretches(_ beginning: ArticleBeginning) -> [String] {
        var stretches: [String] = []
        beginning.forEachStretch { text, range, _ in stretches.append(String(decoding: text[range], as: UTF8.self)) }
        return stretches
    }

    @Test func itIsTheTitleAndTheFirstBytesOfTheText() {
        let article = Document(id: "a", title: "Tea", blocks: ["green tea", "black tea", "white tea"])
        #expect(stretches(ArticleBeginning(article, bytes: 100)) == ["Tea", "green tea", "black tea", "white tea"])
        #expect(stretches(ArticleBeginning(article, bytes: 9)) == ["Tea", "green tea"])
        #expect(stretches(ArticleBeginning(article, bytes: 16)) == ["Tea", "green tea", "black"])
    }

    @Test func noWordAndNoCharacterIsCut() {
        let english = Document(id: "a", blocks: ["dragons of the lake"])
        #expect(stretches(ArticleBeginning(english, bytes: 9)) == ["", "dragons"])
        let chinese = Document(id: "b", blocks: [String(repeating: "杭州六小龙", count: 100)])
        for bytes in 100..<106 {
            let characters = stretches(ArticleBeginning(chinese, bytes: bytes))[1]
            #expect(characters == String(String(repeating: "杭州六小龙", count: 100).prefix(bytes / 3)))
        }
        // Bytes that are no text at all end somewhere too.
        var odd = Document(id: "c")
        odd.text = [UInt8](repeating: 0x80, count: 500)
        odd.blocks = [Document.Block(zone: .main, start: 0, end: 500)]
        #expect(stretches(ArticleBeginning(odd, bytes: 100)) == ["", ""])
    }

    @Test func ofALongArticleTheSameIsReadFromTheIndex() throws {
        let paragraph = "Robots of Hangzhou play football by the lake. "
        let short = (0..<2_000).map { "\($0) \(paragraph)" }
        let long = [String(repeating: paragraph, count: 2_000)]
        let articles = [short, long].enumerated().map { Document(id: "\($0)", title: "Robots", blocks: $1) }
        let reader = try #require(Searcher(segments: [articles]).snapshot.segments.first).reader
        for (number, article) in articles.enumerated() {
            let read = try ArticleBeginning(UInt32(number), of: reader, bytes: 2_048)
            #expect(stretches(read) == stretches(ArticleBeginning(article, bytes: 2_048)))
        }
    }

    @Test func termsCountByWhereTheyStand() {
        let article = Document(id: "a", title: "Tea", blocks: ["teas, tea 茶叶"])
        var numbers = TermNumbers()
        let frequencies = ArticleBeginning(article, bytes: 100).frequencies(&numbers, of: [.word, .bigram])
        let counts = Dictionary(
            uniqueKeysWithValues: frequencies.map {
                (String(decoding: numbers.terms[$0.number], as: UTF8.self), $0.frequency)
            }
        )
        #expect(
            counts == ["tea": UInt32(Zone.titleWeight) + 2 * UInt32(Zone.main.weight), "茶叶": UInt32(Zone.main.weight)]
        )
    }
}
