import HZCollection
import HZStorage
import Logging
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// The threads and connections of a daemon: accepts on a bound socket, answers by its routes, drains when stopped.
package final class HTTPServer: Sendable {
    let tally = Tally()
    private let configuration: DaemonConfiguration
    private let logger: Logger
    private let snapshots: SnapshotSource
    private let listener: SocketListener
    private let loops: MultiThreadedEventLoopGroup
    private let workers: WorkerQueue
    private let connections: OpenConnections
    private let updates: ContinuousUpdate?
    private let acceptors = Mutex<[any Channel]>([])

    init(configuration: DaemonConfiguration, snapshots: SnapshotSource, listener: SocketListener, logger: Logger) {
        self.configuration = configuration
        self.snapshots = snapshots
        self.listener = listener
        self.logger = logger
        updates = Self.updates(configuration, logger)
        loops = MultiThreadedEventLoopGroup(numberOfThreads: configuration.loops)
        workers = WorkerQueue(threads: configuration.workers, limit: configuration.queuedSearches)
        connections = OpenConnections(limit: configuration.connections, tally: tally)
    }

    /// Begins to accept, at the socket and at the web address.
    package func start() -> EventLoopFuture<Void> {
        watchForCommits()
        if let updates, !updates.start() { logger.error("no thread for updates of the index") }
        let socket = bootstrap(gate: nil).withBoundSocket(listener.descriptor)
        return socket.flatMap { [self] acceptor in
            acceptors.withLock { $0.append(acceptor) }
            guard let web = configuration.web else { return acceptor.eventLoop.makeSucceededVoidFuture() }
            return listen(at: web)
        }
    }

    /// Where browsers find the search page.
    var url: String? {
        guard let web = configuration.web, let port = webPort else { return nil }
        return web.url(port: port)
    }

    private var webPort: Int? {
        acceptors.withLock { $0.lazy.compactMap { $0.localAddress?.port }.first }
    }

    private func listen(at web: WebAddress) -> EventLoopFuture<Void> {
        bootstrap(gate: web)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .bind(host: web.host, port: web.port)
            .map { [self] acceptor in acceptors.withLock { $0.append(acceptor) } }
    }

    private func bootstrap(gate web: WebAddress?) -> ServerBootstrap {
        ServerBootstrap(group: loops)
            // Clients that come together are accepted together: a loop that tries searches comes back to them late.
            .serverChannelOption(.maxMessagesPerRead, value: 256)
            .serverChannelInitializer { channel in
                // When descriptors run out, accepting pauses instead of spinning.
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(AcceptPause())
                }
            }
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelInitializer { [self] channel in
                guard web != nil || PeerCheck.isAllowed(channel) else {
                    logger.warning("refused a connection of another user")
                    return channel.close()
                }
                guard connections.admit(channel) else { return channel.close() }
                return channel.eventLoop.makeCompletedFuture { try addHandlers(to: channel, web) }
            }
    }

    /// Stops: the socket leaves the file system first, so that new clients see at once that nobody is there; then
    /// requests in flight are answered, then connections close.
    func stop() async throws {
        listener.remove()
        updates?.stop()
        let end = ContinuousClock.now + configuration.drainLimit
        // Clients that connected before the socket left may still wait to be accepted.
        try? await Task.sleep(for: .milliseconds(50))
        for acceptor in acceptors.withLock({ $0 }) { try? await acceptor.close() }
        connections.quiesce()
        while connections.count > 0 || updates?.isOver == false, ContinuousClock.now < end {
            try? await Task.sleep(for: .milliseconds(10))
        }
        if connections.count > 0 { logger.warning("closing connections in flight") }
        connections.close()
        try await workers.stop()
        try await loops.shutdownGracefully()
    }

    private func addHandlers(to channel: any Channel, _ web: WebAddress?) throws {
        let pipeline = channel.pipeline.syncOperations
        try pipeline.addHandler(ConnectionGuard(configuration: configuration))
        try pipeline.configureHTTPServerPipeline(
            withErrorHandling: false,
            withOutboundHeaderValidation: false,
            withEncoderConfiguration: .init(),
            withDecoderLimitConfiguration: decoderLimits
        )
        // The port as the client sees it: the system may have chosen it.
        let gate = web.map { web in
            WebGate(
                host: web.host,
                port: channel.localAddress?.port ?? web.port,
                token: configuration.token,
                isOpen: !web.isLoopback
            )
        }
        let routes = Routes(
            configuration: configuration,
            snapshots: snapshots,
            tally: tally,
            updates: updates,
            gate: gate
        )
        try pipeline.addHandler(HTTPConnection(routes: routes, workers: workers))
    }

    private static func updates(_ configuration: DaemonConfiguration, _ logger: Logger) -> ContinuousUpdate? {
        guard let options = configuration.updating,
            let directory = try? FileSystemDirectory(opening: configuration.index)
        else { return nil }
        return ContinuousUpdate(directory: directory, options: options, watches: configuration.watches) { result in
            switch result {
            case .success(let summary):
                logger.info(
                    "index updated",
                    metadata: [
                        "added": "\(summary.added)", "changed": "\(summary.changed)", "removed": "\(summary.removed)",
                        "ms": "\(Int(summary.seconds * 1000))",
                    ]
                )
            case .failure(.notWatched(let code)):
                // fs.inotify.max_user_instances, most often.
                logger.warning("folders can't be watched, they are walked each minute", metadata: ["errno": "\(code)"])
            case .failure(let error):
                logger.error("index can't be updated", metadata: ["error": "\(configuration.sentence(error))"])
            }
        }
    }

    /// Without requests nobody would notice a commit, and the files of the one before would stay on disk.
    private func watchForCommits() {
        let interval = TimeAmount(configuration.reloadInterval)
        loops.next().scheduleRepeatedTask(initialDelay: interval, delay: interval) { [snapshots, updates, logger] _ in
            guard Hangup.take() else {
                _ = snapshots.current()
                return
            }
            _ = snapshots.reload()
            let isUpdating = updates?.requestAll() ?? false
            logger.notice("told to reload", metadata: ["updates": "\(isUpdating)"])
        }
    }
}

private let decoderLimits = {
    var limits = NIOHTTPDecoderLimitConfiguration()
    limits.maxHeaderFieldSize = Routes.headLimit
    limits.maxHeaderListSize = Routes.headLimit
    limits.maxHeaderFieldCount = 100
    return limits
}()
