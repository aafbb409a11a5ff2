import HZIndex
import HZJSON
import HZSearch
import HZStorage

/// `hzbench open`: how long it takes to open an index for searching, and the memory of its own that it takes.
struct OpenBenchmark {
    private let arguments: BenchmarkArguments
    private let index: String

    init(_ arguments: BenchmarkArguments, index: String) {
        self.arguments = arguments
        self.index = index
    }

    func run() throws {
        let passes = try arguments.number("passes", otherwise: 21)
        let before = MemoryUse.anonymous()
        var times: [Double] = []
        var anonymous = 0
        var articles = 0
        for _ in 0..<passes {
            let clock = Stopwatch()
            let searcher = Searcher(snapshot: try IndexSnapshot(directory: FileSystemDirectory(opening: index)))
            times.append(clock.seconds * 1e6)
            anonymous = max(anonymous, MemoryUse.anonymous() - before)
            articles = searcher.snapshot.articleCount
        }
        times.sort()
        var json = JSONWriter()
        json.beginObject()
        json.member("articles", articles)
        json.member("median_us", times[times.count / 2])
        json.member("min_us", times[0])
        json.member("max_us", times[times.count - 1])
        json.member("anonymous_bytes", anonymous)
        json.endObject()
        BenchmarkProgram.write(String(decoding: json.bytes, as: UTF8.self) + "\n")
    }
}
