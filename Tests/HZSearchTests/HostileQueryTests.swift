import Foundation
import HZIndex
import HZTestSupport
import Testing

@testable import HZSearch

/// Queries that nobody means well with: by a grammar, then mutated. None traps, and each has an answer that holds together.
@Suite struct HostileQueryTests {
    /// Makes queries, the same ones for the same seed.
    private struct Generator {
        var random: SeededRandom

        private static let words = [
            "dragon", "dragons", "GuoJun", "Guo-Jun", "C++", "a", "六小龙", "龙", "é", "e\u{301}", "3.14", "x_y_z",
            "O'Brien",
            "AND", "OR", "NOT", "NEAR/3", "\u{202E}", "\u{0}", "🐉", "ﬁ", "İ", "ß", "word12", "🇨🇳", "ＡＩ",
        ]
        private static let signs = [
            "\"", "(", ")", "*", "?", "~", "~2", "^", "^2", "+", "-", ":", "/", "..", "\\", "[", "]", "{2,3}", "|", " ",
            "“",
        ]
        private static let fields = [
            "title:", "author:", "site:", "lang:", "path:", "date:", "since:", "before:", "page:", "text:",
        ]

        private mutating func pick(_ texts: [String]) -> String {
            texts[Int.random(in: 0..<texts.count, using: &random)]
        }
        private mutating func one(in count: Int) -> Bool { Int.random(in: 0..<count, using: &random) == 0 }

        mutating func query() -> String {
            var text = clauses(depth: 0)
            for _ in 0..<Int.random(in: 0...4, using: &random) { text = mutated(text) }
            return text
        }

        private mutating func clauses(depth: Int) -> String {
            (0..<Int.random(in: 1...5, using: &random)).map { _ in clause(depth: depth) }
                .joined(separator: pick([" ", " ", " OR ", " AND ", " NOT ", " NEAR/2 ", ""]))
        }

        private mutating func clause(depth: Int) -> String {
            let start = pick(["", "", "", "+", "-"]) + (one(in: 4) ? pick(Self.fields) : "")
            let end = pick(["", "", "", "^3", "^0", "^99999999", "~", "*"])
            switch Int.random(in: 0..<9, using: &random) {
            case 0 where depth < 6: return start + "(" + clauses(depth: depth + 1) + ")" + end
            case 1:
                return start + "\"" + pick(Self.words) + " " + pick(Self.words) + "\""
                    + pick(["", "~3", "~99999999999999999999"]) + end
            case 2: return start + "/" + expression(depth: 0) + "/" + end
            case 3: return start + pick(["*", "?", ""]) + pick(Self.words) + pick(["*", "?", "~1", "~2", "~9"]) + end
            case 4: return start + pick(["2025", "..", "2025-13", "2025..2024", "99999999999", "-1..x"]) + end
            case 5: return start + pick(Self.words) + pick(Self.words) + end
            default: return start + pick(Self.words) + end
            }
        }

        private mutating func expression(depth: Int) -> String {
            let atom = pick([
                "a", ".", "[a-z]", "[^龙]", "\\d", "\\", "(", "六", "[z-a]", "[", "x{1,9}", "x{9,1}", "x{99999}",
            ])
            guard depth < 5, !one(in: 3) else { return atom }
            return pick(["(", ""]) + expression(depth: depth + 1) + pick(["", "|", "*", "+", "?", "{2,3}"])
                + expression(depth: depth + 1) + pick([")", ""]) + pick(["", "*", "+*"])
        }

        /// A part of a text left out, doubled, moved or replaced; or the whole of it many times.
        private mutating func mutated(_ text: String) -> String {
            var scalars = Array(text.unicodeScalars)
            let start = Int.random(in: 0...scalars.count, using: &random)
            let end = min(scalars.count, start + Int.random(in: 0...6, using: &random))
            switch Int.random(in: 0..<7, using: &random) {
            case 0: scalars.removeSubrange(start..<end)
            case 1: scalars.insert(contentsOf: scalars[start..<end], at: start)
            case 2: scalars.insert(contentsOf: pick(Self.signs).unicodeScalars, at: start)
            case 3: scalars.reverse()
            case 4: scalars.insert(contentsOf: pick(Self.words).unicodeScalars, at: end)
            case 5 where scalars.count < 400:
                let count = Int.random(in: 2...60, using: &random)
                scalars = Array(
                    repeatElement(scalars, count: count).joined(separator: pick(["", " ", " OR ", "("]).unicodeScalars)
                )
            default:
                scalars.insert(
                    contentsOf: repeatElement("(", count: Int.random(in: 1...200, using: &random)),
                    at: start
                )
            }
            return String(String.UnicodeScalarView(scalars))
        }
    }

