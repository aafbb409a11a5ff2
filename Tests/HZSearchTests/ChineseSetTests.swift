import Foundation
import HZIndex
import Testing

@testable import HZSearch

/// Short Chinese texts made of known facts, and what is asked of them (Scripts/generate-chinese-set).
@Suite struct ChineseSetTests {
    private struct Question {
        let kind: String
        let query: String
        let answers: Set<String>
    }

    private func lines(_ name: String) throws -> [[String]] {
        let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let text = try String(contentsOf: tests.appending(path: "Fixtures/chinese/\(name)"), encoding: .utf8)
        return text.split(separator: "\n").map { $0.split(separator: "\t").map(String.init) }
    }

    private func searcher() throws -> Searcher {
        try Searcher(segments: [lines("texts.tsv").map { Document(id: $0[0], blocks: [$0[1]]) }])
    }

    private func questions() throws -> [Question] {
        try lines("queries.tsv").map {
            Question(kind: $0[0], query: $0[1], answers: Set($0[2].split(separator: " ").map(String.init)))
        }
    }

    @Test func everyTextThatHasWhatWasTypedIsFoundAndNoOther() throws {
        let searcher = try searcher()
        let questions = try questions()
        #expect(searcher.snapshot.articleCount >= 200 && questions.count >= 200)
        for question in questions {
            var request = SearchRequest(query: question.query)
            request.limit = 1_000
            request.options.mode = .all
            let found = Set(try searcher.search(request).hits.map(\.id))
            #expect(question.answers.subtracting(found).isEmpty, "\(question.kind) \(question.query): not found")
            #expect(found.subtracting(question.answers).isEmpty, "\(question.kind) \(question.query): has it not")
        }
    }

    @Test func theTextsThatHaveItComeFirst() throws {
        let searcher = try searcher()
        for question in try questions() {
            var request = SearchRequest(query: question.query)
            request.limit = question.answers.count
            let found = Set(try searcher.search(request).hits.map(\.id))
            #expect(found == question.answers, "\(question.kind) \(question.query)")
        }
    }

    @Test func whatWasTypedIsMarked() throws {
        let searcher = try searcher()
        for question in try questions() where question.kind == "person" || question.kind == "part" {
            var request = SearchRequest(query: question.query)
            request.limit = question.answers.count
            for hit in try searcher.search(request).hits {
                let marked = hit.snippet.highlights.map(\.count)
                #expect(marked.contains(question.query.unicodeScalars.count), "\(question.query): \(hit.snippet)")
            }
        }
    }
}
