import Foundation
import HZClient
import HZJSON
import HZSearch
import NIOHTTP1
import Testing

@testable import HZDaemon

@Suite struct WebTests {
    private func request(_ fields: [(String, String)], uri: String = "/v1/search?q=a") -> HTTPRequestHead {
        HTTPRequestHead(version: .http1_1, method: .GET, uri: uri, headers: HTTPHeaders(fields))
    }

    @Test(arguments: ["127.0.0.1:8410", "localhost:8410", "LocalHost:8410", "[::1]:8410"])
    func ourOwnNamesAreLetIn(host: String) {
        let gate = WebGate(host: "127.0.0.1", port: 8410, token: nil, isOpen: false)
        #expect(gate.refusal(of: request([("Host", host)])) == nil)
        #expect(gate.refusal(of: request([("Host", host), ("Origin", "http://" + host)])) == nil)
        #expect(gate.refusal(of: request([("Host", host), ("Sec-Fetch-Site", "same-origin")])) == nil)
    }

    @Test(
        arguments: [
            [], [("Host", "evil.example")], [("Host", "evil.example:8410")], [("Host", "127.0.0.1")],
            [("Host", "127.0.0.1:8411")], [("Host", "127.0.0.1:8410"), ("Host", "evil.example")],
            [("Host", "127.0.0.1:8410.evil.example")], [("Host", "127.0.0.1:8410"), ("Origin", "null")],
            [("Host", "127.0.0.1:8410"), ("Origin", "http://evil.example")],
            [("Host", "127.0.0.1:8410"), ("Origin", "http://127.0.0.1:8411")],
            [("Host", "127.0.0.1:8410"), ("Sec-Fetch-Site", "cross-site")],
            [("Host", "127.0.0.1:8410"), ("Sec-Fetch-Site", "same-site"), ("Sec-Fetch-Mode", "navigate")],
        ] as [[(String, String)]]
    )
    func pagesOfOthersAreKeptOut(fields: [(String, String)]) {
        let gate = WebGate(host: "127.0.0.1", port: 8410, token: nil, isOpen: false)
        #expect(gate.refusal(of: request(fields))?.status == .forbidden)
    }

    @Test(
        arguments: [
            ("http://127.0.0.1:8410/v1/status", "/v1/status", "127.0.0.1:8410"),
            ("HTTP://localhost:8410?q=a", "/?q=a", "localhost:8410"), ("http://evil.example", "/", "evil.example"),
            ("http://user@127.0.0.1:8410/", "/", "user@127.0.0.1:8410"), ("/v1/status", "/v1/status", "127.0.0.1:8410"),
            ("/http://evil.example/", "/http://evil.example/", "127.0.0.1:8410"), ("*", "*", "127.0.0.1:8410"),
        ]
    )
    func aWholeAddressIsATargetWhoseHostCounts(uri: String, path: String, host: String) {
        let head = request([("Host", "127.0.0.1:8410")], uri: uri).inOriginForm
        #expect(head.uri == path)
        #expect(head.headers["host"] == [host])
        let gate = WebGate(host: "127.0.0.1", port: 8410, token: nil, isOpen: false)
        #expect((gate.refusal(of: head) == nil) == ["127.0.0.1:8410", "localhost:8410"].contains(host))
    }

    @Test func aWholeAddressIsAnsweredAsItsPathIs() throws {
        let daemon = try TestDaemon(articles: 1)
        var client = try RawClient(daemon)
        for path in ["/v1/status", "http://hz/v1/status"] {
            try client.send(get(path))
            #expect(try client.receive()?.status == 200)
        }
    }

