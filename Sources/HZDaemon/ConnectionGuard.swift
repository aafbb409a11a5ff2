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
        /// A worker has the request: the daemon's own limits end this.
        case working
        case stalled
    }

    /// Sent towards the client's end by whoever reads requests.
    enum Notice {
        /// A worker has the request.
        case requestIsWithWorker
        /// The last answer was written: the connection is to close as soon as all is sent.
        case finish
    }

    private let limits: (idle: TimeAmount, request: TimeAmount, write: TimeAmount)
    private var phase = Phase.idle
    private var since = NIODeadline.now()
    private var timer: Scheduled<Void>?
    private var isAnswered = true
    private var pendingRead = false
    private var isFinishing = false
    private var isQuiescing = false

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
        // What arrived was answered in full, or is the beginning of a request.
        switch phase {
        case .idle where isAnswered || isFinishing: since = .now()
        case .idle: enter(.receiving, context)
        case .receiving, .working, .stalled: break
        }
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        isAnswered = true
        if phase == .receiving || phase == .working { enter(.idle, context) }
        context.write(data, promise: promise)
    }

    func triggerUserOutboundEvent(
        context: ChannelHandlerContext,
        event: Any,
        promise: EventLoopPromise<Void>?
    ) {
        guard let notice = event as? Notice else {
            context.triggerUserOutboundEvent(event, promise: promise)
            return
        }
        switch notice {
        case .requestIsWithWorker: enter(.working, context)
        case .finish: finish(context, nil)
        }
        promise?.succeed()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        isQuiescing = event is ChannelShouldQuiesceEvent
        context.fireUserInboundEventTriggered(event)
        isQuiescing = false
    }

    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        // When the daemon stops, the pipelining assistance closes a connection whose requests are answered at once: the answers
        // may not have left yet.
        if isQuiescing, mode == .all {
            finish(context, promise)
        } else {
            context.close(mode: mode, promise: promise)
        }
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

    /// Closes when all that was written is sent.
    private func finish(_ context: ChannelHandlerContext, _ promise: EventLoopPromise<Void>?) {
        isFinishing = true
        let written = context.eventLoop.makePromise(of: Void.self)
        written.futureResult.assumeIsolated().whenComplete { _ in context.close(promise: promise) }
        context.writeAndFlush(wrapOutboundOut(ByteBuffer()), promise: written)
    }

    private var limit: TimeAmount {
        switch phase {
        case .idle: limits.idle
        case .receiving: limits.request
        case .working: .hours(1)
        case .stalled: limits.write
        }
    }

    private func enter(_ phase: Phase, _ context: ChannelHandlerContext) {
        let before = limit
        self.phase = phase
        since = .now()
        // A timer that fires too early only looks and waits on; one that would fire too late is set anew.
        if timer == nil || limit < before { arm(context) }
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
