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

    /// A connection to the port of an address.
    private func connect(to url: String) throws -> (client: Int32, port: Int) {
        let port = try #require(URLComponents(string: url)?.port)
        let client = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let connected = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe Foundation.connect(client, $0, size)
            }
        }
        try #require(connected == 0)
        return (client, port)
    }

    /// The answer to one request as text.
    private func answer(_ target: String, _ fields: [String] = [], at url: String, host: String? = nil) throws -> String
    {
        let (client, port) = try connect(to: url)
        defer { close(client) }
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

    /// The port of one end of a connection over TCP, as `ask` tells it; nil for another kind of descriptor.
    private func port(
        of descriptor: Int32,
        _ ask: (Int32, UnsafeMutablePointer<sockaddr>, UnsafeMutablePointer<socklen_t>) -> Int32
    ) -> UInt16? {
        var address = sockaddr_in()
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let answer = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe ask(descriptor, $0, &size) }
        }
        return answer == 0 && address.sin_family == sa_family_t(AF_INET) ? address.sin_port : nil
    }

    private func option(_ name: Int32, _ level: Int32, of descriptor: Int32) -> Int32? {
        var value = Int32(0)
        var size = socklen_t(MemoryLayout<Int32>.size)
        return unsafe getsockopt(descriptor, level, name, &value, &size) == 0 ? value : nil
    }

    @Test func connectionsSendAtOnceAndAskForNothingThatOnlyRootMay() throws {
        let daemon = try daemon()
        let (client, port) = try connect(to: try #require(daemon.url))
        defer { close(client) }
        // Answered: the daemon has taken the connection in.
        let request = Array("GET / HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\n\r\n".utf8)
        #expect(unsafe send(client, request, request.count, 0) == request.count)
        var byte = UInt8(0)
        #expect(unsafe recv(client, &byte, 1, 0) == 1)
        // The daemon's end is a descriptor of this very process.
        let asking = try #require(unsafe self.port(of: client, getsockname))
        let served = try #require(Array<Int32>(0..<1024).first { unsafe self.port(of: $0, getpeername) == asking })
        #expect(option(Int32(TCP_NODELAY), Int32(IPPROTO_TCP), of: served) == 1)
        #expect(option(SO_DEBUG, SOL_SOCKET, of: served) == 0, "needs CAP_NET_ADMIN")
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
