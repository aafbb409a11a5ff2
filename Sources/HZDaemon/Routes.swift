import HZClient
import HZIndex
import HZJSON
import HZSearch
import NIOHTTP1

/// What the daemon answers at each path. Searches are tried at once with a small budget, so that a short one
/// is answered on the loop that it came in on; what does not fit is left to a worker.
struct Routes: Sendable {
    /// An answer, or the search that needs a worker for its answer.
    enum Answer {
        case ready(Reply)
        case search(SearchRequest)
    }

    /// A request's target may be this long.
    static let targetLimit = 65536

    let configuration: DaemonConfiguration
    let snapshots: SnapshotSource
    let tally: Tally

    /// Answers a request head; the body was dropped.
    func answer(_ head: HTTPRequestHead) -> Answer {
        guard head.uri.utf8.count <= Self.targetLimit else {
            return .ready(
                Reply(.uriTooLong, code: "target_too_long", message: "The request target is too long.")
            )
        }
        let parts = head.uri.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let known = [SearchTarget.path, "/v1/status"]
        guard let path = parts.first.map(String.init), known.contains(path) else {
            return .ready(
                Reply(.notFound, code: "not_found", message: "There is \(known.joined(separator: ", ")).")
            )
        }
        guard head.method == .GET || head.method == .HEAD else {
            var reply = Reply(
                .methodNotAllowed,
                code: "method_not_allowed",
                message: "Only GET and HEAD are answered."
            )
            reply.fields.append(("Allow", "GET, HEAD"))
            return .ready(reply)
        }
        if path == "/v1/status" { return .ready(status()) }
        let request: SearchRequest
        do {
            request = try SearchTarget.request(query: parts.count > 1 ? parts[1] : "")
        } catch {
            return .ready(Reply(error))
        }
        guard let reply = search(request, limit: configuration.loopBudget) else {
            tally.moved.wrappingAdd(1, ordering: .relaxed)
            return .search(request)
        }
        return .ready(reply)
    }

    /// Answers a search on a worker, with all the time that a search may take.
    func searchAtLength(_ request: SearchRequest) -> Reply {
        search(request, limit: configuration.searchLimit)
            ?? Reply(.gatewayTimeout, code: "timed_out", message: "The search took too long; ask for less.")
    }

    /// Nil where the search ran out of time.
    private func search(_ request: SearchRequest, limit: Duration) -> Reply? {
        do {
            let result = try snapshots.current().search(request, deadline: .now + limit)
            return Reply(body: result.json() + [UInt8(ascii: "\n")])
        } catch {
            return Reply(error)
        }
    }

    private func status() -> Reply {
        let searcher = snapshots.current()
        var json = JSONWriter(capacity: 512)
        json.beginObject()
        json.member("schema", 1)
        json.member("software", configuration.software)
        json.member("index", configuration.index)
        json.member("generation", Int(clamping: searcher.snapshot.generation))
        json.member("articles", searcher.snapshot.articleCount)
        json.member("segments", searcher.snapshot.segments.count)
        json.member("failure", snapshots.failure.map { "\($0)" })
        json.name("daemon")
        json.beginObject()
        json.member("process", Int(processID()))
        json.member("uptime_s", Int((ContinuousClock.now - tally.started).components.seconds))
        json.member("connections", tally.connections.load(ordering: .relaxed))
        json.member("requests", tally.requests.load(ordering: .relaxed))
        json.member("failures", tally.failures.load(ordering: .relaxed))
        json.member("moved_to_workers", tally.moved.load(ordering: .relaxed))
        json.endObject()
        json.endObject()
        json.newline()
        return Reply(body: json.bytes)
    }
}
