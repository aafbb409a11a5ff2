import HZClient
import HZCollection
import HZCommandLine
import HZStorage

/// Waits while the daemon of an index writes it: its updates are short. Any other writer is told of at once.
struct DaemonWait: Sendable {
    /// The index directory, an absolute path without symbolic links.
    let index: String
    /// How often it is tried again, every 50 ms.
    private static let tries = 1200

    /// The result of `work`, which is tried again as long as the daemon holds the writer's lock.
    func retrying<Value>(_ work: () throws(CollectionError) -> Value) throws(CollectionError) -> Value {
        for _ in 0..<Self.tries where !Interruption.isRequested {
            do throws(CollectionError) {
                return try work()
            } catch {
                guard case .index(.storage(.locked(_, let holder))) = error, isDaemon(holder) else { throw error }
            }
            Host.pause(milliseconds: 50)
        }
        return try work()
    }

    /// Whether a process is the daemon of the index. A holder that is not known may be one that is just done.
    private func isDaemon(_ process: Int32?) -> Bool {
        let places = DaemonSocket.places(index: index, runtimeFolder: Host.environment("XDG_RUNTIME_DIR"))
        return places.contains { place in
            guard let address = try? UnixSocketAddress(path: place),
                let stream = try? UnixStream(connectingTo: address, seconds: 1)
            else { return false }
            return process == nil || stream.peer?.process == process
        }
    }
}
