import NIOCore

/// Stops accepting for a moment where that fails: descriptors have run out, and clients that wait would wake the loop at once.
///
/// NIO's `AcceptBackoffHandler` only delays the next request to read; the one that failed stays pending, and its socket ready.
final class AcceptPause: ChannelInboundHandler {
    typealias InboundIn = Channel

    private static let length = TimeAmount.milliseconds(250)

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard error is IOError else { return context.fireErrorCaught(error) }
        guard let options = context.channel.syncOptions else { return }
        try? options.setOption(.autoRead, value: false)
        context.eventLoop.assumeIsolated().scheduleTask(in: Self.length) {
            try? options.setOption(.autoRead, value: true)
        }
    }
}
