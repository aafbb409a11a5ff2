import Foundation
import HZClient
import HZCollection
import HZJSON
import HZStorage
import NIOCore
import NIOPosix
import Testing

@testable import HZDaemon

/// What the daemon answers where it can't do what was asked.
@Suite struct ErrorAnswerTests {
    private func answer(
        _ target: String,
        _ daemon: TestDaemon,
        by method: String = "GET"
    ) throws -> (status: Int, code: String?, body: JSONValue) {
        var client = try RawClient(daemon)
        try client.send("\(method) \(target) HTTP/1.1\r\nHost: hz\r\n\r\n")
        let response = try #require(try client.receive())
        let body = try JSONValue(parsing: response.body)
        return (response.status, body["error"]?["code"]?.string, body)
    }

    @Test(
        arguments: [
            ("/v1/why?q=robot", 400, "missing_id"), ("/v1/why?id=/articles/1.txt", 400, "missing_query"),
            ("/v1/why?q=robot&id=/none", 404, "no_article"), ("/v1/similar", 400, "missing_id"),
            ("/v1/similar?id=/none", 404, "no_article"), ("/v1/article?id=/none", 404, "no_article"),
            ("/v1/article?id=/articles/1.txt&q=%28&strict=true", 400, "bad_query"),
            ("/v1/concordance", 400, "missing_query"), ("/v1/concordance?q=robot&width=1001", 400, "bad_value"),
            ("/v1/suggest", 400, "missing_query"), ("/v1/suggest?q=r&limit=0", 400, "bad_value"),
            ("/v1/suggest?q=r&mode=any", 400, "unknown_parameter"), ("/v1/status?x=1", 400, "unknown_parameter"),
            ("/v1/metrics?x", 400, "unknown_parameter"), ("/v1/search?q=%28&strict=true", 400, "bad_query"),
            ("/v1/search?q=robot&after=soon", 400, "bad_value"), ("/v1/index", 405, "method_not_allowed"),
            ("/v1/reload", 405, "method_not_allowed"),
        ]
    )
    func everyMistakeHasItsCode(target: String, status: Int, code: String) throws {
        let answer = try answer(target, TestDaemon(articles: 3))
        #expect(answer.status == status && answer.code == code, "\(answer)")
    }

    @Test(arguments: [
        "/v1/search?q=robot", "/v1/search?q=r*t&facets=year", "/v1/suggest?q=ro", "/v1/why?q=r*t&id=/articles/1.txt",
        "/v1/similar?id=/articles/1.txt&q=/r.*t/", "/v1/similar?id=/articles/1.txt", "/v1/concordance?q=robot",
        "/v1/article?id=/articles/1.txt&q=r*t",
    ])
    func whatTakesTooLongIsGivenUp(target: String) throws {
        let daemon = try TestDaemon(articles: 3) {
            $0.loopBudget = .zero
            $0.searchLimit = .zero
        }
        let answer = try answer(target, daemon)
        #expect(answer.status == 504 && answer.code == "timed_out", "\(answer)")
    }

    @Test func aCommitThatCannotBeOpenedIsToldAndTheOneBeforeServed() throws {
        let daemon = try TestDaemon(articles: 3) { $0.sentence = { _ in "it fell over" } }
        let names = try FileManager.default.contentsOfDirectory(atPath: daemon.folder)
        let newest = try #require(names.first { $0.hasPrefix("manifest-") })
        let manifest = daemon.folder + "/" + newest.dropLast() + "9"
        #expect(FileManager.default.createFile(atPath: manifest, contents: Data("no manifest".utf8)))
        let answer = try answer("/v1/reload", daemon, by: "POST")
        #expect(answer.status == 500 && answer.code == "index_failure", "\(answer)")
        #expect(answer.body["error"]?["message"]?.string == "The index can't be read: it fell over.")
        let status = try JSONValue(parsing: daemon.client.status())
        #expect(status["failure"]?.string == "it fell over" && status["articles"]?.int == 3)
        #expect(try daemon.client.search(.init(query: "number2")).isEmpty == false)
        try FileManager.default.removeItem(atPath: manifest)
        #expect(try self.answer("/v1/reload", daemon, by: "POST").status == 200)
        #expect(try JSONValue(parsing: daemon.client.status())["failure"]?.string == nil)
    }

    @Test func anIndexOfNothingThatIsKnownHasNothingToUpdate() throws {
        for updating in [UpdateOptions?.none, UpdateOptions()] {
            let daemon = try TestDaemon(articles: 1) { $0.updating = updating }
            let answer = try answer("/v1/index", daemon, by: "POST")
            #expect(answer.status == 409 && answer.code == "nothing_to_update", "\(answer)")
        }
    }

    @Test func anUpdateThatIsAskedForIsMade() throws {
        let daemon = try TestDaemon(articles: 1) { $0.updating = UpdateOptions() }
        let articles = daemon.folder + "-articles"
        defer { try? FileManager.default.removeItem(atPath: articles) }
        try FileManager.default.createDirectory(atPath: articles, withIntermediateDirectories: true)
        try Data("A zanzibar of articles".utf8).write(to: URL(fileURLWithPath: articles + "/a.txt"))
        _ = try CollectionUpdater(directory: FileSystemDirectory(opening: daemon.folder)).update([articles])
        try Data("A timbuktu of articles".utf8).write(to: URL(fileURLWithPath: articles + "/b.txt"))
        let answer = try answer("/v1/index", daemon, by: "POST")
        #expect(answer.status == 202 && answer.body["updates"]?["watching"] != nil, "\(answer)")
        var updates = 0
        for _ in 0..<600 where updates == 0 {
            usleep(50_000)
            updates = try JSONValue(parsing: daemon.client.status())["updates"]?["updates"]?.int ?? 0
        }
        #expect(updates == 1)
        let found = try JSONValue(parsing: daemon.client.search(.init(query: "timbuktu")))
        #expect(found["hits"]?.array?.count == 1)
        let metrics = String(decoding: try daemon.client.get(Array("/v1/metrics".utf8)), as: UTF8.self)
        #expect(metrics.contains("\nhzsearch_updates_total 1\n"))
    }

    @Test func searchesThatTheQueueHasNoRoomForAreRefusedAtOnce() async throws {
        let loops = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let queue = WorkerQueue(threads: 1, limit: 1)
        let gate = DispatchSemaphore(value: 0)
        let first = queue.run(on: loops.next()) { gate.wait() }
        let second = queue.run(on: loops.next()) { 2 }
        await #expect(throws: WorkerQueue.Full.self) { try await queue.run(on: loops.next()) { 3 }.get() }
        gate.signal()
        try await first.get()
        #expect(try await second.get() == 2)
        #expect(try await queue.run(on: loops.next()) { 4 }.get() == 4, "there is room again")
        try await queue.stop()
        try await loops.shutdownGracefully()
    }
}
