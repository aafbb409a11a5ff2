import HZJSON
import HZSearch

/// `hzbench query`: times sets of queries on one thread. One pass to warm up, whose answers are kept, then the timed
/// ones, whose answers must be the same.
struct QueryBenchmark {
    private let index: SearchedIndex
    private let sets: [QuerySet]
    private let mode: Mode
    private let passes: Int
    private let showsEach: Bool
    private let asJSON: Bool
    private let exactPhrases: Bool
    private let isBare: Bool
    private let nearness: Bool

    /// What is asked for: the ids of the best ten, how many match, or what people see of the best ten of the words
    /// typed bare: titles and passages, as JSON.
    private enum Mode: String {
        case top10, count, hits
    }

    /// What a set came to.
    private struct Outcome {
        let name: String
        let latencies: Latencies
        let matches: [Int]
    }

    init(_ arguments: BenchmarkArguments, index path: String) throws {
        guard let mode = Mode(rawValue: arguments.value("mode") ?? "top10") else {
            throw BenchmarkError.usage("--mode takes top10, count or hits")
        }
        self.mode = mode
        passes = try arguments.number("passes", otherwise: 5)
        showsEach = arguments.has("each")
        exactPhrases = arguments.has("exact")
        nearness = arguments.has("near")
        isBare = nearness || arguments.has("bare")
        asJSON = arguments.has("json")
        let wanted = arguments.value("sets").map { Set($0.split(separator: ",").map(String.init)) }
        sets = try QuerySet.read(try arguments.required("queries")).filter { wanted?.contains($0.name) ?? true }
        index = try SearchedIndex(path)
    }

    func run() throws {
        var outcomes: [Outcome] = []
        if !asJSON { BenchmarkProgram.write(Self.header) }
        for set in sets {
            let outcome = try measure(set)
            outcomes.append(outcome)
            if !asJSON { BenchmarkProgram.write(Self.row(outcome)) }
        }
        if asJSON { BenchmarkProgram.write(json(outcomes)) }
    }

    private func measure(_ set: QuerySet) throws -> Outcome {
        let requests = set.queries.map { query in
            mode == .hits
                ? SearchedIndex.bareRequest(query)
                : SearchedIndex.request(query, exactPhrases: exactPhrases, isBare: isBare, nearness: nearness)
        }
        let matches = try requests.map(answer)
        var latencies = Latencies()
        for _ in 0..<passes {
            var times: [Double] = []
            times.reserveCapacity(requests.count)
            for (request, expected) in zip(requests, matches) {
                let clock = Stopwatch()
                let found = try answer(request)
                times.append(clock.microseconds)
                guard found == expected else {
                    throw BenchmarkError.answersDiffer(set: set.name, query: request.query)
                }
            }
            latencies.add(times)
        }
        return Outcome(name: set.name, latencies: latencies, matches: matches)
    }

    private func answer(_ request: SearchRequest) throws -> Int {
        switch mode {
        case .top10: try index.top(request)
        case .count: try index.count(request)
        case .hits: try index.hits(request)
        }
    }

    // MARK: Output

    private static let header = line(["set", "n", "p50", "p90", "p99", "mean", "matches"])

    private static func row(_ outcome: Outcome) -> String {
        let times = [0.5, 0.9, 0.99].map { outcome.latencies.percentile($0).median } + [outcome.latencies.mean.median]
        let total = outcome.matches.reduce(0, +)
        return line([outcome.name, "\(outcome.matches.count)"] + times.map { "\(rounded($0))" } + ["\(total)"])
    }

    private static func line(_ cells: [String]) -> String {
        cells.map { $0 + String(repeating: " ", count: max(1, 12 - $0.utf8.count)) }.joined() + "\n"
    }

    private static func rounded(_ value: Double) -> Double { (value * 10).rounded() / 10 }

    private func json(_ outcomes: [Outcome]) -> String {
        var json = JSONWriter()
        json.beginObject()
        json.member("mode", mode.rawValue)
        json.member("passes", passes)
        json.member("documents", index.articleCount)
        json.member("segments", index.segmentCount)
        json.name("sets")
        json.beginObject()
        for outcome in outcomes {
            json.name(outcome.name)
            json.beginObject()
            json.member("n", outcome.matches.count)
            for (name, part) in [("p50", 0.5), ("p90", 0.9), ("p99", 0.99)] {
                write(outcome.latencies.percentile(part), as: name, to: &json)
            }
            write(outcome.latencies.mean, as: "mean", to: &json)
            json.member("matches", outcome.matches.reduce(0, +))
            if showsEach {
                json.name("each")
                json.beginArray()
                for count in outcome.matches { json.number(count) }
                json.endArray()
            }
            json.endObject()
        }
        json.endObject()
        json.endObject()
        return String(decoding: json.bytes, as: UTF8.self) + "\n"
    }

    private func write(
        _ value: (median: Double, least: Double, most: Double),
        as name: String,
        to json: inout JSONWriter
    ) {
        json.member(name, Self.rounded(value.median))
        json.name(name + "_mm")
        json.beginArray()
        json.number(Self.rounded(value.least))
        json.number(Self.rounded(value.most))
        json.endArray()
    }
}
