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

    /// The bytes of text in what is indexed, where that is exports alone.
    private func bytesOfExports() throws -> Int? {
        guard arguments.operands.allSatisfy({ $0.hasSuffix(".jsonl") }) else { return nil }
        return try arguments.operands.reduce(0) { try $0 + ExportText($1).bytes }
    }

    func run() throws {
        // As the program itself does.
        Allocator.configure()
        // Who times the whole process knows it, and does not wait for the export to be read twice.
        let known = try arguments.number("text", otherwise: 0)
        let bytesOfText = known > 0 ? known : try bytesOfExports()
        let directory = try FileSystemDirectory(creating: index)
        let before = ProcessorTime.seconds()
        let clock = Stopwatch()
        let summary = try CollectionUpdater(directory: directory, options: options).update(arguments.operands)
        let seconds = clock.seconds
        let processor = ProcessorTime.seconds() - before
        let sizes = try IndexSizes(index: index)
        // The bytes of files where it is no text alone: HTML is measured by what is read.
        let bytes = bytesOfText ?? Int(clamping: summary.bytes)
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
