import Foundation
import HZCollection
import HZIndex
import Synchronization
import Testing

@Suite struct DuplicateTests {
    /// Some two hundred words, of which the last few are given.
    private func page(
        title: String = "Six Little Dragons",
        url: String? = nil,
        end: String,
        from: Int = 0,
        count: Int = 200
    ) -> String {
        let words = (from..<(from + count)).map { "word\($0)" }.joined(separator: " ")
        let link = url.map { "<link rel=canonical href=\"\($0)\">" } ?? ""
        return "<html><head><title>\(title)</title>\(link)</head><body><p>\(words) \(end)</p></body></html>"
    }

    private func hidden(_ scratch: ScratchFolder, of name: String) throws -> [String] {
        try scratch.snapshot().duplicates(of: scratch.files + "/" + name).map {
            String($0.dropFirst(scratch.files.count + 1))
        }
    }

    private func found(_ scratch: ScratchFolder) throws -> [String] {
        try scratch.articles().keys.map { String($0.dropFirst(scratch.files.count + 1)) }.sorted()
    }

    @Test func anArticleSavedTwiceIsFoundOnceAndListsItsOtherCopies() throws {
        let scratch = try ScratchFolder()
        try scratch.write(page(end: "the end"), to: "b.html")
        try scratch.write(page(end: "the end"), to: "a.html")
        try scratch.write(page(end: "the end, nearly the same"), to: "c.html")
        try scratch.write(page(end: "the end", from: 5_000), to: "other.html")
        let summary = try scratch.update()
        #expect(summary.added == 4)
        #expect(summary.duplicates == 2)
        #expect(summary.articles == 2)
        #expect(try found(scratch) == ["a.html", "other.html"])
        #expect(try hidden(scratch, of: "a.html") == ["b.html", "c.html"])
        let again = try scratch.update()
        #expect(again.unchanged == 4 && again.bytes == 0)
        #expect(again.generation == summary.generation)
    }

    @Test func articlesThatOnlyShareTitleOrTextAreNoCopies() throws {
        let scratch = try ScratchFolder()
        try scratch.write(page(title: "One title of three", end: "x", count: 150), to: "a.html")
        try scratch.write(page(title: "Another title", end: "x", count: 150), to: "b.html")
        try scratch.write(page(title: "One title of three", end: "x", from: 3_000), to: "c.html")
        try scratch.write("Robots.", to: "d.txt")
        try scratch.write("Robots.", to: "e.txt")
        // Of generated pages there are many with one short title and nearly one text.
        for name in ["f.html", "g.html"] { try scratch.write(page(title: "Member List", end: name), to: name) }
        #expect(try scratch.update().duplicates == 0)
        #expect(try found(scratch).count == 7)
    }

    @Test func reportsOfOnePatternAndOneTitleAreAllKept() throws {
        let scratch = try ScratchFolder()
        let words = (0..<400).map { "word\($0)" }.joined(separator: " ")
        func write(_ name: String, _ head: String, _ text: String) throws {
            let title = "<title>The weather of today</title>"
            try scratch.write("<html><head>\(title)\(head)</head><body><p>\(text) \(words)</p></body></html>", to: name)
        }
        try write("a.html", "", "It will be 21 degrees.")
        try write("b.html", "", "It will be 9 degrees.")
        // Of two days, even where one only says more than the other.
        func day(_ number: Int) -> String { "<meta property=article:published_time content=2025-03-0\(number)>" }
        try write("c.html", day(1), "It will be sunny.")
        try write("d.html", day(2), "It will be sunny, and there will be wind.")
        try scratch.update()
        #expect(try found(scratch) == ["a.html", "b.html", "c.html", "d.html"])
    }

