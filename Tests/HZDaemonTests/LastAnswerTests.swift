import Foundation
import HZClient
import HZIndex
import HZStorage
import Testing

@testable import HZDaemon

/// Answers that are on their way when a connection is about to end.
@Suite struct LastAnswerTests {
    /// A client by hand, which can say that it has said all.
    private final class Client {
        private let descriptor: Int32

        init(_ daemon: TestDaemon) throws {
            descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
            try #require(UnixSocketAddress(path: daemon.socket).connect(descriptor) == 0)
            var limit = timeval(tv_sec: 20, tv_usec: 0)
            let size = socklen_t(MemoryLayout<timeval>.size)
            #expect(unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, size) == 0)
        }

        deinit {
            close(descriptor)
        }

        func send(_ text: String) {
            let bytes = Array(text.utf8)
            #expect(unsafe Foundation.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count)
        }

        func finishSending() {
            shutdown(descriptor, Int32(SHUT_WR))
        }

        /// What arrives next, at most so much; empty at the end.
        func read(_ most: Int) -> [UInt8] {
            var bytes = [UInt8](repeating: 0, count: most)
            let count = unsafe recv(descriptor, &bytes, most, 0)
            return Array(bytes.prefix(max(0, count)))
        }

        /// All that arrives until the end, and how many answers of status 200 it is.
        func readAll() -> (text: String, answers: Int) {
            var bytes: [UInt8] = []
            while case let piece = read(1 << 16), !piece.isEmpty { bytes += piece }
            let text = String(decoding: bytes, as: UTF8.self)
            return (text, text.components(separatedBy: "HTTP/1.1 200 OK").count - 1)
        }
    }

    /// A daemon with an article whose answer is longer than what waits in the kernel.
    private func daemonWithALongArticle(_ configure: (inout DaemonConfiguration) -> Void) throws -> TestDaemon {
        let daemon = try TestDaemon(articles: 1, configure)
        let writer = try IndexWriter(directory: FileSystemDirectory(opening: daemon.folder))
        let inverter = writer.makeInverter()
        var document = Document(id: "/long")
        document.text = Array(String(repeating: "A robot dances. ", count: 100_000).utf8)
        document.blocks = [Document.Block(zone: .main, start: 0, end: document.text.count)]
        try inverter.add(document)
        try writer.commit()
        return daemon
    }

    private static let article = get("/v1/article?id=/articles/1.txt")
    private static let search = get("/v1/search?q=robot&limit=0")

    /// Each letter is a request, s for a search, a for an article, which a worker gets.
    @Test(arguments: ["s", "a", "as", "sa", "asas", "a" + String(repeating: "s", count: 40), "aaaaaaaaaaaaaaaaaaaa"])
    func whoHasSaidAllGetsAllItsAnswers(requests: String) throws {
        let daemon = try TestDaemon(articles: 3)
        for _ in 0..<10 {
            let client = try Client(daemon)
            client.send(requests.map { $0 == "s" ? Self.search : Self.article }.joined())
            client.finishSending()
            #expect(client.readAll().answers == requests.count)
        }
    }

    @Test(
        arguments: ["/v1/search?q=robot", "/v1/article?id=/articles/1.txt"],
        ["x", "\r\n", get("/v1/status"), "\u{0}"]
    )
    func whatComesBehindTheLastRequestDoesNotTakeItsAnswerAway(target: String, behind: String) throws {
        let daemon = try TestDaemon(articles: 3)
        let client = try Client(daemon)
        client.send(get(target, keepAlive: false) + behind)
        let (text, answers) = client.readAll()
        #expect(answers == 1 && text.hasSuffix("}\n"), "\(text)")
    }

    @Test func anAnswerThatIsBeingReadWhenTheDaemonStopsIsSentWhole() async throws {
        // Beside other tests it may take long until it is stopped at all.
        let daemon = try daemonWithALongArticle {
            $0.drainLimit = .seconds(3600)
            $0.writeLimit = .seconds(3600)
        }
        let client = try Client(daemon)
        client.send(get("/v1/article?id=/long"))
        var bytes = client.read(1 << 16)
        let head = String(decoding: bytes.prefix(1000), as: UTF8.self)
        let length = try #require(head.firstMatch(of: /Content-Length: (\d+)/).flatMap { Int($0.1) })
        #expect(length > 1_600_000)
        let stopping = daemon.beginToStop()
        while FileManager.default.fileExists(atPath: daemon.socket) { usleep(1000) }
        // The connections are told after the socket is gone.
        usleep(300_000)
        while case let piece = client.read(1 << 16), !piece.isEmpty { bytes += piece }
        let start = try #require(bytes.firstRange(of: Array("\r\n\r\n".utf8)))
        #expect(bytes.count - start.upperBound == length)
        try await stopping.value
    }

    @Test func whoReadsALongAnswerSlowlyGetsItAll() throws {
        let daemon = try daemonWithALongArticle { $0.writeLimit = .milliseconds(1200) }
        let client = try Client(daemon)
        client.send(get("/v1/article?id=/long", keepAlive: false))
        var bytes: [UInt8] = []
        while case let piece = client.read(80_000), !piece.isEmpty {
            bytes += piece
            usleep(120_000)
        }
        #expect(bytes.count > 1_600_000 && bytes.last == UInt8(ascii: "\n"))
    }

    @Test func whoAsksBeforeItSendsABodyIsToldToSendIt() throws {
        let daemon = try TestDaemon(articles: 1)
        let client = try Client(daemon)
        client.send("POST /v1/reload HTTP/1.1\r\nHost: hz\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n")
        #expect(client.read(1000) == Array("HTTP/1.1 100 Continue\r\n\r\n".utf8))
        client.send("hello")
        #expect(String(decoding: client.read(1000), as: UTF8.self).hasPrefix("HTTP/1.1 200 OK\r\n"))
        client.send("POST /v1/reload HTTP/1.1\r\nHost: hz\r\nExpect: 100-continue\r\nContent-Length: 0\r\n\r\n")
        #expect(String(decoding: client.read(1000), as: UTF8.self).hasPrefix("HTTP/1.1 200 OK\r\n"), "there is none")
    }
}
