import Foundation
import HZClient
import HZJSON
import HZSearch
import Testing

@testable import HZDaemon

@Suite struct DaemonTests {
    private func ids(_ json: [UInt8]) throws -> [String] {
        let hits = try #require(JSONValue(parsing: json)["hits"]?.array)
        return hits.compactMap { $0["id"]?.string }
    }

    @Test func searchesAreAnswered() throws {
        let daemon = try TestDaemon()
        var request = SearchRequest(query: "robot number7")
        #expect(try ids(daemon.client.search(request)).first == "/articles/7.txt")
        request.options.mode = .all
        #expect(try ids(daemon.client.search(request)) == ["/articles/7.txt"])
        request = SearchRequest(query: "robot")
        request.limit = 3
        #expect(try ids(daemon.client.search(request)).count == 3)
    }

    @Test func statusTellsWhatIsServed() throws {
        let daemon = try TestDaemon(articles: 5)
        let status = try JSONValue(parsing: daemon.client.status())
        #expect(status["articles"]?.int == 5)
        #expect(status["index"]?.string == daemon.folder)
        #expect(status["daemon"]?["process"]?.int == Int(getpid()))
    }

    @Test func oneConnectionServesManyRequests() throws {
        let daemon = try TestDaemon()
        var client = try RawClient(daemon)
        for number in 0..<200 {
            try client.send(get("/v1/search?q=number\(number % 20)"))
            let response = try #require(try client.receive())
            #expect(response.status == 200)
            #expect(try ids(response.body) == ["/articles/\(number % 20).txt"])
        }
    }

    @Test func pipelinedRequestsAreAnsweredInOrder() throws {
        let daemon = try TestDaemon()
        var client = try RawClient(daemon)
        try client.send((0..<1000).map { get("/v1/search?q=number\($0 % 20)&limit=1") }.joined())
        for number in 0..<1000 {
            let response = try #require(try client.receive())
            #expect(try ids(response.body) == ["/articles/\(number % 20).txt"])
        }
    }

    @Test func searchesThatNeedAWorkerKeepTheirPlaceInThePipeline() throws {
        let daemon = try TestDaemon {
            $0.loopBudget = .zero
            $0.answerMemory = 0
        }
        var client = try RawClient(daemon)
        try client.send((0..<300).map { get($0 % 3 == 0 ? "/v1/status" : "/v1/search?q=number\($0 % 20)") }.joined())
        for number in 0..<300 {
            let response = try #require(try client.receive())
            #expect(response.status == 200)
            if number % 3 != 0 { #expect(try ids(response.body) == ["/articles/\(number % 20).txt"]) }
        }
        let status = try JSONValue(parsing: daemon.client.status())
        #expect(status["daemon"]?["moved_to_workers"]?.int == 200)
    }

    @Test func whatIsAskedAgainIsAnsweredFromMemoryUntilTheNextCommit() throws {
        let daemon = try TestDaemon(articles: 5)
        let target = Array("/v1/search?q=robot".utf8)
        let first = try daemon.client.response(to: target)
        let second = try daemon.client.response(to: target)
        #expect(second.body == first.body)
        let metrics = try String(decoding: daemon.client.response(to: Array("/v1/metrics".utf8)).body, as: UTF8.self)
        #expect(metrics.contains("\nhzsearch_searches_repeated_total 1\n"))
        try TestDaemon.commit(5..<9, to: daemon.folder)
        let third = try daemon.client.response(to: target)
        #expect(try ids(third.body).count == 9)
    }

    @Test func aSearchWithoutTimeIsAnError() throws {
        let daemon = try TestDaemon {
            $0.loopBudget = .zero
            $0.searchLimit = .zero
        }
        #expect(throws: ClientError.self) { try daemon.client.search(SearchRequest(query: "robot")) }
        let response = try daemon.client.response(to: Array("/v1/search?q=robot".utf8))
        #expect(response.status == 504)
    }

    @Test func manyClientsAtOnceGetTheirOwnAnswers() async throws {
        let daemon = try TestDaemon(articles: 40)
        let client = daemon.client
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<64 {
                group.addTask {
                    for round in 0..<10 {
                        let wanted = (number + round) % 40
                        let json = try client.search(SearchRequest(query: "number\(wanted)"))
                        let hits = try #require(JSONValue(parsing: json)["hits"]?.array)
                        #expect(hits.first?["id"]?.string == "/articles/\(wanted).txt")
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    @Test func aCommitIsServedByTheNextRequestWithoutADroppedOne() throws {
        let daemon = try TestDaemon(articles: 3)
        var client = try RawClient(daemon)
        for count in 4..<12 {
            try TestDaemon.commit(0..<count, to: daemon.folder)
            try client.send(get("/v1/search?q=number\(count - 1)"))
            let response = try #require(try client.receive())
            #expect(try ids(response.body) == ["/articles/\(count - 1).txt"])
        }
    }

    @Test func stoppingAnswersWhatIsInFlightAndRemovesTheSocket() async throws {
        let daemon = try TestDaemon { $0.loopBudget = .zero }
        var client = try RawClient(daemon)
        try client.send(get("/v1/search?q=robot"))
        #expect(try client.receive()?.status == 200)
        try client.send(get("/v1/search?q=robot"))
        try await daemon.stop()
        #expect(try client.receive()?.status == 200)
        #expect(try client.receive() == nil)
        #expect(!FileManager.default.fileExists(atPath: daemon.socket))
        #expect(throws: ClientError.noDaemon(socket: daemon.socket)) { try daemon.client.status() }
    }

    @Test func stoppingWhileARequestArrivesHangsUp() async throws {
        let head = "POST /v1/reload HTTP/1.1\r\nContent-Length: 9\r\n\r\n"
        for beginning in ["G", "GET /v1/sta", "GET /v1/status HTTP/1.1\r\nHost:", head] {
            let daemon = try TestDaemon(articles: 1)
            var client = try RawClient(daemon)
            try client.send(get("/v1/status"))
            #expect(try client.receive()?.status == 200)
            try client.send(beginning)
            // Another client's answer says that the beginning has been read.
            #expect(try daemon.client.response(to: Array("/v1/status".utf8)).status == 200)
            try await daemon.stop()
            #expect(try client.receive()?.status ?? 400 >= 400)
        }
    }
}
