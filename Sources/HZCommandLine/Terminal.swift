import Glibc
import HZStorage
import Synchronization

/// The process's output streams and its window.
///
/// Unsafe code: C calls that fill in a window's size.
public enum Terminal {
    /// One of the process's output streams.
    public enum Stream: Int32, Sendable {
        case output = 1
        case error = 2
    }

    /// The error number of the first write to the output that failed; 0 for none.
    private static let failedWrite = Atomic<Int32>(0)

    /// Why the output, or a part of it, could not be written; nil where all was, or where its reader left.
    static var outputFailure: Int32? {
        let code = failedWrite.load(ordering: .relaxed)
        return code == 0 ? nil : code
    }

    /// Whether a stream goes to a terminal.
    public static func isTerminal(_ stream: Stream) -> Bool {
        isatty(stream.rawValue) == 1
    }

    /// Whatever says that a terminal is wider is mistaken.
    private static let widths = 1...10_000

    /// The width in columns: `COLUMNS`, else the window's; 80 where there is neither.
    public static func width(_ stream: Stream) -> Int {
        if let columns = Host.environment("COLUMNS").flatMap({ Int($0) }), widths.contains(columns) { return columns }
        var size = winsize()
        guard unsafe ioctl(stream.rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }

    /// The window's height in lines; nil where there is no window.
    public static func height(_ stream: Stream) -> Int? {
        var size = winsize()
        guard unsafe ioctl(stream.rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 0 else { return nil }
        return Int(size.ws_row)
    }

    /// Writes all of `bytes`; false where they can't be written: nobody reads any more (`| head`), which is no error of
    /// ours, or a disk is full, which is kept as ``outputFailure``.
    @discardableResult
    public static func write(_ bytes: [UInt8], to stream: Stream) -> Bool {
        let failure = Syscalls.writeAll(bytes, to: stream.rawValue)
        if failure != 0, failure != EPIPE, stream == .output {
            _ = failedWrite.compareExchange(expected: 0, desired: failure, ordering: .relaxed)
        }
        return failure == 0
    }

    /// Writes a text.
    @discardableResult
    public static func write(_ text: String, to stream: Stream) -> Bool {
        write(Array(text.utf8), to: stream)
    }

    /// A write to a closed pipe gives an error instead of a signal.
    static func ignoreBrokenPipes() {
        _ = signal(SIGPIPE, SIG_IGN)
    }
}
