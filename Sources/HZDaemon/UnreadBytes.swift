import NIOCore

/// How much of what was written to a client is still on its way: a client that reads makes it less, however little.
enum UnreadBytes {
    /// Bytes that wait here and in the kernel, which counts its own bookkeeping in. To be called on the channel's loop.
    static func count(_ channel: any Channel) -> Int {
        let waiting = try? channel.syncOptions?.getOption(.bufferedWritableBytes)
        return (waiting ?? 0) + held(by: channel)
    }

    /// What the kernel holds: of a Unix socket what is not read, over TCP what is not acknowledged.
    private static func held(by channel: any Channel) -> Int {
        guard let options = channel as? any SocketOptionProvider else { return 0 }
        // SO_MEMINFO, and the first of its numbers (linux/sock_diag.h).
        typealias Memory = (
            received: UInt32, receiveLimit: UInt32, sent: UInt32, sendLimit: UInt32, ahead: UInt32, queued: UInt32
        )
        var held = 0
        let answer: EventLoopFuture<Memory> = options.unsafeGetSocketOption(level: .socket, name: .init(rawValue: 55))
        answer.assumeIsolated().whenSuccess { held = Int(max($0.sent, $0.queued)) }
        return held
    }
}
