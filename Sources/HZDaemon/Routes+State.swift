import HZCollection
import HZJSON

/// What the daemon tells of itself.
extension Routes {
    /// The daemon's state as JSON.
    func status() -> Reply {
        let searcher = snapshots.current()
        var json = JSONWriter(capacity: 1024)
        json.beginObject()
        json.member("schema", 1)
        json.member("software", configuration.software)
        json.member("index", configuration.index)
        json.member("generation", Int(clamping: searcher.snapshot.generation))
        json.member("articles", searcher.snapshot.articleCount)
        json.member("segments", searcher.snapshot.segments.count)
        json.member("failure", snapshots.failure.map { configuration.sentence(.index($0)) })
        json.name("daemon")
        json.beginObject()
        json.member("process", Int(processID()))
        json.member("uptime_s", Int((ContinuousClock.now - tally.started).components.seconds))
        json.member("connections", tally.connections.load(ordering: .relaxed))
        json.member("requests", tally.requests.load(ordering: .relaxed))
        json.member("failures", tally.failures.load(ordering: .relaxed))
        json.member("moved_to_workers", tally.moved.load(ordering: .relaxed))
        json.endObject()
        json.name("updates")
        write(updates?.state, to: &json)
        json.endObject()
        json.newline()
        return Reply(body: json.bytes)
    }

    private func write(_ state: ContinuousUpdate.State?, to json: inout JSONWriter) {
        guard let state else {
            json.null()
            return
        }
        json.beginObject()
        json.member("watching", configuration.watches)
        json.member("folders", state.folders)
        json.member("busy", state.isBusy)
        json.member("updates", state.updates)
        json.member("failures", state.failures)
        json.member("failure", state.failure.map(configuration.sentence))
        json.endObject()
    }

    /// The same for Prometheus (text format 0.0.4).
    func metrics() -> Reply {
        let searcher = snapshots.current()
        var text = MetricsText()
        text.describe("hzsearch_requests_total", .counter, "Requests, by what was asked for.")
        for (number, endpoint) in Self.endpoints.enumerated() {
            text.add(tally.requests(to: number), "path=\"\(endpoint.path)\"")
        }
        text.add(tally.requests(to: nil), "path=\"\"")
        text.describe("hzsearch_request_refusals_total", .counter, "Requests that were answered with 4xx.")
        text.add(tally.refusals.load(ordering: .relaxed))
        text.describe("hzsearch_request_failures_total", .counter, "Requests that were answered with 5xx.")
        text.add(tally.failures.load(ordering: .relaxed))
        text.describe("hzsearch_searches_moved_total", .counter, "Searches that were left to a worker.")
        text.add(tally.moved.load(ordering: .relaxed))
        text.describe("hzsearch_searches_repeated_total", .counter, "Searches whose answer was known.")
        text.add(tally.repeated.load(ordering: .relaxed))
        text.describe("hzsearch_request_seconds", .histogram, "From a request's end to its answer.")
        let latencies = tally.latencies
        for (bound, count) in zip(Tally.bounds, latencies.atMost) {
            text.add(count, "le=\"\(Double(bound) / 1e6)\"", suffix: "_bucket")
        }
        text.add(latencies.count, "le=\"+Inf\"", suffix: "_bucket")
        text.add(latencies.seconds, suffix: "_sum")
        text.add(latencies.count, suffix: "_count")
        text.describe("hzsearch_connections", .gauge, "Open connections.")
        text.add(tally.connections.load(ordering: .relaxed))
        text.describe("hzsearch_articles", .gauge, "Articles in the commit that is served.")
        text.add(searcher.snapshot.articleCount)
        text.describe("hzsearch_segments", .gauge, "Segments of the commit that is served.")
        text.add(searcher.snapshot.segments.count)
        text.describe("hzsearch_index_bytes", .gauge, "Bytes of the segments of the commit that is served.")
        text.add(Int(clamping: searcher.snapshot.segments.reduce(0) { $0 + $1.reader.info.byteCount }))
        text.describe("hzsearch_generation", .counter, "The number of the commit that is served.")
        text.add(Int(clamping: searcher.snapshot.generation))
        if let state = updates?.state {
            text.describe("hzsearch_updates_total", .counter, "Updates of the index that this daemon made.")
            text.add(state.updates)
            text.describe("hzsearch_update_failures_total", .counter, "Updates that failed.")
            text.add(state.failures)
            text.describe("hzsearch_watched_folders", .gauge, "Folders that are watched for changes.")
            text.add(state.folders)
        }
        let facts = ProcessFacts()
        text.describe("process_resident_memory_bytes", .gauge, "Memory in use, mapped files included.")
        text.add(facts.residentBytes)
        text.describe("hzsearch_anonymous_memory_bytes", .gauge, "Memory in use without mapped files.")
        text.add(facts.anonymousBytes)
        text.describe("process_open_fds", .gauge, "Open files and sockets.")
        text.add(facts.openFiles)
        text.describe("hzsearch_uptime_seconds", .gauge, "Seconds since the start.")
        text.add(Int((ContinuousClock.now - tally.started).components.seconds))
        return Reply(body: text.bytes, contentType: "text/plain; version=0.0.4; charset=utf-8")
    }
}

/// Lines of the Prometheus text format.
private struct MetricsText {
    enum Kind: String {
        case counter, gauge, histogram
    }

    private(set) var bytes: [UInt8] = []
    private var name = ""

    mutating func describe(_ name: String, _ kind: Kind, _ help: String) {
        self.name = name
        bytes += "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n".utf8
    }

    mutating func add(_ value: some CustomStringConvertible, _ labels: String = "", suffix: String = "") {
        bytes += "\(name)\(suffix)\(labels.isEmpty ? "" : "{\(labels)}") \(value)\n".utf8
    }
}
