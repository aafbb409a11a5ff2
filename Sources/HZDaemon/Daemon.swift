import Glibc
import HZIndex
import Logging
import NIOCore
import ServiceLifecycle

/// The daemon: answers searches over HTTP/1.1 on a Unix socket until it is told to stop.
public struct Daemon: Service {
    private let configuration: DaemonConfiguration
    private let logger: Logger
    private let snapshots: SnapshotSource
    private let listener: SocketListener

    /// Opens the index and takes the socket. From here on clients can connect; they are answered by `run`.
    public init(configuration: DaemonConfiguration, logger: Logger) throws(DaemonError) {
        if let web = configuration.web, !web.isLoopback, configuration.token == nil {
            throw .tokenNeeded(host: web.host)
        }
        self.configuration = configuration
        self.logger = logger
        do {
            snapshots = try SnapshotSource(configuration, logger: logger)
        } catch {
            throw .index(error)
        }
        if let listener = SocketListener(ofServiceManager: ()) {
            self.listener = listener
        } else {
            listener = try SocketListener(path: configuration.socket)
        }
    }

    /// Serves until the surrounding task is cancelled or told to shut down gracefully; then requests in flight are
    /// answered and the socket is removed.
    public func run() async throws {
        defer { listener.remove() }
        let server = makeServer()
        do {
            try await server.start().get()
        } catch {
            try await server.stop()
            guard let web = configuration.web else { throw error }
            throw DaemonError.web(host: web.host, port: web.port, errno: (error as? IOError)?.errnoCode)
        }
        if let url = server.url { logger.notice("search page", metadata: ["url": "\(url)"]) }
        logger.info(
            "serving",
            metadata: [
                "socket": "\(listener.path)", "index": "\(configuration.index)", "process": "\(processID())",
                "articles": "\(snapshots.current().snapshot.articleCount)",
            ]
        )
        ServiceManager.notify("READY=1")
        await waitForEnd(server.tally)
        ServiceManager.notify("STOPPING=1")
        logger.info("stopping", metadata: ["requests": "\(server.tally.requests.load(ordering: .relaxed))"])
        // Not a child of this task, which may be cancelled: draining still takes the time it needs.
        try await Task { try await server.stop() }.value
    }

    /// Until the daemon is told to stop, or nobody needs it any more.
    private func waitForEnd(_ tally: Tally) async {
        guard let limit = configuration.idleExit else {
            try? await gracefulShutdown()
            return
        }
        try? await cancelWhenGracefulShutdown {
            while tally.idle < limit { try await Task.sleep(for: .milliseconds(200)) }
        }
    }

    /// The threads and connections, not started yet.
    package func makeServer() -> HTTPServer {
        HTTPServer(configuration: configuration, snapshots: snapshots, listener: listener, logger: logger)
    }
}

/// This process.
func processID() -> Int32 {
    getpid()
}
