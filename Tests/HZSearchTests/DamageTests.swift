import Foundation
import HZIndex
import HZStorage
import HZTestSupport
import Testing

@testable import HZSearch

/// Searches of a damaged index: an error, or the answer of the sound one; never a crash.
@Suite struct DamageTests {
    /// What is damaged.
    enum Articles: CaseIterable {
        /// Many short articles: several blocks of postings.
        case short
        /// Some of a thousand words: pairs of words that an article has hundreds of times.
        case long
    }

    /// Two segments, one with deletions, with pairs, phrases, forms.
    private func files(_ articles: Articles) throws -> [String: [UInt8]] {
        let directory = MemoryDirectory()
        var corpus = TinyCorpus(seed: 41)
        var options = IndexWriter.Options()
        options.leastPairProduct = articles == .short ? 3_000 : 1
        let writer = try IndexWriter(directory: directory, options: options)
        let inverter = writer.makeInverter()
        let (first, all) = articles == .short ? (260, 280) : (24, 32)
        for number in 0..<all {
            if number == first {
                try writer.commit()
                writer.delete(id: "doc-3")
            }
            var document = corpus.document(number)
            if articles == .long { lengthen(&document, by: &corpus) }
            try inverter.add(document)
        }
        try writer.commit()
        return directory.files
    }

    /// Adds the texts of many articles.
    private func lengthen(_ document: inout Document, by corpus: inout TinyCorpus) {
        for _ in 0..<60 {
            let other = corpus.document(0)
            let start = document.text.count
            document.text += other.text
            for block in other.blocks {
                document.blocks.append(
                    Document.Block(zone: block.zone, start: start + block.start, end: start + block.end)
                )
            }
        }
    }

    private func requests() -> [SearchRequest] {
        var corpus = OracleCorpus(seed: 42)
        let fixed = [
            "\"dragons six\"", "dragon six little", "\"six little\" OR \"robot runs\"", "r*", "startup~", "六小龙",
            "\"the of\"~3", "\"of the\"", "\"the little dragon\" six", "\"of the six little\"",
            "title:dragon author:jane", "robot -six date:2025", "what is the six of the little dragon startups",
        ]
        return fixed.map { SearchRequest(query: $0) } + (0..<20).map { _ in corpus.request() }
    }

    /// What a request is answered; nil for an error.
    private func answer(_ request: SearchRequest, _ searcher: Searcher) -> [String]? {
        guard let result = try? searcher.search(request) else { return nil }
        return ["\(result.total.value)"] + result.hits.map { "\($0.id) \($0.score) \($0.snippet.text) \($0.missing)" }
    }

    @Test(arguments: Articles.allCases) func everyDamageIsAnErrorOrChangesNoAnswer(articles: Articles) throws {
        let files = try files(articles)
        let requests = requests()
        let sound = Searcher(snapshot: try IndexSnapshot(directory: MemoryDirectory(files: files)))
        let answers = requests.map { answer($0, sound) }
        #expect(answers.allSatisfy { $0 != nil })
        var random = SeededRandom(43)
        var errors = 0
        for (name, bytes) in files.sorted(by: { $0.key < $1.key }) {
            for _ in 0..<12 {
                var damaged = files
                damaged[name]?[Int.random(in: 0..<bytes.count, using: &random)] ^=
                    1 << UInt8.random(in: 0..<8, using: &random)
                guard let snapshot = try? IndexSnapshot(directory: MemoryDirectory(files: damaged)) else { continue }
                let searcher = Searcher(snapshot: snapshot)
                for (request, expected) in zip(requests, answers) {
                    let found = answer(request, searcher)
                    if found == nil { errors += 1 }
                    #expect(found == nil || found == expected, "\(name), \(request.query)")
                }
            }
        }
        #expect(errors > 100)
    }

    /// Of a file, what it holds and how long that is: no two of the segments' have both.
    private static func kind(_ name: String, _ length: Int) -> String {
        String(name.drop { $0 != "." && $0 != "-" }) + " \(length)"
    }

    @Test(arguments: Articles.allCases)
    func bytesThatLieWithRightChecksumsNeverCrashASearch(articles: Articles) throws {
        let files = try files(articles)
        let requests = requests()
        let variables = ProcessInfo.processInfo.environment
        var random = SeededRandom(variables["HZ_DAMAGE_SEED"].flatMap(UInt64.init) ?? 44)
        // Names of segments are random: sorted by their kinds, a seed damages the same bytes each time.
        let kinds = files.map { ($0.key, Self.kind($0.key, $0.value.count)) }.sorted { $0.1 < $1.1 }.map(\.0)
        for round in 0..<(variables["HZ_DAMAGE_ROUNDS"].flatMap(Int.init) ?? 300) {
            let name = kinds[round % kinds.count]
            guard var bytes = files[name] else { continue }
            let end = bytes[(bytes.count - 32)..<(bytes.count - 24)].reversed().reduce(0) { $0 << 8 | Int($1) }
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                bytes[Int.random(in: 32..<end, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            var damaged = files
            damaged[name] = Resealed.file(bytes)
            damaged = Resealed.manifest(damaged)
            guard let snapshot = try? IndexSnapshot(directory: MemoryDirectory(files: damaged)) else { continue }
            let searcher = Searcher(snapshot: snapshot)
            for request in requests { _ = answer(request, searcher) }
            _ = try? IndexChecker.check(snapshot)
        }
    }
}
