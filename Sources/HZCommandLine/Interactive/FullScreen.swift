import Glibc
import Synchronization

/// The terminal as a full-screen program has it: keys come one by one, unseen; the shell's screen comes back at the end.
///
/// Unsafe code: C calls of the terminal.
struct FullScreen {
    /// Why there is nothing to read.
    enum Wait: Equatable {
        case bytes([UInt8])
        /// Nothing came within the time.
        case nothing
        /// The window has another size.
        case resized
        /// The terminal is gone, or somebody ended the process.
        case ended
    }

    private static let isEnding = Atomic(false)
    private let saved: termios

    /// Nil where standard input and output are no terminal.
    init?() {
        var settings = termios()
        guard isatty(0) == 1, isatty(1) == 1, unsafe tcgetattr(0, &settings) == 0 else { return nil }
        saved = settings
        signal(SIGWINCH) { _ in }
        for number in [SIGTERM, SIGHUP] {
            signal(number) { _ in FullScreen.isEnding.store(true, ordering: .relaxed) }
        }
        enter()
    }

    /// Takes the terminal: also again, after another program had it. What is pasted comes between marks.
    func enter() {
        var raw = saved
        raw.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG | IEXTEN)
        raw.c_iflag &= ~tcflag_t(IXON | ICRNL | BRKINT | INPCK | ISTRIP)
        _ = unsafe tcsetattr(0, TCSADRAIN, &raw)
        signal(SIGINT) { _ in FullScreen.isEnding.store(true, ordering: .relaxed) }
        Terminal.write("\u{1B}[?1049h\u{1B}[?2004h\u{1B}[2J", to: .output)
    }

    /// Gives the terminal back. Ctrl-C is for the program that has it then.
    func leave() {
        signal(SIGINT) { _ in }
        Terminal.write("\u{1B}[?25h\u{1B}[?2004l\u{1B}[?1049l", to: .output)
        var settings = saved
        _ = unsafe tcsetattr(0, TCSADRAIN, &settings)
    }

    /// Columns and rows.
    var size: (columns: Int, rows: Int) {
        var size = winsize()
        guard unsafe ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else { return (80, 24) }
        return (Int(size.ws_col), Int(size.ws_row))
    }

    /// Waits for keys, at most so long; without end where no time is given.
    func wait(milliseconds: Int32? = nil) -> Wait {
        // A signal that came while another program had the terminal interrupts no waiting.
        if Self.isEnding.load(ordering: .relaxed) { return .ended }
        var entry = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
        let count = unsafe poll(&entry, 1, milliseconds ?? -1)
        if Self.isEnding.load(ordering: .relaxed) { return .ended }
        if count < 0 { return errno == EINTR ? .resized : .ended }
        if count == 0 { return .nothing }
        var bytes = [UInt8](repeating: 0, count: 1024)
        let length = unsafe bytes.withUnsafeMutableBytes { unsafe read(0, $0.baseAddress, $0.count) }
        return length > 0 ? .bytes(Array(bytes.prefix(length))) : .ended
    }
}
