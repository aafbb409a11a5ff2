import NIOCore
import NIOHTTP1
import NIOPosix

/// One client's requests and their answers, in order. Lives on one loop; the decoder's pipelining assistance
/// sees to it that a request arrives only after the one before was answered.
final class HTTPConnection: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private enum State {
        /// Nothing was asked, or all is answered.
        case idle
        /// A request is arriving.
        case receiving(HTTPRequestHead)
        /// A worker has the request.
        case working
        /// The last answer was written: the connection closes.
        case closing
    }

    private let routes: Routes
    private let workers: WorkerQueue
    private var state = State.idle
    /// When the request at hand had arrived, and which endpoint it is for.
    private var asked = (time: ContinuousClock.now, endpoint: Int?.none)
    private var inputClosed = false
    /// Whether the request that arrives has brought bytes of a body.
    private var hasBody = false
    private var needsFlush = false
    /// Until when requests that arrived together may be tried on the loop.
    private var burstEnd: ContinuousClock.Instant?
    /// How many answers are being given from within each other.
    private var depth = 0
    private static let deepest = 16

    init(routes: Routes, workers: WorkerQueue) {
        self.routes = routes
        self.workers = workers
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            if case .closing = state { return }
            state = .receiving(head)
            hasBody = false
            if Self.awaitsLeave(head) { giveLeave(context) }
        case .body:
            // No request of this interface has a meaning for a body: its bytes are dropped as they come.
            hasBody = true
        case .end:
            guard case .receiving(let head) = state else { return }
            if hasBody { tellGuard(.requestHadBody, context) }
            // Answering a request hands over the next one that waits, from within: a client that sent thousands at
            // once must not use up the stack.
            guard depth < Self.deepest else {
                state = .working
                context.eventLoop.assumeIsolated().execute { [self] in answer(head, context) }
                return
            }
            depth += 1
            answer(head, context)
            depth -= 1
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        burstEnd = nil
        if case .receiving = state { tellGuard(.bodyIsAwaited, context) }
        if needsFlush {
            needsFlush = false
            context.flush()
        }
        context.fireChannelReadComplete()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if let event = event as? ChannelEvent, event == .inputClosed {
            // The client has said all it will say (`nc -N`): it still gets the answer it waits for.
            inputClosed = true
            switch state {
            case .idle, .receiving:
                // Answers may wait to be sent still: this comes from within the writing of the last one, where it came with the
                // requests.
                state = .closing
                tellGuard(.finish, context)
            case .working, .closing: break
            }
        }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // A connection that closes in the middle of a request is an error of the parser's too: nobody waits for an answer.
        guard let error = error as? HTTPParserError, context.channel.isActive else {
            context.close(promise: nil)
            return
        }
        // What comes behind the last request is nothing to us, and must not take away its answer.
        if isClosing { return }
        let reply: Reply
        switch error {
        case .headerOverflow:
            reply = Reply(.headTooLarge, "The request head is too large.")
        case .invalidURL:
            reply = Reply(.badRequest, "The target can't be read: percent-encode what is not printable ASCII.")
        default:
            reply = Reply(.badRequest, "This is not an HTTP/1.1 request.")
        }
        asked = (.now, nil)
        write(reply, to: HTTPRequestHead(version: .http1_1, method: .GET, uri: ""), keepAlive: false, context)
    }

    private var isClosing: Bool {
        if case .closing = state { true } else { false }
    }

    private func tellGuard(_ notice: ConnectionGuard.Notice, _ context: ChannelHandlerContext) {
        context.triggerUserOutboundEvent(notice, promise: nil)
    }

    /// Whether a client waits to be told that it may send its body (RFC 9110, 10.1.1).
    private static func awaitsLeave(_ head: HTTPRequestHead) -> Bool {
        head.version == .http1_1 && head.headers["expect"].contains { $0.lowercased() == "100-continue" }
            && (head.headers.contains(name: "transfer-encoding") || head.headers["content-length"].first != "0")
    }

    private func giveLeave(_ context: ChannelHandlerContext) {
        context.write(wrapOutboundOut(.head(HTTPResponseHead(version: .http1_1, status: .continue))), promise: nil)
        context.flush()
    }

    private func answer(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        let now = ContinuousClock.now
        let end = burstEnd ?? now + routes.configuration.burstBudget
        burstEnd = end
        let (answer, endpoint) = routes.answer(head, tryingHere: now < end)
        asked = (now, endpoint)
        switch answer {
        case .ready(let reply):
            state = .idle
            write(reply, to: head, keepAlive: head.isKeepAlive && !inputClosed, context)
            // Answers to pipelined requests leave together, once what has arrived is worked off.
            if depth > 0 { needsFlush = true } else { context.flush() }
        case .work(let work):
            state = .working
            tellGuard(.requestIsWithWorker, context)
            workers.run(on: context.eventLoop, work).assumeIsolated().whenComplete { [self] result in
                state = .idle
                let busy = Reply(.busy, "Too many searches wait; come back later.")
                let keepAlive = head.isKeepAlive && !inputClosed
                write((try? result.get()) ?? busy, to: head, keepAlive: keepAlive, context)
                // What was answered from within has been written too.
                needsFlush = false
                context.flush()
            }
        }
    }

    private func write(
        _ reply: Reply,
        to head: HTTPRequestHead,
        keepAlive: Bool,
        _ context: ChannelHandlerContext
    ) {
        routes.tally.count(
            status: reply.status.code,
            endpoint: asked.endpoint,
            took: ContinuousClock.now - asked.time
        )
        var fields = HTTPHeaders()
        fields.reserveCapacity(4 + reply.fields.count)
        fields.add(name: "Server", value: routes.configuration.software)
        fields.add(name: "Content-Type", value: reply.contentType)
        fields.add(name: "Content-Length", value: String(reply.body.count))
        if !keepAlive { fields.add(name: "Connection", value: "close") }
        if routes.gate != nil, reply.contentType == Reply.json {
            fields.add(name: "Cache-Control", value: "no-store")
            fields.add(name: "X-Content-Type-Options", value: "nosniff")
            fields.add(name: "Cross-Origin-Resource-Policy", value: "same-origin")
        }
        for (name, value) in reply.fields { fields.add(name: name, value: value) }
        let response = HTTPResponseHead(version: .http1_1, status: reply.status, headers: fields)
        context.write(wrapOutboundOut(.head(response)), promise: nil)
        if head.method != .HEAD {
            let body = context.channel.allocator.buffer(bytes: reply.body)
            context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
        }
        if !keepAlive { state = .closing }
        context.write(wrapOutboundOut(.end(nil)), promise: nil)
        if !keepAlive { tellGuard(.finish, context) }
    }
}
