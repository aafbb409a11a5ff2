import Foundation
import HZClient
import HZJSON
import Testing

@testable import HZDaemon

@Suite struct HostileClientTests {
    private func code(_ response: HTTPResponse?) throws -> String? {
        try JSONValue(parsing: response?.body ?? [])["error"]?["code"]?.string
    }

    @Test(
        arguments: [
            ("/v1/search", 400, "missing_query"), ("/v1/search?limit=3", 400, "missing_query"),
            ("/v1/search?q=a&q=b", 400, "repeated_parameter"), ("/v1/search?q=a&lmit=3", 400, "unknown_parameter"),
            ("/v1/search?q=a&limit=-1", 400, "bad_value"), ("/v1/search?q=a&limit=10001", 400, "bad_value"),
            ("/v1/search?q=a&limit=99999999999999999999", 400, "bad_value"),
            ("/v1/search?q=a&sort=up", 400, "bad_value"), ("/v1/search?q=%zz", 400, "bad_encoding"),
            ("/v1/search?q=%", 400, "bad_encoding"), ("/page", 404, "not_found"), ("/v2/search?q=a", 404, "not_found"),
            ("/v1/search/?q=a", 404, "not_found"), ("*", 404, "not_found"),
        ]
    )
    func aBadTargetGetsItsOwnCode(target: String, status: Int, expected: String) throws {
        let daemon = try TestDaemon(articles: 1)
        var client = try RawClient(daemon)
        try client.send(get(target) + get("/v1/status"))
        let response = try client.receive()
        #expect(response?.status == status)
        #expect(try code(response) == expected)
        #expect(try client.receive()?.status == 200, "the connection goes on")
    }

    @Test func otherMethodsAreRefusedAndBodiesDropped() throws {
        let daemon = try TestDaemon(articles: 1)
        var client = try RawClient(daemon)
        try client.send(
            "POST /v1/search?q=a HTTP/1.1\r\nHost: hz\r\nContent-Length: 5\r\n\r\nhello" + get("/v1/status")
        )
        #expect(try code(client.receive()) == "method_not_allowed")
        #expect(try client.receive()?.status == 200)
    }