    @Test func theSameAddressMakesCopiesOfTextsThatShareHalf() throws {
        let scratch = try ScratchFolder()
        let more = (0..<150).map { "more\($0)" }.joined(separator: " ")
        try scratch.write(page(url: "https://www.example.com/a/?utm_source=mail&id=3", end: "x"), to: "a.html")
        try scratch.write(page(url: "http://example.com/a?id=3#top", end: more), to: "b.html")
        try scratch.write(page(url: "https://example.com/a?id=4", end: more + " z"), to: "c.html")
        try scratch.update()
        #expect(try found(scratch) == ["b.html", "c.html"])
        #expect(try hidden(scratch, of: "b.html") == ["a.html"])
    }

    @Test func aWholeArticleIsFoundInsteadOfItsBeginning() throws {
        let scratch = try ScratchFolder()
        let address = "https://example.com/story"
        let rest = (0..<100).map { "rest\($0)" }.joined(separator: " ")
        try scratch.write(page(url: address, end: "subscribe"), to: "a.html")
        try scratch.update()
        #expect(try found(scratch) == ["a.html"])
        try scratch.write(page(url: address, end: rest), to: "b.html")
        try scratch.write(page(url: address, end: rest + " z"), to: "c.html")
        try scratch.update()
        // Of those that are as long, the first.
        #expect(try found(scratch) == ["b.html"])
        #expect(try hidden(scratch, of: "b.html") == ["a.html", "c.html"])
        #expect(try scratch.update().unchanged == 3)
        try scratch.remove("b.html")
        try scratch.update()
        #expect(try found(scratch) == ["c.html"])
        try scratch.remove("c.html")
        try scratch.update()
        #expect(try found(scratch) == ["a.html"])
        #expect(try hidden(scratch, of: "a.html") == [])
    }

    @Test func oneAddressAndOneTextMakeCopiesUnderAnyTitle() throws {
        let scratch = try ScratchFolder()
        let url = "https://example.com/a"
        try scratch.write(page(title: "Obituary", url: url, end: "x", count: 100), to: "a.html")
        try scratch.write(page(title: "Obituary", url: url + "?utm_source=mail", end: "x", count: 100), to: "b.html")
        try scratch.write(page(title: "A name is dead", url: url + "?fbclid=7", end: "x y", count: 100), to: "c.html")
        // Of one title alone, or of one address alone.
        try scratch.write(page(title: "Obituary", url: url + "2", end: "x", count: 100), to: "d.html")
        try scratch.write(page(title: "Quite another name", url: url, end: "x", from: 50, count: 100), to: "e.html")
        try scratch.update()
        #expect(try found(scratch) == ["a.html", "d.html", "e.html"])
        #expect(try hidden(scratch, of: "a.html") == ["b.html", "c.html"])
    }

    @Test func longTextsThatAreTheSameAreCopiesUnderAnyTitle() throws {
        let scratch = try ScratchFolder()
        func day(_ number: Int) -> String { "<meta property=article:published_time content=2025-03-0\(number)>" }
        try scratch.write(page(title: "Old quay", url: "https://a.example/1", end: "x"), to: "a.html")
        try scratch.write(page(title: "Stones for the quay", url: "https://b.example/2", end: "x"), to: "b.html")
        // One number differs, and another title tells of another thing.
        try scratch.write(page(title: "New quay", url: "https://b.example/3", end: "x 2"), to: "c.html")
        try scratch.update()
        #expect(try found(scratch) == ["a.html", "c.html"])
        #expect(try hidden(scratch, of: "a.html") == ["b.html"])
        // Of two days, they are what their titles say.
        for (name, number) in [("f.html", 1), ("g.html", 2)] {
            let text = page(title: "Report \(number)", end: "y", from: 2_000)
            try scratch.write(text.replacing("</head>", with: day(number) + "</head>"), to: name)
        }
        try scratch.update()
        #expect(try found(scratch) == ["a.html", "c.html", "f.html", "g.html"])
    }

