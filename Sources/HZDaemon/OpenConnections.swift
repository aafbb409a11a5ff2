import NIOCore
import Synchronization

/// The connections that are open, so that they can be told to finish; refuses more than its limit.
final class OpenConnections: Sendable {
    private let limit: Int
    private let tally: Tally
    private let channels = Mutex<[ObjectIdentifier: any Channel]>([:])

    init(limit: Int, tally: Tally) {
        self.limit = limit
        self.tally = tally
    }

    /// How many there are.
    var count: Int {
        channels.withLock { $0.count }
    }

    /// Takes a connection in until it closes; false where there are too many.
    func admit(_ channel: any Channel) -> Bool {
        let key = ObjectIdentifier(channel)
        let isAdmitted = channels.withLock { channels in
            guard channels.count < limit else { return false }
            channels[key] = channel
            return true
        }
        guard isAdmitted else { return false }
        tally.connections.wrappingAdd(1, ordering: .relaxed)
        channel.closeFuture.whenComplete { [self] _ in
            _ = channels.withLock { $0.removeValue(forKey: key) }
            tally.use()
            tally.connections.wrappingSubtract(1, ordering: .relaxed)
        }
        return true
    }

    /// Tells all connections to close when their answers in flight are written.
    func quiesce() {
        for channel in channels.withLock({ Array($0.values) }) {
            channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
        }
    }

    /// Closes all connections at once.
    func close() {
        for channel in channels.withLock({ Array($0.values) }) { channel.close(promise: nil) }
    }
}