    @Test func aHeadRequestGetsNoBody() throws {
        let daemon = try TestDaemon(articles: 1)
        let stream = try daemon.connect()
        try stream.write(Array("HEAD /v1/status HTTP/1.1\r\nHost: hz\r\nConnection: close\r\n\r\n".utf8))
        var bytes: [UInt8] = []
        while try stream.read(into: &bytes) {}
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.hasPrefix("HTTP/1.1 200"))
        #expect(text.hasSuffix("\r\n\r\n"))
    }

    @Test(
        arguments: [
            "hello\r\n\r\n", "GET\r\n\r\n", "\u{0}\u{1}\u{2}", "GET / HTTP/9.9\r\n\r\n",
            "GET / HTTP/1.1\r\nbad header\r\n\r\n",
            "GET /v1/status HTTP/1.1\r\nContent-Length: x\r\n\r\n", "{\"q\":\"robot\"}\n",
            "GET /v1/status HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        ]
    )
    func whatIsNotHTTPIsRefusedAndHungUpOn(text: String) throws {
        let daemon = try TestDaemon(articles: 1)
        var client = try RawClient(daemon)
        try client.send(text)
        var last: HTTPResponse?
        while let response = try client.receive() { last = response }
        #expect(last?.status ?? 400 >= 200)
        #expect(try daemon.client.response(to: Array("/v1/status".utf8)).status == 200, "others are served")
    }

    @Test func aTargetInPlainUTF8IsToldToBePercentEncoded() throws {
        let daemon = try TestDaemon(articles: 1)
        var client = try RawClient(daemon)
        try client.send(get("/v1/search?q=杭州"))
        let response = try client.receive()
        #expect(response?.status == 400)
        let message = try JSONValue(parsing: response?.body ?? [])["error"]?["message"]?.string
        #expect(message?.contains("percent-encode") == true, "\(message ?? "")")
    }

    @Test func headsBeyondTheLimitAreRefused() throws {
        let daemon = try TestDaemon(articles: 1)
        for request in [
            "GET /v1/search?q=\(String(repeating: "a", count: 200_000)) HTTP/1.1\r\nHost: hz\r\n\r\n",
            "GET /v1/status HTTP/1.1\r\nX: \(String(repeating: "a", count: 200_000))\r\n\r\n",
            "GET /v1/status HTTP/1.1\r\n" + String(repeating: "X: a\r\n", count: 30_000) + "\r\n",
        ] {
            var client = try RawClient(daemon)
            // The daemon may hang up before all is sent.
            try? client.send(request)
            let response = try client.receive()
            #expect(response == nil || response?.status == 431 || response?.status == 400)
        }
        #expect(try daemon.client.response(to: Array("/v1/status".utf8)).status == 200)
    }

    @Test(
        arguments: [
            (65_536, 404, "not_found"), (65_537, 414, "target_too_long"), (131_000, 414, "target_too_long"),
            (131_073, 431, "head_too_large"),
        ]
    )
    func aTargetThatIsTooLongIsSaidSo(length: Int, status: Int, expected: String) throws {
        let daemon = try TestDaemon(articles: 1)
        var client = try RawClient(daemon)
        try client.send(get("/" + String(repeating: "a", count: length - 1)))
        let response = try client.receive()
        #expect(response?.status == status)
        #expect(try code(response) == expected)
        try? client.send(get("/v1/status"))
        #expect(try client.receive()?.status == (status == 431 ? nil : 200), "431 is the last answer")
    }

    @Test func aQueryOfSixtyThousandBytesIsAnswered() throws {
        let daemon = try TestDaemon(articles: 3)
        let query = String(repeating: "(", count: 60_000)
        let response = try daemon.client.response(to: Array("/v1/search?q=\(query)".utf8))
        #expect([200, 400, 504].contains(response.status))
    }

    @Test func thousandsOfRequestsBehindASlowOneDoNotUseUpTheStack() throws {
        let daemon = try TestDaemon(articles: 1) { $0.loopBudget = .zero }
        var client = try RawClient(daemon)
        // Short enough that all of them wait in one piece behind the search.
        let behind = 2500
        try client.send(
            "GET /v1/search?q=robot HTTP/1.1\r\n\r\n" + String(repeating: "GET /none HTTP/1.1\r\n\r\n", count: behind)
        )
        #expect(try client.receive()?.status == 200)
        for _ in 0..<behind { #expect(try client.receive()?.status == 404) }
    }

    @Test func silentAndTricklingClientsAreHungUpOn() throws {
        let daemon = try TestDaemon(articles: 1) {
            $0.idleLimit = .milliseconds(300)
            $0.requestLimit = .milliseconds(300)
        }
        var silent = try RawClient(daemon)
        var trickling = try RawClient(daemon)
        try trickling.send("GET /v1/sta")
        #expect(try silent.receive() == nil)
        #expect(try trickling.receive() == nil)
        #expect(try daemon.client.response(to: Array("/v1/status".utf8)).status == 200)
    }

    @Test func aClientThatNeverReadsIsHungUpOnAndDisturbsNobody() throws {
        let daemon = try TestDaemon(articles: 20) { $0.writeLimit = .milliseconds(300) }
        let greedy = try daemon.connect()
        let requests = Array(String(repeating: get("/v1/search?q=robot&limit=20"), count: 200).utf8)
        var isCutOff = false
        for _ in 0..<1000 where !isCutOff {
            do { try greedy.write(requests) } catch { isCutOff = true }
        }
        #expect(isCutOff)
        #expect(try daemon.client.response(to: Array("/v1/status".utf8)).status == 200)
    }

    @Test func clientsThatHangUpMidwayLeaveNothingBehind() throws {
        let daemon = try TestDaemon(articles: 1) { $0.loopBudget = .zero }
        for round in 0..<100 {
            let client = try RawClient(daemon)
            try client.send(round % 2 == 0 ? "GET /v1/search?q=ro" : get("/v1/search?q=robot"))
        }
        var open = Int.max
        for _ in 0..<200 where open > 0 {
            let status = try JSONValue(parsing: daemon.client.status())
            // The connection that asks is one of them.
            open = try #require(status["daemon"]?["connections"]?.int) - 1
            if open > 0 { usleep(20_000) }
        }
        #expect(open == 0)
    }

    @Test func moreConnectionsThanAllowedAreRefusedAtOnce() throws {
        let daemon = try TestDaemon(articles: 1) { $0.connections = 4 }
        var held: [HeldClient] = []
        for _ in 0..<4 {
            let client = try HeldClient(daemon)
            #expect(try client.ask()?.status == 200)
            held.append(client)
        }
        #expect(try HeldClient(daemon).ask() == nil)
        #expect(try held[0].ask()?.status == 200)
    }
}

/// A raw client that an array can hold.
private final class HeldClient {
    private var client: RawClient

    init(_ daemon: TestDaemon) throws {
        client = try RawClient(daemon)
    }

    func ask() throws -> HTTPResponse? {
        try? client.send(get("/v1/status"))
        return try client.receive()
    }
}
