import Glibc
import HZStorage
import Synchronization

/// A file that a command writes, by several threads at once. What fails is kept and told at the end.
///
/// Unsafe code: a C call that takes a path.
public final class OutputFile: Sendable {
    private struct State {
        var descriptor: Int32
        var pending: [UInt8] = []
        var failure: Int32?
    }

    private static let pendingLimit = 64 << 10

    private let state: Mutex<State>

    /// Creates the file, or empties it. Throws the error number as ``Failure``.
    public init(_ path: String) throws(Failure) {
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw Failure("\(path): \(Host.message(forError: errno))", .usage) }
        state = Mutex(State(descriptor: descriptor))
    }

    deinit { state.withLock { _ = close($0.descriptor) } }

    /// Appends bytes: all of them together, whatever other threads write.
    public func write(_ bytes: [UInt8]) {
        state.withLock { state in
            state.pending.append(contentsOf: bytes)
            if state.pending.count > Self.pendingLimit { Self.flush(&state) }
        }
    }

    /// Writes what is left; the error number of what failed, nil for nothing.
    public func finish() -> Int32? {
        state.withLock { state in
            Self.flush(&state)
            return state.failure
        }
    }

    private static func flush(_ state: inout State) {
        if state.failure == nil {
            let failure = Syscalls.writeAll(state.pending, to: state.descriptor)
            if failure != 0 { state.failure = failure }
        }
        state.pending.removeAll(keepingCapacity: true)
    }
}
