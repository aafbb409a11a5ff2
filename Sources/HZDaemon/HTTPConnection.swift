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
    private var inputClosed = false
    private var needsFlush = false

    init(routes: Routes, workers: WorkerQueue) {
        self.routes = routes
        self.workers = workers
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            if case .closing = state { return }
            state = .receiving(head)
        case .body:
            // No request of this interface has a meaning for a body: its bytes are dropped as they come.
            break
        case .end:
            guard case .receiving(let head) = state else { return }
            answer(head, context)
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
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
            case .idle, .receiving: context.close(promise: nil)
            case .working, .closing: break
            }
        }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard let error = error as? HTTPParserError, !isClosing else {
            context.close(promise: nil)
            return
        }
        let reply: Reply
        switch error {
        case .headerOverflow:
            reply = Reply(
                .requestHeaderFieldsTooLarge,
                code: "head_too_large",
                message: "The request head is too large."
            )
        default:
            reply = Reply(.badRequest, code: "bad_request", message: "This is not an HTTP/1.1 request.")
        }
        write(reply, to: HTTPRequestHead(version: .http1_1, method: .GET, uri: ""), keepAlive: false, context)
        context.flush()
    }

    private var isClosing: Bool {
        if case .closing = state { true } else { false }
    }

    private func answer(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        switch routes.answer(head) {
        case .ready(let reply):
            state = .idle
            write(reply, to: head, keepAlive: head.isKeepAlive, context)
            // Answers to pipelined requests leave together, once what has arrived is worked off.
            needsFlush = true
        case .search(let request):
            state = .working
            let answer = workers.run(on: context.eventLoop) { [routes] in routes.searchAtLength(request) }
            answer.assumeIsolated().whenComplete { [self] result in
                state = .idle
                let busy = Reply(
                    .serviceUnavailable,
                    code: "busy",
                    message: "Too many searches wait; come back later."
                )
                let keepAlive = head.isKeepAlive && !inputClosed
                write((try? result.get()) ?? busy, to: head, keepAlive: keepAlive, context)
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
        routes.tally.count(status: reply.status.code)
        var fields = HTTPHeaders()
        fields.reserveCapacity(4 + reply.fields.count)
        fields.add(name: "Server", value: routes.configuration.software)
        fields.add(name: "Content-Type", value: "application/json; charset=utf-8")
        fields.add(name: "Content-Length", value: String(reply.body.count))
        if reply.status == .serviceUnavailable { fields.add(name: "Retry-After", value: "1") }
        if !keepAlive { fields.add(name: "Connection", value: "close") }
        for (name, value) in reply.fields { fields.add(name: name, value: value) }
        let response = HTTPResponseHead(version: .http1_1, status: reply.status, headers: fields)
        context.write(wrapOutboundOut(.head(response)), promise: nil)
        if head.method != .HEAD {
            let body = context.channel.allocator.buffer(bytes: reply.body)
            context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
        }
        guard !keepAlive else {
            context.write(wrapOutboundOut(.end(nil)), promise: nil)
            return
        }
        state = .closing
        let written = context.eventLoop.makePromise(of: Void.self)
        written.futureResult.assumeIsolated().whenComplete { _ in context.close(promise: nil) }
        context.write(wrapOutboundOut(.end(nil)), promise: written)
    }
}
