import HZIndex
import HZSearch
import HZStorage

/// `hzbench relevance`: asks every question of a collection with judgements, as typed and with default settings, and
/// prints what is found as a TREC run: question, Q0, id, rank, score, name.
struct RelevanceBenchmark {
    private let searcher: Searcher
    private let path: String
    private let limit: Int

    init(_ arguments: BenchmarkArguments, index: String) throws {
        searcher = Searcher(snapshot: try IndexSnapshot(directory: FileSystemDirectory(opening: index)))
        path = try arguments.required("queries")
        limit = try arguments.number("limit", otherwise: 100)
    }

    func run() throws {
        var lines = ""
        var times: [Double] = []
        try InputFile(path).forEachLine { line in
            // A line: name, tab, question.
            guard let tab = line.firstIndex(of: 0x09) else { return }
            let name = String(decoding: line[..<tab], as: UTF8.self)
            var request = SearchRequest(query: String(decoding: line[(tab + 1)...], as: UTF8.self))
            request.limit = limit
            request.detail = .id
            let clock = Stopwatch()
            let hits = try searcher.search(request).hits
            times.append(clock.microseconds)
            for hit in hits { lines += "\(name) Q0 \(hit.id) \(hit.rank) \(hit.score) hzsearch\n" }
        }
        BenchmarkProgram.write(lines)
        var latencies = Latencies()
        latencies.add(times)
        let (middle, high) = (latencies.percentile(0.5).median, latencies.percentile(0.99).median)
        BenchmarkProgram.write("\(times.count) questions, p50 \(middle) us, p99 \(high) us\n", to: 2)
    }
}
