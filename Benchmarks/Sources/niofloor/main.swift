import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix

/// Answers each request with the same body and nothing else: what SwiftNIO's HTTP costs without anything of ours.
final class SameAnswer: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let body: ByteBuffer
    private let head: HTTPResponseHead

    init(_ body: ByteBuffer) {
        self.body = body
        head = HTTPResponseHead(version: .http1_1, status: .ok, headers: ["Content-Length": String(body.readableBytes)])
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .end = unwrapInboundIn(data) else { return }
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }
}

let words = CommandLine.arguments
guard words.count == 4, let bytes = Int(words[1]), let threads = Int(words[2]) else {
    print("usage: niofloor BYTES THREADS SOCKET")
    exit(2)
}
let body = ByteBuffer(repeating: UInt8(ascii: "x"), count: bytes)
let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup(numberOfThreads: threads))
    .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
            try channel.pipeline.syncOperations.configureHTTPServerPipeline(withErrorHandling: false)
            try channel.pipeline.syncOperations.addHandler(SameAnswer(body))
        }
    }
    .bind(unixDomainSocketPath: words[3])
    .get()
try await server.closeFuture.get()
