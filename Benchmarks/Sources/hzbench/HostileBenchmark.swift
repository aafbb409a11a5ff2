import HZIndex
import HZSearch
import HZStorage

/// `hzbench hostile`: asks random queries that are made to be dear, each with a second to answer in, and tells the dearest
/// and how much memory all of them took.
struct HostileBenchmark {
    private let searcher: Searcher
    private let count: Int
    private var random = Draws()

    init(_ arguments: BenchmarkArguments, index: String) throws {
        searcher = Searcher(snapshot: try IndexSnapshot(directory: FileSystemDirectory(opening: index)))
        count = try arguments.number("passes", otherwise: 10_000)
    }

    mutating func run() throws {
        var dearest: [(milliseconds: Double, processor: Double, outcome: String, query: String)] = []
        let queries = Self.known + (0..<max(0, count - Self.known.count)).map { _ in query() }
        let before = MemoryUse.anonymous() >> 20
        var most = before
        var largest: [(growth: Int, query: String)] = []
        for query in queries {
            var request = SearchRequest(query: query)
            request.detail = .id
            request.countAll = Bool.random(using: &random)
            let (clock, processor) = (Stopwatch(), ProcessorTime.seconds())
            var outcome = "answered"
            do {
                let result = try searcher.search(request, deadline: .now + .seconds(1))
                if result.notes.contains(where: { $0.code == "capped" }) { outcome = "capped" }
            } catch {
                outcome = "\(error)"
            }
            let spent = (ProcessorTime.seconds() - processor) * 1_000
            dearest.append((clock.microseconds / 1_000, spent, outcome, query))
            let now = MemoryUse.anonymous() >> 20
            if now > most { largest.append((now - most, query)) }
            most = max(most, now)
        }
        dearest.sort { $0.processor > $1.processor }
        for entry in dearest.prefix(12) {
            let query = entry.query.prefix(200)
            BenchmarkProgram.write("\(entry.milliseconds.rounded()) ms, \(entry.processor.rounded()) of processors  \(entry.outcome)  \(query)\n")
        }
        for entry in largest.sorted(by: { $0.growth > $1.growth }).prefix(5) {
            BenchmarkProgram.write("\(entry.growth) MB more  \(entry.query.prefix(200))\n")
        }
        let late = dearest.count { $0.outcome != "answered" && $0.outcome != "capped" }
        let capped = dearest.count { $0.outcome == "capped" }
        BenchmarkProgram.write(
            "\(queries.count) queries, \(capped) capped, \(late) refused, memory \(before) MB, at most \(most) MB\n"
        )
    }

    /// The same draws every time (SplitMix64).
    private struct Draws: RandomNumberGenerator {
        private var state: UInt64 = 1

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var value = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
            value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
            return value ^ value >> 31
        }
    }

    /// What is known to be dear somewhere.
    private static let known: [String] = [
        "*", "a*", "*a", "*a*", "**a**b", "?", "a?*?*?*?*b", "/.*/", "/.+/", "/(.*a){9}.*/", "/(a|b|c|d|e)*f?.*/",
        "/([a-z]{1,8}){1,8}/", "/(a?){64}a{64}/", "/[^a]*[^b]*[^c]*[^d]*/", "/(.*){32}/", "/.*.*.*.*.*.*x/",
        "\"the of and to in\"~1000", "the NEAR/1000 of NEAR/1000 and NEAR/1000 to", "* NEAR/1000 *a* NEAR/1000 /.*/",
        "/.*/ OR /.+/ OR /.?.*/ OR *a* OR *e*", "-the", "NOT (NOT (NOT a))", "a~2 e~2 the~2",
    ]

    private mutating func query() -> String {
        let separator = [" ", " OR ", " AND ", " NEAR/\(Int.random(in: 1...2_000, using: &random)) "].randomElement(using: &random) ?? " "
        let most = [3, 8, 200, 2_000].randomElement(using: &random) ?? 3
        let length = Int.random(in: 1...most, using: &random)
        let isOneKind = Bool.random(using: &random)
        var part = self.part()
        var parts: [String] = []
        for _ in 0..<length {
            if !isOneKind { part = self.part() }
            parts.append((["", "", "", "+", "-", "("].randomElement(using: &random) ?? "") + part)
        }
        return parts.joined(separator: separator)
    }

    private static let words = [
        "the", "of", "and", "a", "in", "to", "is", "data", "file", "class", "function", "中", "的", "数据", "x", "1", "0", "e",
        "hangzhou", "zzz", "é", "\u{0}", "NOT", "OR",
    ]

    private mutating func part() -> String {
        let word = Self.words.randomElement(using: &random) ?? ""
        let other = Self.words.randomElement(using: &random) ?? ""
        switch Int.random(in: 0..<14, using: &random) {
        case 0: return word + "*"
        case 1: return "*" + word + "*"
        case 2: return word + "?*?" + other
        case 3: return "/.*\(word).*/"
        case 4: return "/(\(word)|[a-z]+|\(other)*){1,\(Int.random(in: 1...40, using: &random))}/"
        case 5: return "/[^\(word)]{0,60}(a|b|c)*/"
        case 6: return word + "~2"
        case 7: return "\"\(word) \(other) the of\"~\(Int.random(in: 0...5_000, using: &random))"
        case 8: return "\"\(word) \(other)\""
        case 9: return String(repeating: "(", count: Int.random(in: 1...200, using: &random)) + word
        case 10: return "title:" + word + "*"
        case 11: return "/" + String(repeating: "(.*", count: Int.random(in: 1...30, using: &random)) + word + "/"
        default: return word
        }
    }
}
