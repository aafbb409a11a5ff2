import HZIndex
import HZTestSupport
import Testing

@testable import HZSearch

/// Any of some words in a segment of several rows of documents (`Window`, `SparseWindow`): a segment with a few documents
/// has but one.
@Suite struct LargeSegmentTests {
    private static let count = 36_000
    /// How many documents have a word, about: of the first ones all together few, of the last many.
    private static let shares = ["heron": 900, "osprey": 300, "bittern": 40, "ferry": 30, "lake": 20, "boat": 12]

    private let searcher: Searcher
    /// The words of each document.
    private let words: [[String]]

    init() throws {
        var random = SeededRandom(5)
        var documents: [Document] = []
        var words: [[String]] = []
        for number in 0..<Self.count {
            // Rare words come in crowds, too: a row has many of them, and others none.
            let isCrowded = number % 9_000 < 200
            let own = Self.shares.keys.sorted().filter { word in
                let share = Self.shares[word] ?? 1
                return random.next() % UInt64(isCrowded ? max(3, share / 20) : share) == 0
            }
            words.append(own)
            var text = own.flatMap { [String](repeating: $0, count: Int(random.next() % 3) + 1) }
            text += [String](repeating: "reed", count: Int(random.next() % 4))
            documents.append(Document(id: "\(number)", blocks: [text.joined(separator: " ")]))
        }
        searcher = try Searcher(segments: [documents])
        self.words = words
    }

    private func hits(_ query: String, limit: Int) throws -> [(id: Int, score: Double)] {
        var request = SearchRequest(query: query)
        request.options.mode = .any
        request.limit = limit
        request.detail = .id
        return try searcher.search(request).hits.map { (Int($0.id) ?? -1, $0.score) }
    }

    @Test(arguments: [
        ["heron", "osprey"], ["heron", "osprey", "bittern"], ["bittern", "osprey"], ["heron", "ferry"],
        ["lake", "boat", "ferry"], ["boat", "heron", "bittern", "lake"],
    ])
    func theBestThatHaveAnyOfTheWordsAreFoundWhereverTheyAre(query: [String]) throws {
        let text = query.joined(separator: " OR ")
        let all = try hits(text, limit: Self.count)
        let expected = words.indices.filter { place in query.contains { words[place].contains($0) } }
        #expect(Set(all.map(\.id)) == Set(expected))
        #expect(all.count == expected.count)

        // The score of several words is the sum of those of each.
        var sums: [Int: Double] = [:]
        for word in query { for hit in try hits(word, limit: Self.count) { sums[hit.id, default: 0] += hit.score } }
        for hit in all { #expect(abs(hit.score - (sums[hit.id] ?? 0)) < 0.01) }

        for limit in [1, 3, 10, 16, 50, 400] {
            let best = try hits(text, limit: limit)
            #expect(best.map(\.id) == all.prefix(limit).map(\.id))
            #expect(best.map(\.score) == all.prefix(limit).map(\.score))
        }
    }
}
