import CHZKernels
import Glibc
import HZJSON
import HZStorage

/// The system that the process runs on: its environment, files by name, time, other programs.
///
/// Unsafe code: C calls that take a path or an argument list.
public enum Host {
    /// The command line: `CommandLine.arguments` without looking for it in the process's memory map. What is no UTF-8, a
    /// path most likely, is text that leads back to it (`ReversibleText`).
    public static var arguments: [String] {
        guard hz_argument_count() > 0 else { return CommandLine.arguments }
        var arguments: [String] = []
        for index in 0..<hz_argument_count() {
            guard let argument = unsafe hz_argument(index) else { continue }
            unsafe arguments.append(String(validatingCString: argument) ?? text(of: argument))
        }
        return arguments
    }

    private static func text(of bytes: UnsafePointer<CChar>) -> String {
        ReversibleText.text(of: unsafe Array(UnsafeRawBufferPointer(start: bytes, count: strlen(bytes))))
    }

    /// The bytes of a path that is text: those that it stands for, or its own where only these name something that is there.
    public static func bytes(ofPath path: String) -> [UInt8] {
        let (bytes, own) = (ReversibleText.bytes(of: path), Array(path.utf8))
        if unsafe bytes.count == own.count || access(terminated(bytes), F_OK) == 0 { return bytes }
        return unsafe access(terminated(own), F_OK) == 0 ? own : bytes
    }

    /// The bytes as C has them.
    private static func terminated(_ bytes: [UInt8]) -> [CChar] { bytes.map { CChar(bitPattern: $0) } + [0] }

    private static func terminated(path: String) -> [CChar] { terminated(bytes(ofPath: path)) }

    /// Whether any environment variable's name begins so.
    static func hasVariables(beginning prefix: StaticString) -> Bool {
        var entry = unsafe environ
        while let text = unsafe entry.pointee {
            if unsafe memcmp(text, prefix.utf8Start, min(strlen(text), prefix.utf8CodeUnitCount)) == 0,
                unsafe strlen(text) >= prefix.utf8CodeUnitCount
            {
                return true
            }
            unsafe entry += 1
        }
        return false
    }

    /// The value of an environment variable; nil where it is unset or empty.
    public static func environment(_ name: String) -> String? {
        guard let text = setting(name), !text.isEmpty else { return nil }
        return text
    }

    /// The value of an environment variable that means something where it is empty, too; nil where it is unset.
    static func setting(_ name: String) -> String? {
        guard let value = unsafe getenv(name) else { return nil }
        return unsafe String(cString: value)
    }

    /// The absolute path without symbolic links; nil where nothing is there.
    public static func realPath(_ path: String) -> String? {
        guard let resolved = unsafe realpath(terminated(path: path), nil) else { return nil }
        defer { unsafe free(resolved) }
        return unsafe text(of: resolved)
    }

