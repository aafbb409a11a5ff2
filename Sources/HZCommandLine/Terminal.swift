import Glibc

/// The process's surroundings: streams, environment, window. The only file of the command line with unsafe code,
/// all of it C calls that take a path, a buffer or an argument list.
public enum Terminal {
    /// One of the process's output streams.
    public enum Stream: Int32, Sendable {
        case output = 1
        case error = 2
    }

    /// The value of an environment variable; nil where it is unset or empty.
    public static func environment(_ name: String) -> String? {
        guard let value = unsafe getenv(name) else { return nil }
        let text = unsafe String(cString: value)
        return text.isEmpty ? nil : text
    }

    /// Whether a stream goes to a terminal.
    public static func isTerminal(_ stream: Stream) -> Bool {
        isatty(stream.rawValue) == 1
    }

    /// The window's width in columns: 80 where there is no window.
    public static func width(_ stream: Stream) -> Int {
        var size = winsize()
        guard unsafe ioctl(stream.rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }

    /// Writes all of `bytes`; false where nobody reads any more (`| head`), which is no error of ours.
    @discardableResult
    public static func write(_ bytes: [UInt8], to stream: Stream) -> Bool {
        var written = 0
        while written < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe Glibc.write(
                    stream.rawValue,
                    UnsafeRawBufferPointer(rebasing: buffer[written...]).baseAddress,
                    buffer.count - written
                )
            }
            if count < 0, errno != EINTR { return false }
            written += max(0, count)
        }
        return true
    }

    /// Writes a text.
    @discardableResult
    public static func write(_ text: String, to stream: Stream) -> Bool {
        write(Array(text.utf8), to: stream)
    }

    /// A write to a closed pipe gives an error instead of a signal.
    public static func ignoreBrokenPipes() {
        _ = signal(SIGPIPE, SIG_IGN)
    }

    /// The absolute path without symbolic links; nil where nothing is there.
    public static func realPath(_ path: String) -> String? {
        guard let resolved = unsafe realpath(path, nil) else { return nil }
        defer { unsafe free(resolved) }
        return unsafe String(cString: resolved)
    }

    /// Whether the path can be executed.
    public static func isExecutable(_ path: String) -> Bool {
        unsafe access(path, X_OK) == 0
    }

    /// The names in a folder; nil where it can't be read.
    public static func names(in folder: String) -> [String]? {
        guard let stream = unsafe opendir(folder) else { return nil }
        defer { unsafe closedir(stream) }
        var names: [String] = []
        while let entry = unsafe readdir(stream) {
            unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                unsafe names.append(String(cString: UnsafeRawPointer(pointer).assumingMemoryBound(to: CChar.self)))
            }
        }
        return names
    }

    /// This machine's name.
    public static func hostName() -> String {
        var name = [CChar](repeating: 0, count: 256)
        guard unsafe gethostname(&name, name.count - 1) == 0 else { return "" }
        return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// The system's words for an error number.
    public static func message(forError code: Int32) -> String {
        guard let text = unsafe strerror(code) else { return "error \(code)" }
        return unsafe String(cString: text)
    }

    /// Becomes another program. Returns only where that fails, with `errno`.
    public static func execute(_ program: String, _ arguments: [String]) -> Int32 {
        var pointers: [UnsafeMutablePointer<CChar>?] = unsafe []
        for argument in arguments { unsafe pointers.append(strdup(argument)) }
        unsafe pointers.append(nil)
        _ = unsafe execv(program, pointers)
        return errno
    }
}