    @Test func aLinkToThePageMayBeFollowedFromAnywhere() {
        let gate = WebGate(host: "127.0.0.1", port: 8410, token: nil, isOpen: false)
        let visit = [
            ("Host", "127.0.0.1:8410"), ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "navigate"),
            ("Sec-Fetch-Dest", "document"),
        ]
        #expect(gate.refusal(of: request(visit, uri: "/?q=robot")) == nil)
        #expect(gate.refusal(of: request(visit, uri: "/v1/search?q=robot"))?.status == .forbidden)
    }

    @Test func aTokenOpensTheInterfaceAndNothingElseDoes() {
        let gate = WebGate(host: "0.0.0.0", port: 80, token: "secret", isOpen: true)
        #expect(gate.refusal(of: request([("Host", "nas.home")])) == nil)
        for value in ["", "secret", "Bearer", "Bearer ", "Bearer secre", "Bearer secrets", "Basic secret"] {
            #expect(gate.refusalWithoutToken(request([("Authorization", value)]))?.status == .unauthorized, "\(value)")
        }
        #expect(gate.refusalWithoutToken(request([("Authorization", "Bearer secret")])) == nil)
        #expect(gate.refusalWithoutToken(request([("authorization", "bearer secret")])) == nil)
    }

    @Test(
        arguments: [
            ("127.0.0.1:8410", "127.0.0.1", 8410), ("[::1]:0", "::1", 0), ("localhost:80", "127.0.0.1", 80),
            ("8410", "127.0.0.1", 8410), ("0.0.0.0:8410", "0.0.0.0", 8410),
        ]
    )
    func anAddressIsHostAndPort(text: String, host: String, port: Int) {
        let address = WebAddress(text)
        #expect(address?.host == host && address?.port == port)
    }

    @Test(arguments: ["", ":", "a.example:80", "127.0.0.1", "127.0.0.1:65536", "::1:80", "127.0.0.1:+80", ":80", "-1"])
    func whatIsNoAddressIsRefused(text: String) {
        #expect(WebAddress(text) == nil)
    }

    @Test func anAddressThatOthersReachNeedsAToken() throws {
        let folder = try TestDaemon.scratch()
        try TestDaemon.commit(0..<1, to: folder)
        var configuration = TestDaemon.configuration(folder)
        configuration.web = WebAddress("0.0.0.0:0")
        #expect(throws: DaemonError.tokenNeeded(host: "0.0.0.0")) {
            _ = try Daemon(configuration: configuration, logger: TestDaemon.quiet)
        }
    }

    @Test func thePageIsServedWithAStrictPolicyAndRememberedByItsTag() throws {
        let daemon = try TestDaemon(articles: 1)
        var client = try RawClient(daemon)
        for (path, type) in [
            ("/", "text/html"), ("/page.css", "text/css"), ("/page.js", "text/javascript"),
            ("/filters.js", "text/javascript"), ("/reader.js", "text/javascript"),
        ] {
            try client.send(get(path))
            let page = try #require(try client.receive())
            #expect(page.status == 200)
            #expect(page.fields["content-type"]?.hasPrefix(type) == true)
            let policy = try #require(page.fields["content-security-policy"])
            #expect(policy.contains("default-src 'none'") && !policy.contains("unsafe"))
            let tag = try #require(page.fields["etag"])
            let stream = try daemon.connect()
            let fields = "Host: hz\r\nIf-None-Match: \(tag)\r\nConnection: close"
            try stream.write(Array("GET \(path) HTTP/1.1\r\n\(fields)\r\n\r\n".utf8))
            var answer: [UInt8] = []
            while try stream.read(into: &answer) {}
            #expect(String(decoding: answer, as: UTF8.self).hasPrefix("HTTP/1.1 304 "))
        }
    }

    @Test func thePageOfTheProgramIsThePageOfTheSources() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../Sources/HZDaemon/Page")
        for (name, text) in [
            ("page.html", PageText.html), ("page.css", PageText.css), ("page.js", PageText.js),
            ("filters.js", PageText.filters), ("reader.js", PageText.reader),
        ] {
            let source = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
            #expect(text == source, "run Scripts/generate-page")
        }
    }

    @Test func thePageHoldsNoInlineCodeAndMakesNoMarkup() {
        #expect(!PageText.html.contains(/\son[a-z]+=|style=|<script>|<style>|javascript:/))
        for text in [PageText.html, PageText.css, PageText.js, PageText.filters, PageText.reader] {
            #expect(!text.contains(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(/))
            #expect(!text.contains("://"))
        }
    }

    @Test func anArticleIsGivenAsItIsStoredWithMatchesMarked() throws {
        let daemon = try TestDaemon(articles: 3)
        let json = try daemon.client.get(
            ArticleTarget.target(id: "/articles/2.txt", marking: SearchRequest(query: "dancing"))
        )
        let article = try JSONValue(parsing: json)
        #expect(article["title"]?.string == "Robot number2")
        let block = article["blocks"]?[0]
        #expect(block?["zone"]?.string == "main")
        #expect(block?["text"]?.string == "A robot called number2 dances in hall 2.")
        #expect(block?["highlights"]?[0]?[0]?.int == 23)
        #expect(block?["highlights"]?[0]?[1]?.int == 29)
        #expect(article["highlights"]?.array?.isEmpty == true)
    }

    @Test func anArticleThatIsNotThereIsAnError() throws {
        let daemon = try TestDaemon(articles: 1)
        for (target, status) in [("/v1/article?id=/none", 404), ("/v1/article", 400), ("/v1/article?id=a&x=1", 400)] {
            #expect(try daemon.client.response(to: Array(target.utf8)).status == status, "\(target)")
        }
    }

    @Test func metricsCountWhatWasAsked() throws {
        let daemon = try TestDaemon(articles: 3)
        for _ in 0..<5 { _ = try daemon.client.search(SearchRequest(query: "robot")) }
        let text = String(decoding: try daemon.client.get(Array("/v1/metrics".utf8)), as: UTF8.self)
        #expect(text.contains("hzsearch_requests_total{path=\"/v1/search\"} 5\n"))
        #expect(text.contains("hzsearch_request_seconds_count 5\n"))
        #expect(text.contains("hzsearch_articles 3\n"))
        let line = /(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+({[a-z]+="[^"]*"})? [0-9.e+-]+)/
        for row in text.split(separator: "\n") { #expect(row.wholeMatch(of: line) != nil, "\(row)") }
    }

    @Test func reloadingIsAskedForByPost() throws {
        let daemon = try TestDaemon(articles: 3)
        var client = try RawClient(daemon)
        try client.send(get("/v1/reload") + "POST /v1/reload HTTP/1.1\r\nHost: hz\r\n\r\n")
        #expect(try client.receive()?.status == 405)
        #expect(try client.receive()?.status == 200)
    }

    @Test func theDocumentKnowsEveryPathAndEveryCode() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../docs/API.md")
        let text = try String(contentsOf: file, encoding: .utf8)
        for endpoint in Routes.endpoints {
            #expect(text.contains("### \(endpoint.method.rawValue) \(endpoint.path)\n"), "\(endpoint.path)")
        }
        for code in ErrorCode.allCases {
            let row = text.split(separator: "\n").first {
                $0.hasPrefix("| \(code.status.code)") && $0.contains("`\(code.rawValue)`")
            }
            #expect(row != nil, "\(code)")
        }
    }
}
