import HZIndex
import HZStorage
import HZTestSupport
import Testing

@testable import HZSearch

/// Phrases of words that articles have often, where lists of pairs tell most of what positions would: answers are those of
/// an index without such lists, and of a look at the articles.
@Suite struct ImpliedWordsTests {
    private static let words = ["copy", "of", "the", "dragon", "dragons", "rare", "杭州"]

    /// An index of these articles, each of the parts a segment; some of them are deleted.
    private func searcher(
        _ parts: [[[String]]],
        deleted: [String],
        languages: [String] = ["en"],
        leastPairProduct: UInt64
    ) throws -> Searcher {
        var options = IndexWriter.Options()
        options.leastPairProduct = leastPairProduct
        let writer = try IndexWriter(directory: MemoryDirectory(), options: options)
        var number = 0
        for part in parts {
            let inverter = writer.makeInverter()
            for words in part {
                var document = Document(id: "\(number)", blocks: [words.joined(separator: " ")])
                document.language = languages[number % languages.count]
                try inverter.add(document)
                number += 1
            }
            try writer.commit()
        }
        for id in deleted { writer.delete(id: id) }
        try writer.commit()
        return Searcher(snapshot: try #require(writer.snapshot))
    }

    private func request(_ query: String) -> SearchRequest {
        var request = SearchRequest(query: query)
        request.options.mode = .all
        request.limit = 300
        request.countAll = true
        request.detail = .id
        return request
    }

    private func has(_ words: [String], _ phrase: [String]) -> Bool {
        words.count >= phrase.count
            && (0...words.count - phrase.count).contains { Array(words[$0..<$0 + phrase.count]) == phrase }
    }

    @Test(arguments: 0..<12) func answersAreThoseOfPositions(seed: Int) throws {
        var random = SeededRandom(UInt64(seed))
        var all: [[String]] = []
        let parts = (0..<Int.random(in: 1...3, using: &random)).map { _ in
            (0..<Int.random(in: 1...40, using: &random)).map { _ in
                let few = Int.random(in: 2...Self.words.count, using: &random)
                var article: [String] = []
                for _ in 0..<Int.random(in: 0...(seed % 4 == 0 ? 1500 : 150), using: &random) {
                    let place = Double.random(in: 0..<1, using: &random)
                    let word = Self.words[Int(place * place * Double(few))]
                    article.append(word)
                    // Most words are followed by the same.
                    if word == "copy", Int.random(in: 0..<20, using: &random) > 0 { article += ["of", "the"] }
                }
                all.append(article)
                return article
            }
        }
        let deleted = (0..<all.count).filter { $0 % 5 == 1 }.map(String.init)
        let product: UInt64 = [1, 1, 60][seed % 3]
        // A word has a term in each language.
        let languages = seed % 6 == 5 ? ["en", "de"] : ["en"]
        let told = try searcher(parts, deleted: deleted, languages: languages, leastPairProduct: product)
        let read = try searcher(parts, deleted: deleted, languages: languages, leastPairProduct: .max)
        for _ in 0..<24 {
            let phrase = (0..<Int.random(in: 2...5, using: &random)).map { _ in
                Self.words[Int.random(in: 0..<Self.words.count, using: &random)]
            }
            let quoted = "\"" + phrase.joined(separator: " ") + "\""
            for query in [quoted, quoted + " +the", phrase.joined(separator: "-"), quoted + "~2", quoted + " 杭*"] {
                let (first, second) = (try told.search(request(query)), try read.search(request(query)))
                #expect(first.hits.map(\.id) == second.hits.map(\.id), "\(seed) \(query)")
                #expect(first.hits.map(\.score) == second.hits.map(\.score), "\(seed) \(query)")
                #expect(first.total == second.total, "\(seed) \(query)")
            }
            let expected = all.indices.filter { has(all[$0], phrase) && !deleted.contains(String($0)) }
            let found = try told.search(request(quoted))
            #expect(found.total.value == expected.count, "\(seed) \(quoted)")
            #expect(Set(found.hits.map(\.id)) == Set(expected.map(String.init)), "\(seed) \(quoted)")
        }
    }

    /// The word that stands in most articles is of several terms here: no one list tells of it.
    @Test func aWordOfSeveralTermsIsInTheWayOfNone() throws {
        // A character alone stands for all pairs that begin with it.
        let article = [String](repeating: "copy of 人", count: 10) + [String](repeating: "人民", count: 60)
        let others = (0..<20).map { _ in ["of copy 人 人们"] }
        let more = [[String]](repeating: ["人民 人们 人"], count: 9)
        let parts = [[article] + others + [["copy of 人们"], ["copy of"]] + more]
        let told = try searcher(parts, deleted: [], leastPairProduct: 1)
        let read = try searcher(parts, deleted: [], leastPairProduct: .max)
        for query in ["\"copy of 人\"", "\"人 copy of\"", "\"of copy 人 人\"", "copy-of-人"] {
            let (first, second) = (try told.search(request(query)), try read.search(request(query)))
            #expect(first.hits.map(\.id) == second.hits.map(\.id), "\(query)")
            #expect(first.total == second.total, "\(query)")
        }
    }

    /// Places of one word, each in another part of many places of the other: read once, not from the start for each.
    @Test func anArticleOfAMillionWordsIsLookedThroughOnce() throws {
        let row = [String](repeating: "the", count: 127) + ["of", "rare"]
        let article = [[String]](repeating: row, count: 8_000).flatMap { $0 } + ["dragon"]
        let others = [[String]](repeating: ["the", "copy"], count: 5)
        let searcher = try searcher([[article] + others], deleted: [], leastPairProduct: .max)
        let start = ContinuousClock.now
        #expect(try searcher.search(request("\"of the\" +dragon")).total.value == 0)
        #expect(try searcher.search(request("\"rare the\" +dragon")).total.value == 1)
        #expect(ContinuousClock.now - start < .seconds(5))
    }
}
