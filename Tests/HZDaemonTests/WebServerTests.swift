import Foundation
import HZJSON
import Testing

@testable import HZDaemon

/// The web address, over TCP as browsers come.
@Suite struct WebServerTests {
    private func daemon(token: String? = nil) throws -> TestDaemon {
        try TestDaemon(articles: 3) {
            $0.web = WebAddress("127.0.0.1:0")
            $0.token = token
        }
    }

    /// The answer to one request as text.
    private func answer(_ target: String, _ fields: [String] = [], at url: String, host: String? = nil) throws -> String
    {
        let port = try #require(URLComponents(string: url)?.port)
        let client = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(client) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let connected = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe connect(client, $0, size) }
        }
        try #require(connected == 0)
        let head = ["GET \(target) HTTP/1.1", "Host: \(host ?? "127.0.0.1:\(port)")", "Connection: close"] + fields
        let request = Array((head.joined(separator: "\r\n") + "\r\n\r\n").utf8)
        #expect(unsafe send(client, request, request.count, 0) == request.count)
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = unsafe recv(client, &piece, piece.count, 0)
            guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
            bytes += piece.prefix(count)
        }
    }

    @Test func browsersGetThePageAndItsAnswers() throws {
        let daemon = try daemon()
        let url = try #require(daemon.url)
        #expect(try answer("/", at: url).contains(PageText.html))
        let found = try answer("/v1/search?q=number2", at: url)
        #expect(found.hasPrefix("HTTP/1.1 200") && found.contains("/articles/2.txt"))
        #expect(found.contains("Cache-Control: no-store\r\n") && found.contains("X-Content-Type-Options: nosniff\r\n"))
        #expect(try answer("/page.html", at: url).hasPrefix("HTTP/1.1 404"))
    }

    @Test func otherNamesAndOtherPagesAreKeptOut() throws {
        let daemon = try daemon()
        let url = try #require(daemon.url)
        for target in ["/", "/v1/search?q=robot", "/none"] {
            let rebound = try answer(target, at: url, host: "evil.example")
            #expect(rebound.hasPrefix("HTTP/1.1 403") && rebound.contains("foreign_host"), "\(rebound)")
        }
        let foreign = try answer("/v1/search?q=robot", ["Origin: http://evil.example"], at: url)
        #expect(foreign.hasPrefix("HTTP/1.1 403") && foreign.contains("foreign_origin"))
    }

    @Test func withATokenOnlyThePageIsForEveryone() throws {
        let daemon = try daemon(token: "secret")
        let url = try #require(daemon.url)
        #expect(try answer("/", at: url).hasPrefix("HTTP/1.1 200"))
        let refused = try answer("/v1/search?q=robot", at: url)
        #expect(refused.hasPrefix("HTTP/1.1 401") && refused.contains("token_needed"))
        #expect(!refused.contains("/articles/"))
        let allowed = try answer("/v1/search?q=robot", ["Authorization: Bearer secret"], at: url)
        #expect(allowed.hasPrefix("HTTP/1.1 200") && allowed.contains("/articles/2.txt"))
    }

    @Test func aDaemonWithoutWebAddressHasNone() throws {
        #expect(try TestDaemon(articles: 1).url == nil)
    }
}
