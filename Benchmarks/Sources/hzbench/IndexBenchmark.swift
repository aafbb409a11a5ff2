import HZCollection
import HZJSON
import HZStorage

/// `hzbench index`: what `hzsearch index` does with folders and exports, timed from the first byte read to the durable
/// commit.
struct IndexBenchmark {
    private let arguments: BenchmarkArguments
    private let index: String
    private var options = UpdateOptions()

    init(_ arguments: BenchmarkArguments, index: String) throws {
        guard !arguments.operands.isEmpty else { throw BenchmarkError.usage("nothing to index") }
        self.arguments = arguments
        self.index = index
        options.threads = try arguments.number("threads", otherwise: 1)
        options.memoryBudget = try arguments.number("memory", otherwise: 256) << 20
    }

    func run() throws {
        // As the program itself does.
        Allocator.configure()
        let exports = arguments.operands.filter { $0.hasSuffix(".jsonl") }
        var textBytes = 0
        if exports.count == arguments.operands.count { for path in exports { textBytes += try ExportText(path).bytes } }
        let directory = try FileSystemDirectory(creating: index)
        let before = ProcessorTime.seconds()
        let clock = Stopwatch()
        let summary = try CollectionUpdater(directory: directory, options: options).update(arguments.operands)
        let seconds = clock.seconds
        let processor = ProcessorTime.seconds() - before
        let sizes = try IndexSizes(index: index)
        // The bytes of files where it is no text alone: HTML is measured by what is read.
        let bytes = textBytes > 0 ? textBytes : Int(clamping: summary.bytes)
        let speed = Double(bytes) / 1e6 / seconds
        var json = JSONWriter()
        json.beginObject()
        json.member("threads", options.threads)
        json.member("bytes", bytes)
        json.member("seconds", seconds)
        json.member("processor_seconds", processor)
        json.member("mb_per_second", speed)
        json.member("peak_bytes", MemoryUse.peak())
        json.member("added", summary.added)
        sizes.write(to: &json)
        json.endObject()
        guard !arguments.has("json") else {
            return BenchmarkProgram.write(String(decoding: json.bytes, as: UTF8.self) + "\n")
        }
        BenchmarkProgram.write(
            """
            \(options.threads) threads, \(IndexSizes.megabytes(bytes)) MB in \(seconds) s (\(processor) s of processors): \
            \(speed) MB/s, peak \(IndexSizes.megabytes(MemoryUse.peak())) MB
            \(sizes.text)

            """
        )
    }
}
