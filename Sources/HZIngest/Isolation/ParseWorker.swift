import CHZSandbox
import Glibc

/// The parsing process: reads requests from its socket, answers with articles, and can do nothing else. It opens no
/// file but those it is sent, reaches no network, starts no process, and has bounded memory and time.
public enum ParseWorker {
    /// The number under which it finds its socket.
    static let socketNumber: Int32 = 3

    /// What it is called with: the program's first argument, then the bytes of memory that it may use besides its program.
    public static let argument = "parse-worker"

    /// What it sends when it can be asked: one that can't be started for want of a library is not mistaken for one that
    /// every page crashes.
    static let ready: UInt8 = 0x06

    /// Whether these are the arguments of a parsing process.
    public static func isMeant(by arguments: [String]) -> Bool {
        arguments.count == 3 && arguments[1] == argument
    }

    /// Answers until the other side closes; the result is the exit status. `arguments` are those of the program.
    public static func run(_ arguments: [String]) -> Int32 {
        signal(SIGPIPE, SIG_IGN)
        guard let memory = UInt64(arguments[2]), isSocket(socketNumber) else { return 2 }
        let socket = ParseSocket(owning: socketNumber)
        var seconds: UInt32 = 0
        var reader = SourceReader(limit: FileSource.defaultLimitBytes) { _ = chz_limit_time(seconds) }
        HTMLParser.prepare()
        reader.prepare()
        guard chz_confine(addresses() + memory) == 0, socket.send([ready]) else { return 3 }
        var limit = FileSource.defaultLimitBytes
        while let (head, file) = socket.receive(4) {
            // Taken over at once: closed whatever comes.
            let opened = OpenFile(owning: file)
            var header = WireReader(head)
            guard file >= 0, let count = try? header.number(), count < 1 << 20,
                let (body, _) = socket.receive(Int(count)), let request = try? ParseRequest(body)
            else { return 4 }
            seconds = request.seconds
            if request.limit != limit {
                limit = request.limit
                reader = SourceReader(limit: limit) { _ = chz_limit_time(seconds) }
            }
            guard answer(request, opened, reader, socket) else { return 0 }
        }
        return 0
    }

    private static let recordBytesTogether = 64 << 10

    /// False where nobody listens any more.
    private static func answer(
        _ request: ParseRequest,
        _ opened: consuming OpenFile,
        _ reader: SourceReader,
        _ socket: borrowing ParseSocket
    ) -> Bool {
        do throws(IngestError) {
            var pending: [UInt8] = []
            try reader.open(opened, as: request.file, passing: request.passed)
            while let item = try reader.next() {
                pending += ParseFrame.item(item).bytes
                // The article of a container goes at once: after a crash its number tells where to go on. Records of an
                // export go together.
                guard request.kind.isContainer, request.kind != .jsonl || pending.count >= recordBytesTogether else {
                    continue
                }
                guard socket.send(pending) else { return false }
                pending.removeAll(keepingCapacity: true)
            }
            return socket.send(pending + ParseFrame.end(reader.version).bytes)
        } catch {
            var code: Int32 = 0
            if case .unreadable(_, let errno) = error { code = errno }
            return socket.send(ParseFrame.refused(error.reason, errno: code).bytes)
        }
    }

    /// Bytes of addresses that the program itself takes.
    private static func addresses() -> UInt64 {
        var text: [UInt8] = []
        guard let file = try? OpenFile(CorpusPath("/proc/self/statm")), (try? file.read(256, into: &text)) != nil,
            let pages = UInt64(String(decoding: text.prefix { $0 != 0x20 }, as: UTF8.self))
        else { return 1 << 30 }
        return pages * UInt64(max(4_096, sysconf(Int32(_SC_PAGESIZE))))
    }

    private static func isSocket(_ descriptor: Int32) -> Bool {
        var status = stat()
        return unsafe fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFSOCK
    }
}
