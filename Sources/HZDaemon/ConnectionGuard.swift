import NIOCore

/// Closes connections that hold on to the daemon without using it: silent ones, those whose request trickles in,
/// and those that leave their answer unread. While a client does not read, nothing more is read from it.
///
/// One timer a connection, looked at when it fires rather than moved at each request.
final class ConnectionGuard: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private enum Phase {
        case idle
        case receiving
        case stalled
    }

    private let limits: (idle: TimeAmount, request: TimeAmount, write: TimeAmount)
    private var phase = Phase.idle
    private var since = NIODeadline.now()
    private var timer: Scheduled<Void>?
    private var isAnswered = true
    private var pendingRead = false

    init(configuration: DaemonConfiguration) {
        limits = (
            TimeAmount(configuration.idleLimit), TimeAmount(configuration.requestLimit),
            TimeAmount(configuration.writeLimit)
        )
    }

    func channelActive(context: ChannelHandlerContext) {
        enter(.idle, context)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        timer?.cancel()
        timer = nil
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        isAnswered = false
        context.fireChannelRead(data)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        context.fireChannelReadComplete()
        // What arrived was answered in full, or is the beginning of a request, or a worker has it.
        switch phase {
        case .idle where isAnswered: since = .now()
        case .idle: enter(.receiving, context)
        case .receiving where isAnswered: enter(.idle, context)
        case .receiving, .stalled: break
        }
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        isAnswered = true
        if phase == .receiving { enter(.idle, context) }
        context.write(data, promise: promise)
    }

    func read(context: ChannelHandlerContext) {
        if context.channel.isWritable { context.read() } else { pendingRead = true }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if !context.channel.isWritable {
            enter(.stalled, context)
        } else {
            enter(.idle, context)
            if pendingRead {
                pendingRead = false
                context.read()
            }
        }
        context.fireChannelWritabilityChanged()
    }

    private var limit: TimeAmount {
        switch phase {
        case .idle: limits.idle
        case .receiving: limits.request
        case .stalled: limits.write
        }
    }

    private func enter(_ phase: Phase, _ context: ChannelHandlerContext) {
        let wasShorter =
            limit
            <= {
                self.phase = phase; return limit
            }()
        since = .now()
        // A timer that fires too early only looks and waits on; one that would fire too late is set anew.
        if timer == nil || !wasShorter { arm(context) }
    }

    private func arm(_ context: ChannelHandlerContext) {
        timer?.cancel()
        timer = context.eventLoop.assumeIsolated().scheduleTask(deadline: since + limit) { [self] in
            if since + limit <= .now() {
                context.close(promise: nil)
            } else {
                arm(context)
            }
        }
    }
}

extension TimeAmount {
    /// The same span, to the nanosecond.
    init(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        self = .nanoseconds(seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
    }
}
