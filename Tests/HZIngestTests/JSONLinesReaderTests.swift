import HZJSON
import Testing

@testable import HZIngest

@Suite struct JSONLinesReaderTests {
    private func read(_ line: String) throws -> Article {
        var reader = JSONLinesReader()
        return unsafe try Array(line.utf8).withUnsafeBufferPointer { unsafe try reader.read($0) }
    }

    @Test func recordsBecomeArticles() throws {
        let article = try read(
            #"{"id":7,"title":"Six","body":"one\ntwo\n \nthree","author":"Jane","date":"2025-09-13T08:00:00Z","x":[{}]}"#
        )
        #expect(article.id == "7" && article.title == "Six" && article.author == "Jane")
        #expect(article.date?.iso == "2025-09-13")
        #expect(article.body == "one\ntwo\n\nthree")
        #expect(article.blocks.map(\.range) == [0..<7, 7..<12])
    }

    @Test func idsComeFromTheFirstThatIsThere() throws {
        #expect(try read(#"{"path":"p","url":"u"}"#).id == "u")
        #expect(try read(#"{"path":"p"}"#).id == "p")
        #expect(throws: JSONLinesReader.Failure.noID) { _ = try read("{}") }
        #expect(throws: JSONLinesReader.Failure.self) { _ = try read("[1]") }
        #expect(try read(#"{"id":"a","title":null,"body":3,"date":"soon"}"#).date == nil)
    }

    @Test func malformedUTF8IsRepaired() throws {
        var reader = JSONLinesReader()
        let line = Array(#"{"id":"a","body":"x"#.utf8) + [0xFF, 0xE9] + Array(#"y"}"#.utf8)
        let article = unsafe try line.withUnsafeBufferPointer { unsafe try reader.read($0) }
        #expect(article.body == "x\u{FFFD}\u{FFFD}y")
    }

    @Test func datesAreReadAsFarAsTheyAreKnown() {
        let dates = [
            "2025": "2025", "2025-09": "2025-09", "2025-09-13": "2025-09-13", "20250913": "2025-09-13",
            "2025/9/1": "2025", "2025-09-13 10:00": "2025-09-13", "2025/09/13": "2025-09-13",
        ]
        for (text, iso) in dates { #expect(ArticleDate(iso: text)?.iso == iso, "\(text)") }
        for text in ["", "25", "2025-13", "2025-02-30", "soon", "202509131"] { #expect(ArticleDate(iso: text) == nil) }
        #expect(ArticleDate(iso: "2024-02-29")?.number == 20_240_229)
    }

    @Test func blocksEndAtEmptyLines() {
        func blocks(_ text: String) -> [String] {
            let bytes = Array(text.utf8)
            return TextBlocks.ranges(of: bytes).map { String(decoding: bytes[$0], as: UTF8.self) }
        }
        #expect(blocks("a\r\nb\r\n\r\n\r\n  c  \n\t\nd") == ["a\r\nb", "c", "d"])
        #expect(blocks("\n \n").isEmpty && blocks("").isEmpty)
    }
}