    @Test func copiesOfCopiesStayTogetherWithTheFirst() throws {
        let scratch = try ScratchFolder()
        // By its title the second belongs to the first, by its address the third to the second.
        try scratch.write(page(end: "x"), to: "a.html")
        try scratch.write(page(url: "https://example.com/b", end: "x y"), to: "b.html")
        try scratch.write(page(title: "Dragons", url: "https://example.com/b", end: "x y"), to: "c.html")
        let summary = try scratch.update()
        #expect(try found(scratch) == ["a.html"])
        #expect(try hidden(scratch, of: "a.html") == ["b.html", "c.html"])
        #expect(try scratch.update().generation == summary.generation)
        try scratch.remove("a.html")
        try scratch.update()
        #expect(try found(scratch) == ["b.html"])
        #expect(try hidden(scratch, of: "b.html") == ["c.html"])
    }

    @Test func whenTheFoundCopyVanishesAnotherTakesItsPlace() throws {
        let scratch = try ScratchFolder()
        for name in ["a.html", "b.html", "c.html"] { try scratch.write(page(end: "the end"), to: name) }
        try scratch.update()
        try scratch.remove("a.html")
        let summary = try scratch.update()
        #expect(summary.removed == 1)
        #expect(summary.articles == 1)
        #expect(try found(scratch) == ["b.html"])
        #expect(try hidden(scratch, of: "b.html") == ["c.html"])
        let text = try #require(scratch.articles()[scratch.files + "/b.html"]?.text)
        #expect(String(decoding: text, as: UTF8.self).contains("the end"))
        // A copy that vanishes takes nothing along; one that changes is an article again.
        try scratch.write(page(title: "Quite another", end: "x", from: 9_000), to: "c.html")
        #expect(try scratch.update().changed == 1)
        #expect(try found(scratch) == ["b.html", "c.html"])
    }

    @Test func aCopyThatComesLaterIsHiddenOrTakesOverByItsName() throws {
        let scratch = try ScratchFolder()
        try scratch.write(page(end: "the end"), to: "m.html")
        try scratch.update()
        try scratch.write(page(end: "the end"), to: "z.html")
        #expect(try scratch.update().duplicates == 1)
        #expect(try found(scratch) == ["m.html"])
        try scratch.write(page(end: "the end"), to: "a.html")
        try scratch.update()
        #expect(try found(scratch) == ["a.html"])
        #expect(try hidden(scratch, of: "a.html") == ["m.html", "z.html"])
    }

    @Test func copiesAreKeptWhereTheUserWantsThem() throws {
        let scratch = try ScratchFolder()
        for name in ["a.html", "b.html"] { try scratch.write(page(end: "the end"), to: name) }
        var options = UpdateOptions()
        options.keepsDuplicates = true
        #expect(try scratch.update(options: options).articles == 2)
        // Changing one's mind takes effect with the next change.
        try scratch.write(page(title: "New", end: "x", from: 4_000), to: "n.html")
        #expect(try scratch.update().articles == 2)
        try scratch.write(page(title: "Newer", end: "x", from: 6_000), to: "o.html")
        #expect(try scratch.update(options: options).articles == 4)
    }

    @Test func recordsOfExportsAreNeverCopies() throws {
        let scratch = try ScratchFolder()
        let body = (0..<100).map { "word\($0)" }.joined(separator: " ")
        let lines = ["x", "y"].map { "{\"id\":\"\($0)\",\"title\":\"T\",\"body\":\"\(body)\"}\n" }.joined()
        try scratch.write(lines, to: "export.jsonl")
        #expect(try scratch.update().articles == 2)
    }

    @Test func eachCopyIsReportedWithItsOriginal() throws {
        let scratch = try ScratchFolder()
        for name in ["a.html", "b.html"] { try scratch.write(page(end: "the end"), to: name) }
        let met = Mutex<[MetArticle]>([])
        var options = UpdateOptions()
        options.onArticle = { article in met.withLock { $0.append(article) } }
        try scratch.update(options: options)
        let copies = met.withLock { $0.filter { $0.outcome == .duplicate } }
        #expect(copies.map(\.id) == [scratch.files + "/b.html"])
        #expect(copies.first?.original == scratch.files + "/a.html")
        #expect(met.withLock { $0.count } == 3)
    }
}
