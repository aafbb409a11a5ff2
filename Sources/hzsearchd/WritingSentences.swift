import HZClient
import HZCollection
import HZCommandLine
import HZDaemon

extension Failure {
    /// For an update that failed.
    init(_ error: CollectionError, index: String) {
        switch error {
        case .missing(let path): self.init("\(path) does not exist", .usage)
        case .index(let fact): self.init(fact, index: index)
        case .notWatched(let code): self.init("folders can't be watched: \(Host.message(forError: code))", .index)
        }
    }

    /// For a daemon that can't start.
    init(_ error: DaemonError, index: String) {
        switch error {
        case .index(let fact):
            self.init(fact, index: index)
        case .address(let fact):
            self.init(fact)
        case .alreadyRunning(let socket, let process):
            let who = process.map { " (pid \($0))" } ?? ""
            self.init("already running\(who) at \(socket)", .daemon)
        case .tokenNeeded(let host):
            self.init(
                "\(host) can be reached by others: set HZSEARCH_TOKEN to a secret, or say --http 127.0.0.1:8410",
                .usage
            )
        case .web(let host, let port, let code):
            let reason = code.map { Host.message(forError: $0) } ?? "this is no IP address"
            self.init("\(host):\(port) can't be listened at: \(reason)", .daemon)
        case .notASocket(let path):
            self.init("\(path) is not a socket: remove it, or say another --socket", .daemon)
        case .foreignSocket(let path, let user):
            self.init("\(path) belongs to user \(user): say another --socket", .daemon)
        case .io("bind", let path, let code):
            self.init("\(path): can't listen there: \(Host.message(forError: code)); say another --socket", .daemon)
        case .io(let operation, let path, let code):
            self.init("\(path): \(operation): \(Host.message(forError: code))", .daemon)
        }
    }
}
