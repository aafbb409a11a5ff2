import Glibc

/// The commands of `hzbench`.
enum BenchmarkProgram {
    static let usage = """
        usage: hzbench index    --index DIR [--threads N] [--memory MIB] [--text BYTES] [--json] PATH...
               hzbench optimize --index DIR [--json]
               hzbench sizes    --index DIR [--json]
               hzbench open     --index DIR [--passes N]
               hzbench query    --index DIR --queries FILE.tsv [--mode top10|count] [--passes N] [--sets A,B] [--each] [--exact] [--bare|--near] [--json]
               hzbench relevance --index DIR --queries FILE.tsv [--limit N]
               hzbench hostile  --index DIR [--passes N]

        """

    /// Runs a command; the exit code.
    static func run(_ words: [String]) -> Int32 {
        do {
            let arguments = try BenchmarkArguments(words)
            let index = try arguments.required("index")
            switch arguments.command {
            case "index": try IndexBenchmark(arguments, index: index).run()
            case "optimize": try OptimizeBenchmark(arguments, index: index).run()
            case "sizes":
                try IndexSizes(index: index).print(asJSON: arguments.has("json"))
                if !arguments.has("json") { write(try PostingCounts(index: index).text + "\n") }
            case "open": try OpenBenchmark(arguments, index: index).run()
            case "query": try QueryBenchmark(arguments, index: index).run()
            case "relevance": try RelevanceBenchmark(arguments, index: index).run()
            case "hostile":
                var benchmark = try HostileBenchmark(arguments, index: index)
                try benchmark.run()
            default: throw BenchmarkError.usage("no command \(arguments.command)")
            }
            return 0
        } catch BenchmarkError.usage(let fact) {
            write("hzbench: \(fact)\n\(usage)", to: 2)
            return 2
        } catch {
            write("hzbench: \(error)\n", to: 2)
            return 1
        }
    }

    /// Writes text to a file descriptor, as far as that takes it.
    static func write(_ text: String, to descriptor: Int32 = 1) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }
}
