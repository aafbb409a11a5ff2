import Glibc
import HZIndex
import HZSearch
import Logging
import NIOCore
import NIOHTTP1
import NIOPosix
import ServiceLifecycle

/// The daemon: answers searches over HTTP/1.1 on a Unix socket until it is told to stop.
///
/// As a `Service` it stops gracefully: the socket leaves the file system first, so that new clients see at once
/// that nobody is there; requests in flight are answered; then connections close.
public struct Daemon: Service {
    private let configuration: DaemonConfiguration
    private let logger: Logger
    private let snapshots: SnapshotSource
    private let listener: SocketListener

    /// Opens the index and takes the socket. From here on clients can connect; they are answered by `run`.
    public init(configuration: DaemonConfiguration, logger: Logger) throws(DaemonError) {
        self.configuration = configuration
        self.logger = logger
        do {
            snapshots = try SnapshotSource(path: configuration.index, logger: logger)
        } catch {
            throw .index(error)
        }
        listener = try SocketListener(path: configuration.socket)
    }

    /// Serves until the surrounding task is cancelled or told to shut down gracefully.
    public func run() async throws {
        let tally = Tally()
        let workers = WorkerQueue(threads: configuration.workers, limit: configuration.queuedSearches)
        let loops = MultiThreadedEventLoopGroup(numberOfThreads: configuration.loops)
        let connections = OpenConnections(limit: configuration.connections)
        let routes = Routes(configuration: configuration, snapshots: snapshots, tally: tally)
        defer { listener.remove() }

        let server = try await bootstrap(loops, connections, routes, workers)
            .withBoundSocket(listener.descriptor).get()
        logger.info(
            "serving",
            metadata: [
                "socket": "\(configuration.socket)", "index": "\(configuration.index)",
                "process": "\(processID())",
                "articles": "\(snapshots.current().snapshot.articleCount)",
            ]
        )
        let reload = watchForCommits(on: loops.next())

        try? await gracefulShutdown()
        logger.info("stopping", metadata: ["requests": "\(tally.requests.load(ordering: .relaxed))"])
        listener.remove()
        reload.cancel()
        // Not a child of this task, which may be cancelled: draining still takes the time it needs.
        await Task { await drain(server, connections) }.value
        try await workers.stop()
        try await loops.shutdownGracefully()
    }

    private func bootstrap(
        _ loops: MultiThreadedEventLoopGroup,
        _ connections: OpenConnections,
        _ routes: Routes,
        _ workers: WorkerQueue
    ) -> ServerBootstrap {
        ServerBootstrap(group: loops)
            .serverChannelInitializer { channel in
                // When descriptors run out, accepting pauses instead of spinning.
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(AcceptBackoffHandler())
                }
            }
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelInitializer { [configuration, logger] channel in
                guard PeerCheck.isAllowed(channel) else {
                    logger.warning("refused a connection of another user")
                    return channel.close()
                }
                guard connections.admit(channel) else { return channel.close() }
                return channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    try pipeline.addHandler(ConnectionGuard(configuration: configuration))
                    try pipeline.configureHTTPServerPipeline(
                        withErrorHandling: false,
                        withOutboundHeaderValidation: false,
                        withEncoderConfiguration: .init(),
                        withDecoderLimitConfiguration: decoderLimits
                    )
                    try pipeline.addHandler(HTTPConnection(routes: routes, workers: workers))
                }
            }
    }

    /// Without requests nobody would notice a commit, and the files of the one before would stay on disk.
    private func watchForCommits(on loop: any EventLoop) -> RepeatedTask {
        let interval = TimeAmount(configuration.reloadInterval)
        return loop.scheduleRepeatedTask(initialDelay: interval, delay: interval) { [snapshots] _ in
            _ = snapshots.current()
        }
    }

    private func drain(_ server: any Channel, _ connections: OpenConnections) async {
        let end = ContinuousClock.now + configuration.drainLimit
        // Clients that connected before the socket left the file system may still wait to be accepted.
        try? await Task.sleep(for: .milliseconds(50))
        try? await server.close()
        connections.quiesce()
        while connections.count > 0, ContinuousClock.now < end {
            try? await Task.sleep(for: .milliseconds(10))
        }
        if connections.count > 0 { logger.warning("closing connections in flight") }
        connections.close()
    }
}

private let decoderLimits = {
    var limits = NIOHTTPDecoderLimitConfiguration()
    limits.maxHeaderFieldSize = Routes.targetLimit
    limits.maxHeaderListSize = Routes.targetLimit
    limits.maxHeaderFieldCount = 100
    return limits
}()

/// This process.
func processID() -> Int32 {
    getpid()
}
