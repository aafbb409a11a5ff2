import HZClient
import HZIndex
import HZJSON
import HZStorage

/// `hzsearch status`: what the index holds, and whether a daemon serves it.
struct StatusCommand {
    private let arguments: ParsedArguments

    init(_ arguments: ParsedArguments) throws(UsageError) {
        if let operand = arguments.operands.first { throw .unexpectedOperand(operand, command: "status") }
        self.arguments = arguments
    }

    func run() throws -> ExitCode {
        if arguments.has("daemon") { return try runDaemon() }
        let index = try IndexLocation.existing(option: arguments.value("index"))
        let snapshot: IndexSnapshot
        do {
            snapshot = try IndexSnapshot(directory: FileSystemDirectory(opening: index))
        } catch {
            throw Failure.ofIndex(index, error)
        }
        let daemon = daemon(of: index)
        if arguments.has("json") {
            Terminal.write(json(index, snapshot, daemon?.1), to: .output)
        } else {
            Terminal.write(text(index, snapshot, daemon), to: .output)
        }
        return .success
    }

    /// The first daemon of the index that answers, by its socket, and what it says.
    private func daemon(of index: String) -> (socket: String, status: JSONValue)? {
        for socket in sockets(index) {
            guard let answer = try? DaemonClient(socket: socket).status(),
                let status = try? JSONValue(parsing: answer)
            else { continue }
            return (socket, status)
        }
        return nil
    }

    /// Fails where no daemon answers.
    private func runDaemon() throws -> ExitCode {
        let socket = arguments.value("socket")
        let index = socket == nil ? try IndexLocation.existing(option: arguments.value("index")) : ""
        for place in sockets(index) {
            if let status = try answer(at: place) {
                Terminal.write(status, to: .output)
                return .success
            }
        }
        throw ClientError.noDaemon(socket: sockets(index).first ?? "")
    }

    /// Nil where no daemon listens.
    private func answer(at socket: String) throws -> [UInt8]? {
        do {
            return try DaemonClient(socket: socket).status()
        } catch ClientError.noDaemon {
            return nil
        }
    }

    private func sockets(_ index: String) -> [String] {
        if let socket = arguments.value("socket") { return [socket] }
        return DaemonSocket.places(index: index, runtimeFolder: Host.environment("XDG_RUNTIME_DIR"))
    }

    private func text(_ index: String, _ snapshot: IndexSnapshot, _ daemon: (String, JSONValue)?) -> String {
        var lines = [("index", TerminalText.escaped(index))]
        lines.append(("articles", Quantity.count(snapshot.articleCount)))
        let deleted = snapshot.segments.reduce(0) { $0 + $1.deleted.count }
        lines.append(
            (
                "segments",
                "\(snapshot.segments.count)" + (deleted > 0 ? ", \(Quantity.count(deleted)) deleted documents" : "")
            )
        )
        lines.append(("size", Quantity.bytes(Int(clamping: bytes(snapshot)))))
        lines.append(("commit", "\(snapshot.generation)"))
        if let (socket, status) = daemon {
            let facts = status["daemon"]
            let process = facts?["process"]?.int ?? 0
            let requests = Quantity.count(facts?["requests"]?.int ?? 0)
            let uptime = Quantity.time(Double(facts?["uptime_s"]?.int ?? 0))
            let socket = TerminalText.escaped(socket)
            lines.append(("daemon", "process \(process) at \(socket), up \(uptime), \(requests) requests"))
            if let failure = status["failure"]?.string {
                lines.append(("problem", TerminalText.escaped("the daemon can't open the newest commit: \(failure)")))
            }
        } else {
            lines.append(("daemon", "none"))
        }
        return lines.map { name, value in
            name + String(repeating: " ", count: 10 - name.count) + value + "\n"
        }.joined()
    }

    private func json(_ index: String, _ snapshot: IndexSnapshot, _ daemon: JSONValue?) -> [UInt8] {
        var json = JSONWriter(capacity: 1024)
        json.beginObject()
        json.member("schema", 1)
        json.member("index", index)
        json.member("generation", Int(clamping: snapshot.generation))
        json.member("articles", snapshot.articleCount)
        json.member("bytes", Int(clamping: bytes(snapshot)))
        json.objects("segments", snapshot.segments) { segment, json in
            json.member("name", segment.reader.info.id.name)
            json.member("documents", Int(segment.reader.documentCount))
            json.member("deleted", segment.deleted.count)
            json.member("bytes", Int(clamping: segment.reader.info.byteCount))
        }
        json.name("daemon")
        if let facts = daemon?["daemon"] { facts.write(to: &json) } else { json.null() }
        json.endObject()
        json.newline()
        return json.bytes
    }

    private func bytes(_ snapshot: IndexSnapshot) -> UInt64 {
        snapshot.segments.reduce(0) { $0 + $1.reader.info.byteCount }
    }
}
