import Glibc

/// Reads the articles of files in a process of its own, which may crash, hang or want all memory: that costs the page
/// that it was about, and the next page has a new process.
public final class IsolatedReader: ArticleSource {
    public private(set) var version: SourceVersion?

    private let program: String
    private let limits: PageLimits
    private var worker: WorkerProcess?
    private var file: WalkedFile?
    /// Members of the file that have been answered.
    private var answered = 0
    private var crashes = 0
    private var failedStarts = 0
    /// Whether the process took longer over a page's frame than a page may.
    private var isSilent = false

    /// Starts in a row that fail, after which no more are tried.
    private static let startLimit = 4
    /// Crashes over one container, after which the rest of it is given up.
    private static let crashLimit = 16
    /// What a page may take of everybody's time beyond its own, a loaded machine, a slow disk.
    private let patience: Duration
    private static let frameLimit = 1 << 30

    /// A reader whose processes run `program`, which must call ``ParseWorker/run(_:)`` where its arguments mean it.
    /// Where none can be started, files are skipped as ``SkipReason/parserUnavailable``: what was to be isolated is never
    /// read in this process.
    public convenience init(program: String, limits: PageLimits = PageLimits()) {
        self.init(program: program, limits: limits, patience: .seconds(120))
    }

    /// The same with another patience.
    init(program: String, limits: PageLimits, patience: Duration) {
        self.program = program
        self.limits = limits
        self.patience = patience
    }

    public func open(_ file: WalkedFile) throws(IngestError) {
        self.file = file
        version = nil
        answered = 0
        crashes = 0
        try ask(file)
    }

    public func next() throws(IngestError) -> SourceItem? {
        guard let file else { return nil }
        guard let frame = receive() else { return try recover(file) }
        switch frame {
        case .item(let item):
            if case .article(let article) = item, !Self.isRight(article.id, for: file) { return try recover(file) }
            answered += 1
            return item
        case .end(let version):
            self.version = version
            self.file = nil
            return nil
        case .refused(let reason, let code):
            self.file = nil
            throw reason == .unreadable ? .unreadable(path: file.path.text, errno: code) : .skipped(reason)
        }
    }

    /// Who parsed a file is not believed about what it is: of another one's id it would take the place. The records of an
    /// export have ids of their own.
    private static func isRight(_ id: String, for file: WalkedFile) -> Bool {
        guard file.kind != .jsonl else { return true }
        let path = file.path.text
        return file.kind.isContainer ? id.utf8.starts(with: (path + "!").utf8) : id == path
    }

    /// Sends the file to a process.
    private func ask(_ file: WalkedFile) throws(IngestError) {
        let opened = try FileSource.open(file)
        let limit = file.kind.isContainer ? Int.max : limits.bytes
        if let reason = FileSource.refusal(of: try FileSource.status(opened, file), limit: limit) {
            throw .skipped(reason)
        }
        let request = ParseRequest(file, passed: answered, limits: limits).bytes
        // A process that died between two files is no fault of this one.
        for _ in 0..<2 where worker != nil || failedStarts < Self.startLimit {
            if worker == nil {
                worker = WorkerProcess(program: program, memory: limits.memory)
                failedStarts = worker == nil ? failedStarts + 1 : 0
            }
            let isSent = worker?.socket.send(request, file: opened.descriptor) ?? false
            if isSent { return }
            worker = nil
        }
        self.file = nil
        throw .skipped(.parserUnavailable)
    }

    /// The next frame; nil where the process ended or sent what it should not.
    private func receive() -> ParseFrame? {
        let deadline = ContinuousClock.now + .seconds(limits.seconds) + patience
        isSilent = false
        guard let head = receive(5, by: deadline) else { return nil }
        var header = WireReader(head)
        guard let kind = try? header.byte(), let count = try? header.number(), count <= Self.frameLimit,
            let body = receive(Int(count), by: deadline)
        else { return nil }
        return try? ParseFrame(kind: kind, body)
    }

    private func receive(_ count: Int, by deadline: ContinuousClock.Instant) -> [UInt8]? {
        if let (bytes, file) = worker?.socket.receive(count, by: deadline) {
            // An answer comes without files.
            if file >= 0 { close(file) }
            return bytes
        }
        isSilent = .now >= deadline
        return nil
    }

    /// After a crash: the page is skipped, and the rest of a container is read by a new process. Of an export the rest is
    /// lost: what can't be decompressed is not got around.
    private func recover(_ file: WalkedFile) throws(IngestError) -> SourceItem? {
        let wasTimeUp = worker.take()?.end() ?? false
        let reason = wasTimeUp || isSilent ? SkipReason.parserTimedOut : .parserCrashed
        crashes += 1
        guard file.kind.isContainer, file.kind != .jsonl, crashes < Self.crashLimit else {
            self.file = nil
            throw .skipped(reason)
        }
        answered += 1
        try ask(file)
        return .skipped(member: file.path.text + "!#" + String(answered), reason)
    }
}
