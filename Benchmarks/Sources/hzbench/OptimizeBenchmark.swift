import HZIndex
import HZStorage

/// `hzbench optimize`: merges an index into one segment, timed.
struct OptimizeBenchmark {
    private let arguments: BenchmarkArguments
    private let index: String

    init(_ arguments: BenchmarkArguments, index: String) {
        self.arguments = arguments
        self.index = index
    }

    func run() throws {
        var options = IndexWriter.Options()
        options.worksAside = true
        let writer = try IndexWriter(directory: FileSystemDirectory(opening: index), options: options)
        let clock = Stopwatch()
        try writer.optimize()
        let seconds = clock.seconds
        let (peak, anonymous) = (MemoryUse.peak(), MemoryUse.anonymous())
        BenchmarkProgram.write(
            arguments.has("json")
                ? "{\"seconds\":\(seconds),\"peak_bytes\":\(peak),\"anonymous_bytes\":\(anonymous)}\n"
                : "\(seconds) s, peak \(IndexSizes.megabytes(peak)) MB\n"
        )
    }
}