    private func searcher() throws -> Searcher {
        var random = SeededRandom(30)
        let words = [
            "dragon", "dragons", "GuoJun", "guo", "jun", "C++", "六小龙在杭州", "3.14", "x_y_z", "O'Brien", "AI", "of",
        ]
        func sentence() -> String {
            (0..<30).map { _ in
                Bool.random(using: &random)
                    ? "word\(Int.random(in: 0..<99, using: &random))" : words.randomElement(using: &random) ?? ""
            }.joined(separator: " ")
        }
        return try Searcher(
            segments: (0..<3).map { part in
                (0..<40).map { Document(id: "\(part)-\($0)", title: sentence(), blocks: [sentence(), sentence()]) }
            }
        )
    }

    /// More of them, from another seed on: HZ_HOSTILE_QUERIES, HZ_HOSTILE_SEED.
    private static func number(_ name: String, _ standard: Int) -> Int {
        ProcessInfo.processInfo.environment[name].flatMap { Int($0) } ?? standard
    }

    @Test func everyHostileQueryHasAnAnswerThatHoldsTogether() throws {
        let searcher = try searcher()
        var generator = Generator(random: SeededRandom(UInt64(Self.number("HZ_HOSTILE_SEED", 1))))
        for number in 0..<Self.number("HZ_HOSTILE_QUERIES", 600) {
            var request = SearchRequest(query: generator.query())
            request.options.mode = [.auto, .auto, .any, .all, .phrase][number % 5]
            request.passages = 1 + number % 3
            request.explain = number % 7 == 0
            do throws(SearchError) {
                let result = try searcher.search(request, deadline: .now + .seconds(10))
                try hold(result, request)
            } catch {
                // Out of time is an answer too; everything else is none.
                guard case .timedOut = error else { throw error }
            }
        }
    }

    /// Each of these took seconds or minutes when words were held against all others, or all text was read for each.
    @Test(arguments: ["x-y-", "x-Y-", "杭州六小龙", "a:", "many"])
    func longTextsOfOnePartAreLookedUpInTime(_ part: String) throws {
        let letters = Array("abcdefghijklmnopqrstuvwxyz")
        let many = (0..<15_000).map { "\(letters[$0 % 26])\(letters[$0 / 26 % 26])\(letters[$0 / 676])" }
        let articles = [
            Document(id: "a", blocks: ["A robot x-y x-Y x y 杭州六小龙"]),
            Document(id: "b", blocks: [many.joined(separator: " ")]),
        ]
        let searcher = try Searcher(segments: [articles])
        let repeated = String(repeating: part, count: 60_000 / part.utf8.count)
        let text = part == "many" ? many.joined(separator: "-") : repeated
        let result = try searcher.search(SearchRequest(query: text), deadline: .now + .seconds(60))
        // "a:a:a" is one word.
        #expect(result.notes.contains { $0.code == "capped" } == (part != "a:"))
    }

    private func hold(_ result: SearchResult, _ request: SearchRequest) throws(SearchError) {
        let query = Comment(rawValue: request.query)
        #expect(result.total.value >= 0 && result.hits.count <= request.limit, query)
        #expect(result.hits.map(\.score) == result.hits.map(\.score).sorted(by: >), query)
        for hit in result.hits {
            #expect(hit.score.isFinite && hit.score >= 0, query)
            for snippet in [hit.snippet] + hit.furtherSnippets {
                let count = snippet.text.unicodeScalars.count
                #expect(
                    snippet.highlights.allSatisfy { $0.lowerBound < $0.upperBound && $0.upperBound <= count },
                    query
                )
                #expect(snippet.passage.utf8.count == snippet.bytes.count || snippet.text.isEmpty, query)
            }
        }
        #expect((try? SearchResult(json: result.json())) == result, query)
    }

    @Test func hostileQueriesAreReadAndToldAgain() {
        var generator = Generator(random: SeededRandom(2))
        for _ in 0..<3_000 {
            let text = generator.query()
            let (query, notes) = QueryParser.parse(text)
            #expect(!query.description.isEmpty || text.utf8.allSatisfy { $0 < 0x80 }, "\(text)")
            #expect(notes.allSatisfy { 0 <= $0.range.lowerBound && $0.range.upperBound <= text.utf8.count }, "\(text)")
        }
    }

    @Test(arguments: ["\"w1 w2 w3\"", "+w1.w2.w3", "w1 w2"])
    func whatIsTooMuchIsLeftOutAndTheRestIsFound(_ part: String) throws {
        let searcher = try Searcher(segments: [[Document(id: "a", blocks: ["w1 w2 w3"])]])
        for count in [500, 700, 1_000] {
            let text = Array(repeating: part, count: count).joined(separator: " ")
            let result = try searcher.search(SearchRequest(query: text), deadline: .now + .seconds(60))
            #expect(result.hits.map(\.id) == ["a"], "\(count)")
        }
        #expect(try searcher.search(SearchRequest(query: "+w1 +nowhere")).hits.isEmpty)
    }
}