    /// Whether a path is a folder that belongs to this user alone.
    public static func isOwnFolder(_ path: String) -> Bool {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return false }
        return status.st_mode & S_IFMT == S_IFDIR && status.st_uid == geteuid() && status.st_mode & 0o077 == 0
    }

    /// Whether a folder is there, or may be, that this user may not look into.
    static func isForbidden(_ path: String) -> Bool {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return errno == EACCES }
        guard status.st_mode & S_IFMT == S_IFDIR else { return false }
        return unsafe access(terminated(path: path), R_OK | X_OK) != 0
    }

    /// Whether a path is a folder.
    static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Whether an ordinary file is there.
    static func isFile(_ path: String) -> Bool {
        var status = stat()
        return unsafe stat(terminated(path: path), &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    /// Whether the path can be executed.
    static func isExecutable(_ path: String) -> Bool {
        unsafe access(path, X_OK) == 0
    }

    /// Why a file can't be read.
    struct ReadError: Error, Equatable {
        /// The error number.
        let code: Int32
        /// Nothing is there.
        var isAbsence: Bool { code == ENOENT || code == ENOTDIR }
        /// This user may not look there: another's home folder, as when a service runs as somebody without one.
        var isForbidden: Bool { code == EACCES }
    }

    /// The bytes of a file that a user wrote by hand: at most `limit` of them, else it is too big (EFBIG).
    static func read(_ path: String, atMost limit: Int) -> Result<[UInt8], ReadError> {
        var bytes: [UInt8] = []
        let code = readPieces(path, ofSize: 16 << 10) { piece in
            bytes += piece
            return bytes.count <= limit
        }
        return code == 0 ? .success(bytes) : .failure(ReadError(code: code))
    }

    /// Hands over the bytes of a file, piece by piece; false where it is none, or not all could be read.
    static func readAll(_ path: String, _ body: (ArraySlice<UInt8>) -> Void) -> Bool {
        guard isFile(path) else { return false }
        return readPieces(path, ofSize: 1 << 20) { piece in
            body(piece)
            return true
        } == 0
    }

    /// Reads a file until `body` returns false, which is an error (EFBIG); the error number, 0 for none.
    private static func readPieces(_ path: String, ofSize size: Int, _ body: (ArraySlice<UInt8>) -> Bool) -> Int32 {
        let descriptor = unsafe open(terminated(path: path), O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return errno }
        defer { close(descriptor) }
        var piece = [UInt8](repeating: 0, count: size)
        while true {
            let count = unsafe piece.withUnsafeMutableBytes { unsafe Glibc.read(descriptor, $0.baseAddress, $0.count) }
            if count == 0 { return 0 }
            if count < 0 {
                if errno == EINTR { continue }
                return errno
            }
            if !body(piece.prefix(count)) { return EFBIG }
        }
    }

    /// This machine's name.
    public static func name() -> String {
        var name = [CChar](repeating: 0, count: 256)
        guard unsafe gethostname(&name, name.count - 1) == 0 else { return "" }
        return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// The processors that this process may use.
    public static var processors: Int {
        max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    }

    /// Now, as 2025-09-13T08:30:00Z.
    public static func timestamp() -> String {
        var seconds = time(nil)
        var parts = unsafe tm()
        guard unsafe gmtime_r(&seconds, &parts) != nil else { return "" }
        func padded(_ number: Int32) -> String { (number < 10 ? "0" : "") + String(number) }
        let day = unsafe [padded(parts.tm_year + 1900), padded(parts.tm_mon + 1), padded(parts.tm_mday)]
        let time = unsafe [padded(parts.tm_hour), padded(parts.tm_min), padded(parts.tm_sec)]
        return day.joined(separator: "-") + "T" + time.joined(separator: ":") + "Z"
    }

    /// Waits.
    public static func pause(milliseconds: Int) {
        usleep(UInt32(clamping: milliseconds * 1000))
    }

    /// The system's words for an error number.
    public static func message(forError code: Int32) -> String {
        guard let text = unsafe strerror(code) else { return "error \(code)" }
        return unsafe String(cString: text)
    }

    /// The words of a command as C has them, to be freed.
    private static func copies(of words: [String]) -> [UnsafeMutablePointer<CChar>?] {
        unsafe words.map { unsafe strdup(terminated(ReversibleText.bytes(of: $0))) } + [nil]
    }

    /// Waits for a process; how it ended, as `waitpid` tells, nil where it can't be waited for.
    private static func status(of process: pid_t) -> Int32? {
        var status: Int32 = 0
        while unsafe waitpid(process, &status, 0) < 0 { if errno != EINTR { return nil } }
        return status
    }

    /// Becomes another program. Returns only where that fails, with the error number.
    public static func execute(_ program: String, _ arguments: [String]) -> Int32 {
        let pointers = unsafe copies(of: arguments)
        _ = unsafe execv(program, pointers)
        return errno
    }

    /// Starts another program in a session of its own, with nothing to read and nowhere to write. Returns an error number.
    static func spawn(_ program: String, _ arguments: [String]) -> Int32 {
        // Whoever waits for a pipe to end must not wait for a daemon.
        for descriptor in Int32(3)..<1024 { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        return unsafe start(program, arguments) { files, attributes in
            for descriptor in 0..<Int32(3) {
                unsafe posix_spawn_file_actions_addopen(&files, descriptor, "/dev/null", O_RDWR, 0)
            }
            // POSIX_SPAWN_SETSID, which Glibc hides without _GNU_SOURCE.
            unsafe posix_spawnattr_setflags(&attributes, 0x80)
        }.failure
    }

    /// Starts a program as `prepare` says; its number, or an error number.
    private static func start(
        _ program: String,
        _ arguments: [String],
        _ prepare: (inout posix_spawn_file_actions_t, inout posix_spawnattr_t) -> Void
    ) -> (process: pid_t, failure: Int32) {
        let pointers = unsafe copies(of: arguments)
        var files = unsafe posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        unsafe posix_spawn_file_actions_init(&files)
        unsafe posix_spawnattr_init(&attributes)
        defer {
            unsafe posix_spawn_file_actions_destroy(&files)
            unsafe posix_spawnattr_destroy(&attributes)
            unsafe pointers.forEach { unsafe free($0) }
        }
        unsafe prepare(&files, &attributes)
        var process = pid_t()
        let failure = unsafe posix_spawn(&process, program, &files, &attributes, pointers, environ)
        return (process, failure)
    }

    /// Runs a program found by `PATH`, with this process's terminal, and waits for it; its exit status, 127 where it
    /// could not be started.
    static func run(_ words: [String]) -> Int32 {
        let pointers = unsafe copies(of: words)
        defer { unsafe pointers.forEach { unsafe free($0) } }
        var process = pid_t()
        guard unsafe posix_spawnp(&process, words[0], nil, nil, pointers, environ) == 0 else { return 127 }
        guard let status = status(of: process) else { return 127 }
        return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + status & 0x7F
    }

    /// Runs a shell's command that reads bytes, with this process's terminal, and waits for it. Variables are set where they
    /// are not. False where there is no such command.
    static func feed(_ bytes: [UInt8], to command: String, settings: [(String, String)]) -> Bool {
        var ends: [Int32] = [0, 0]
        guard unsafe pipe(&ends) == 0 else { return false }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        for (name, value) in settings { _ = unsafe setenv(name, value, 0) }
        let (process, failure) = unsafe start("/bin/sh", ["sh", "-c", command]) { files, attributes in
            unsafe posix_spawn_file_actions_adddup2(&files, ends[0], 0)
            // It ends by signals as it would without us.
            var signals = sigset_t()
            unsafe sigemptyset(&signals)
            unsafe sigaddset(&signals, SIGPIPE)
            unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
            unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
        }
        close(ends[0])
        guard failure == 0 else {
            close(ends[1])
            return false
        }
        // Ctrl-C is the reader's.
        let before = signal(SIGINT, SIG_IGN)
        defer { _ = signal(SIGINT, before) }
        // One that reads no further has what it wants.
        _ = Syscalls.writeAll(bytes, to: ends[1])
        close(ends[1])
        guard let status = status(of: process) else { return true }
        return status & 0x7F != 0 || (status >> 8) & 0xFF != 127
    }

    /// Ends the process.
    public static func exit(_ code: Int32) -> Never {
        Glibc.exit(code)
    }
}
