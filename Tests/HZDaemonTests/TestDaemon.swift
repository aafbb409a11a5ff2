import Foundation
import HZClient
import HZIndex
import HZStorage
import Logging
import NIOCore

@testable import HZDaemon

/// A daemon over a small index of its own in a scratch folder, stopped and removed when the test is over.
final class TestDaemon {
    let folder: String
    let socket: String
    private let server: HTTPServer
    private var isRunning = true

    /// Starts serving an index of `count` articles.
    init(articles count: Int = 20, _ configure: (inout DaemonConfiguration) -> Void = { _ in }) throws {
        folder = try Self.scratch()
        try Self.commit(0..<count, to: folder)
        var configuration = Self.configuration(folder)
        configure(&configuration)
        socket = configuration.socket
        server = try Daemon(configuration: configuration, logger: Self.quiet).makeServer()
        // The tests block threads of Swift's pool; the server has threads of its own and must not wait for one.
        try server.start().wait()
    }

    deinit {
        let (server, isRunning, folder) = (server, isRunning, folder)
        Task {
            if isRunning { try? await server.stop() }
            try? FileManager.default.removeItem(atPath: folder)
        }
    }

    /// Stops the daemon, and waits until it has.
    func stop() async throws {
        if isRunning { try await server.stop() }
        isRunning = false
    }

    /// Begins to stop it, for whoever has something to do meanwhile.
    func beginToStop() -> Task<Void, any Error> {
        isRunning = false
        return Task { [server] in try await server.stop() }
    }

    /// Where browsers find the page.
    var url: String? { server.url }

    var client: DaemonClient { DaemonClient(socket: socket) }

    func connect() throws -> UnixStream {
        try UnixStream(connectingTo: UnixSocketAddress(path: socket), seconds: 20)
    }

    static let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    static func configuration(_ folder: String) -> DaemonConfiguration {
        DaemonConfiguration(index: folder, socket: folder + "/d.sock", software: "hzsearch/test", cores: 2)
    }

    /// A new folder with a short name: socket paths are short.
    static func scratch() throws -> String {
        let path = NSTemporaryDirectory() + "hz" + UUID().uuidString.prefix(8)
        try FileManager.default.createDirectory(
            atPath: path,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        return URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    }

    /// Commits articles `0`, `1`, ...; all hold the word robot, each its own number.
    static func commit(_ numbers: Range<Int>, to folder: String) throws {
        let writer = try IndexWriter(directory: FileSystemDirectory(opening: folder))
        let inverter = writer.makeInverter()
        for number in numbers {
            var document = Document(id: "/articles/\(number).txt")
            document.title = "Robot number\(number)"
            document.text = Array("A robot called number\(number) dances in hall \(number % 3).".utf8)
            document.blocks = [Document.Block(zone: .main, start: 0, end: document.text.count)]
            try inverter.add(document)
        }
        try writer.commit()
    }
}

/// Speaks HTTP by hand over one connection.
struct RawClient: ~Copyable {
    private let stream: UnixStream
    private var pending: [UInt8] = []

    init(_ daemon: TestDaemon) throws {
        stream = try daemon.connect()
    }

    func send(_ text: String) throws {
        try stream.write(Array(text.utf8))
    }

    /// The next response; nil where the daemon has hung up.
    mutating func receive() throws -> HTTPResponse? {
        while true {
            if let head = try HTTPResponse.head(of: pending), pending.count >= head.body.upperBound {
                let body = Array(pending[head.body])
                pending.removeFirst(head.body.upperBound)
                return HTTPResponse(status: head.status, fields: head.fields, body: body)
            }
            guard (try? stream.read(into: &pending)) == true else { return nil }
        }
    }
}

func get(_ target: String, keepAlive: Bool = true) -> String {
    "GET \(target) HTTP/1.1\r\nHost: hz\r\n\(keepAlive ? "" : "Connection: close\r\n")\r\n"
}
