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
        /// A request's head has arrived, its body not yet.
        case bodyIsAwaited
        /// A request that has just arrived had a body: what arrived may end in any way.
        case requestHadBody
        /// The last answer was written: the connection is to close as soon as all is sent.
        case finish
    }

    private let limits: (idle: TimeAmount, request: TimeAmount, write: TimeAmount)
    private let countUnread: (any Channel) -> Int
    private var phase = Phase.idle
    private var since = NIODeadline.uptimeNanoseconds(0)
    private var timer: Scheduled<Void>?
    private var isAnswered = true
    private var pendingRead = false
    /// The last four bytes that arrived.
    private var ending = UInt32(0x0D0A_0D0A)
    private var hadBody = false
    private var isFinishing = false
    private var isQuiescing = false
    /// What the client had not read when it was last seen to read.
    private var unread = 0

    /// A client must read so much within the limit: one that reads a byte now and then holds its answer as long as one that
    /// reads nothing.
    private static let leastRead = 16 << 10

    /// `countUnread` tells how many bytes a client has not read yet.
    init(configuration: DaemonConfiguration, countUnread: @escaping (any Channel) -> Int = UnreadBytes.count) {
        self.countUnread = countUnread
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
        for byte in unwrapInboundIn(data).readableBytesView.suffix(4) { ending = ending << 8 | UInt32(byte) }
        hadBody = false
        isAnswered = false
        context.fireChannelRead(data)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        context.fireChannelReadComplete()
        if phase == .idle { enter(isAnswered || isFinishing ? rest(context) : .receiving, context) }
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        isAnswered = true
        if phase == .receiving || phase == .working { enter(rest(context), context) }
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
        case .bodyIsAwaited:
            isAnswered = false
            if phase == .idle { enter(.receiving, context) }
        case .requestHadBody: hadBody = true
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
            if phase == .stalled { enter(rest(context), context) }
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
        if phase == .receiving { enter(rest(context), context) }
        let written = context.eventLoop.makePromise(of: Void.self)
        written.futureResult.assumeIsolated().whenComplete { _ in context.close(promise: promise) }
        context.writeAndFlush(wrapOutboundOut(ByteBuffer()), promise: written)
    }

    /// What is waited for when an answer was given: that it is read, the rest of a request that came behind, or a request.
    private func rest(_ context: ChannelHandlerContext) -> Phase {
        if !context.channel.isWritable { return .stalled }
        return isFinishing || isBetweenRequests ? .idle : .receiving
    }

    /// Whether what arrived ends where a request may end: with an empty line.
    private var isBetweenRequests: Bool {
        hadBody || ending & 0xFFFF == 0x0A0A || ending & 0xFF_FFFF == 0x0A_0D0A
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
        if phase == .stalled || self.phase == .stalled { unread = countUnread(context.channel) }
        self.phase = phase
        since = context.eventLoop.now
        // A timer that fires too early only looks and waits on; one that would fire too late is set anew.
        if timer == nil || limit < before { arm(context) }
    }

    private func arm(_ context: ChannelHandlerContext) {
        timer?.cancel()
        // Whether a client reads is seen only by looking.
        let next = context.eventLoop.now + .nanoseconds(limits.write.nanoseconds / 4)
        let deadline = phase == .stalled ? min(since + limit, next) : since + limit
        timer = context.eventLoop.assumeIsolated().scheduleTask(deadline: deadline) { [self] in
            // The end of a long answer is read while the next request is waited for.
            if phase == .stalled || phase == .idle, hasRead(context.channel) { since = context.eventLoop.now }
            if since + limit <= context.eventLoop.now {
                context.close(promise: nil)
            } else {
                arm(context)
            }
        }
    }

    /// Whether the client has read something worth while since that was last so.
    private func hasRead(_ channel: any Channel) -> Bool {
        let count = countUnread(channel)
        // More than before, where the kernel took over what waited here, and counts it as more.
        guard count > unread || unread - count >= Self.leastRead else { return false }
        defer { unread = count }
        return count < unread
    }
}

extension TimeAmount {
    /// The same span, to the nanosecond.
    init(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        self = .nanoseconds(seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
    }
}
