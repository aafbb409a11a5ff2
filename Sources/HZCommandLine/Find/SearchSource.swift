import HZClient
import HZIndex
import HZSearch
import HZStorage
import Synchronization

/// Who answers searches: the daemon when one does, else the index itself; the same answer either way.
struct SearchSource {
    private let socket: String?
    private let index: String?
    private let asksDaemon: Bool
    private let startsDaemon: Bool
    /// The index as it was when it had to be opened.
    private var searcher: Searcher?
    /// Kept to the end of the process, which gives back its memory sooner than we could piece by piece.
    private static let opened = Mutex<Searcher?>(nil)

    /// By a command's options: `--socket`, `--index`, `--no-daemon`, `--start`.
    init(_ arguments: ParsedArguments) throws(IndexLocation.Failure) {
        socket = arguments.value("socket")
        index = socket == nil ? try IndexLocation.existing(option: arguments.value("index")) : nil
        asksDaemon = !arguments.has("no-daemon")
        startsDaemon = arguments.has("start")
    }

    /// The JSON of the result.
    mutating func answer(_ request: SearchRequest) throws -> [UInt8] {
        try json(SearchTarget.target(for: request)) { searcher throws(SearchError) in
            try searcher.search(request, deadline: nil).line()
        }
    }

    /// The result itself.
    mutating func result(_ request: SearchRequest) throws -> SearchResult {
        let answer = try ask(SearchTarget.target(for: request)) { searcher throws(SearchError) in
            try searcher.search(request, deadline: nil)
        }
        return switch answer {
        case .json(let json): try SearchResult(json: json)
        case .read(let result): result
        }
    }

    /// The JSON at a request target, or what `read` makes of the index.
    mutating func json(
        _ target: [UInt8],
        _ read: (Searcher) throws(SearchError) -> [UInt8]
    ) throws -> [UInt8] {
        switch try ask(target, read) {
        case .json(let json), .read(let json): json
        }
    }

    /// The daemon's JSON, or what was read here.
    private enum Answer<Value> {
        case json([UInt8])
        case read(Value)
    }

    private mutating func ask<Value>(
        _ target: [UInt8],
        _ read: (Searcher) throws(SearchError) -> Value
    ) throws -> Answer<Value> {
        guard let index else { return .json(try client(socket ?? "").get(target)) }
        if asksDaemon {
            let runtime = Host.environment("XDG_RUNTIME_DIR")
            for socket in DaemonSocket.places(index: index, runtimeFolder: runtime) {
                // A daemon that is gone, busy or confused is no reason not to answer: the index is here.
                if let json = try? client(socket).get(target) { return .json(json) }
            }
        }
        if startsDaemon { try DaemonStarter.start(index: index) }
        do {
            let searcher =
                try searcher ?? Searcher(snapshot: IndexSnapshot(directory: FileSystemDirectory(opening: index)))
            self.searcher = searcher
            Self.opened.withLock { $0 = searcher }
            return .read(try read(searcher))
        } catch {
            throw Failure.ofIndex(index, error)
        }
    }

    private func client(_ socket: String) -> DaemonClient {
        DaemonClient(socket: socket, software: CommandLineProgram.software)
    }
}
