import Foundation
import HZCollection
import HZIndex
import Testing

@Suite struct ContainerUpdateTests {
    private func record(_ address: String, _ words: String) -> String {
        let body = "<html><title>\(words)</title><body><p>Tells of \(words) at length.</p></body></html>"
        let answer = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body
        return "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: \(address)\r\nWARC-Date: 2025-09-13T08:00:00Z\r\n"
            + "Content-Type: application/http\r\nContent-Length: \(answer.utf8.count)\r\n\r\n" + answer + "\r\n\r\n"
    }

    @Test func membersAreAddedChangedAndRemovedWithTheirContainer() throws {
        let scratch = try ScratchFolder()
        let one = record("https://a.example/1", "lakes")
        let two = record("https://a.example/2", "robots")
        let path = try scratch.write(one + two, to: "crawl.warc")
        try scratch.write("Beside it.", to: "beside.txt")
        let first = try scratch.update()
        #expect(first.added == 3 && first.articles == 3)
        let article = try #require(scratch.articles()[path + "!https://a.example/1"])
        #expect(article.source == path)
        #expect(article.url == "https://a.example/1" && article.date == 20_250_913)
        let second = try scratch.update()
        #expect(second.unchanged == 3 && second.bytes == 0 && second.generation == first.generation)

        try scratch.write(
            one + record("https://a.example/2", "drones") + record("https://a.example/3", "chips"),
            to: "crawl.warc"
        )
        let third = try scratch.update()
        #expect(third.added == 1 && third.changed == 1 && third.unchanged == 2 && third.removed == 0)
        try scratch.write(record("https://a.example/3", "chips"), to: "crawl.warc")
        let fourth = try scratch.update()
        #expect(fourth.removed == 2 && fourth.articles == 2)
        try scratch.remove("crawl.warc")
        #expect(try scratch.update().removed == 1)
        #expect(try scratch.articles().count == 1)
    }

    @Test func aContainerThatIsCutOffLosesNothingThatWasReadBefore() throws {
        let scratch = try ScratchFolder()
        let whole = record("https://a.example/1", "lakes") + record("https://a.example/2", "robots")
        try scratch.write(whole, to: "crawl.warc")
        try scratch.update()
        try scratch.write(String(whole.dropLast(40)), to: "crawl.warc")
        let summary = try scratch.update()
        #expect(summary.skips[.damaged] == 1)
        #expect(summary.removed == 0 && summary.articles == 2)
        try scratch.write(whole, to: "crawl.warc")
        let healed = try scratch.update()
        #expect(healed.skips.total == 0 && healed.articles == 2)
    }
}
