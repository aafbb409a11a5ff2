import Logging
import NIOCore
import NIOHTTP1
import NIOPosix

/// The threads and connections of a daemon: accepts on a bound socket, answers by its routes, drains when stopped.
final class HTTPServer: Sendable {
    let tally = Tally()
    private let configuration: DaemonConfiguration
    private let logger: Logger
    private let snapshots: SnapshotSource
    private let listener: SocketListener
    private let loops: MultiThreadedEventLoopGroup
    private let workers: WorkerQueue
    private let connections: OpenConnections

    init(configuration: DaemonConfiguration, snapshots: SnapshotSource, listener: SocketListener, logger: Logger) {
        self.configuration = configuration
        self.snapshots = snapshots
        self.listener = listener
        self.logger = logger
        loops = MultiThreadedEventLoopGroup(numberOfThreads: configuration.loops)
        workers = WorkerQueue(threads: configuration.workers, limit: configuration.queuedSearches)
        connections = OpenConnections(limit: configuration.connections, tally: tally)
    }

    /// Begins to accept. The future succeeds with what accepts.
    func start() -> EventLoopFuture<any Channel> {
        watchForCommits()
        return ServerBootstrap(group: loops)
            .serverChannelInitializer { channel in
                // When descriptors run out, accepting pauses instead of spinning.
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(AcceptBackoffHandler())
                }
            }
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelInitializer { [self] channel in
                guard PeerCheck.isAllowed(channel) else {
                    logger.warning("refused a connection of another user")
                    return channel.close()
                }
                guard connections.admit(channel) else { return channel.close() }
                return channel.eventLoop.makeCompletedFuture { try addHandlers(to: channel) }
            }
            .withBoundSocket(listener.descriptor)
    }

    /// Stops: the socket leaves the file system first, so that new clients see at once that nobody is there; then
    /// requests in flight are answered, then connections close.
    func stop(_ acceptor: any Channel) async throws {
        listener.remove()
        let end = ContinuousClock.now + configuration.drainLimit
        // Clients that connected before the socket left may still wait to be accepted.
        try? await Task.sleep(for: .milliseconds(50))
        try? await acceptor.close()
        connections.quiesce()
        while connections.count > 0, ContinuousClock.now < end {
            try? await Task.sleep(for: .milliseconds(10))
        }
        if connections.count > 0 { logger.warning("closing connections in flight") }
        connections.close()
        try await workers.stop()
        try await loops.shutdownGracefully()
    }

    private func addHandlers(to channel: any Channel) throws {
        let pipeline = channel.pipeline.syncOperations
        try pipeline.addHandler(ConnectionGuard(configuration: configuration))
        try pipeline.configureHTTPServerPipeline(
            withErrorHandling: false,
            withOutboundHeaderValidation: false,
            withEncoderConfiguration: .init(),
            withDecoderLimitConfiguration: decoderLimits
        )
        let routes = Routes(configuration: configuration, snapshots: snapshots, tally: tally)
        try pipeline.addHandler(HTTPConnection(routes: routes, workers: workers))
    }

    /// Without requests nobody would notice a commit, and the files of the one before would stay on disk.
    private func watchForCommits() {
        let interval = TimeAmount(configuration.reloadInterval)
        loops.next().scheduleRepeatedTask(initialDelay: interval, delay: interval) { [snapshots] _ in
            _ = snapshots.current()
        }
    }
}

private let decoderLimits = {
    var limits = NIOHTTPDecoderLimitConfiguration()
    limits.maxHeaderFieldSize = Routes.targetLimit
    limits.maxHeaderListSize = Routes.targetLimit
    limits.maxHeaderFieldCount = 100
    return limits
}()
