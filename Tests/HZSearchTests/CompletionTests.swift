import HZIndex
import HZTestSupport
import Testing

@testable import HZSearch

/// How a query that is being typed may go on.
@Suite struct CompletionTests {
    private func searcher(_ documents: [(title: String, text: String)]) throws -> Searcher {
        let articles = documents.map { Document(id: $0.title, title: $0.title, blocks: [$0.text]) }
        return try Searcher(segments: [Array(articles.prefix(2)), Array(articles.dropFirst(2))])
    }

    private func usual() throws -> Searcher {
        try searcher([
            ("Six Little Dragons", "They are six firms of Hangzhou. Happiest days."),
            ("Robots", "Hangzhou has robots."),
            ("Hang gliders", "They hang and ran."), ("杭州六小龙", "六小龙是杭州的公司。"), ("西湖", "杭州的西湖，六家公司。"),
        ])
    }

    @Test(arguments: [
        ("hang", ["hangzhou"]), ("hangz", ["hangzhou"]), ("Hangz", ["hangzhou"]), ("happ", ["happiest"]),
        ("six firms of hang", ["six firms of hangzhou"]), ("robots glid", []), ("ra", ["ran"]),
        ("杭", ["杭州"]), ("六小", ["六小龙"]), ("杭州六", ["杭州六小"]), ("hangzhou ", []), ("", []), ("zzz", []),
    ])
    func wordsAreCompleted(typed: String, expected: [String]) throws {
        let words = try usual().complete(typed).completions.filter { $0.kind == .words }
        #expect(words.map(\.text) == expected)
        for completion in words {
            var request = SearchRequest(query: completion.text)
            request.options.mode = .all
            #expect(try usual().search(request).total.value == completion.articles)
        }
    }

    @Test(arguments: [
        ("lit", ["Six Little Dragons"]), ("six dra", ["Six Little Dragons"]), ("robots", ["Robots"]), ("西", ["西湖"]),
        ("六小", ["杭州六小龙"]), ("AND OR", []), ("hang g", ["Hang gliders"]),
    ])
    func titlesAreFound(typed: String, expected: [String]) throws {
        let result = try usual().complete(typed)
        #expect(result.completions.filter { $0.kind == .title }.map(\.text) == expected)
        #expect(try CompletionResult(json: result.line()) == result)
    }

    @Test func theFormThatMostArticlesHaveIsTold() throws {
        let texts = ["Robotics, robots.", "Robots.", "A robot.", "One robot.", "The robot.", "Robots."]
        let searcher = try searcher(texts.enumerated().map { ("\($0.offset)", $0.element) })
        func words(_ typed: String) throws -> [String] {
            try searcher.complete(typed).completions.filter { $0.kind == .words }.map(\.text)
        }
        #expect(try words("robo") == ["robot"] && words("robot") == ["robots"] && words("roboti") == ["robotics"])
    }

    @Test func theMostFrequentWordsComeFirstHoweverManyBeginSo() throws {
        let letters = ["a", "b", "c", "d", "e", "f", "g", "h"]
        var words: [String] = []
        for first in letters {
            for second in letters { for third in letters { words.append("qu" + first + second + third) } }
        }
        let all = words.joined(separator: " ")
        let searcher = try searcher([
            ("one", all), ("two", all), ("three", all + " quabc"), ("four", "quhgh quabc"), ("five", "quabc"),
        ])
        let found = try searcher.complete("qu", limit: 3).completions
        #expect(found.map(\.text) == ["quabc", "quhgh", "quaaa"] && found.map(\.articles) == [5, 4, 3])
        #expect(try searcher.complete("qu", limit: 3).completions == found, "remembered")
    }

    @Test func hostileTextsAreCompletedInBoundedWork() throws {
        let searcher = try usual()
        for text in [
            String(repeating: "h ", count: 9_000) + "h", String(repeating: "杭", count: 300), "((\"h", "\u{0}h", "a:h",
        ] {
            _ = try searcher.complete(text)
        }
    }
}
