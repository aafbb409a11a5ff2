import HZIndex
import HZStorage
import HZTestSupport
import Testing

@testable import HZSearch

/// Counts of what matches.
@Suite struct FacetTests {
    /// Random articles in several segments, some of them removed again, and what is left.
    private func collection(seed: UInt64, authors: [String] = []) throws -> (Searcher, [Document]) {
        var corpus = TinyCorpus(seed: seed)
        let writer = try IndexWriter(directory: MemoryDirectory())
        var documents: [String: Document] = [:]
        for part in 0..<3 {
            let inverter = writer.makeInverter()
            for number in part * 60..<part * 60 + 90 {
                var document = corpus.document(number)
                if !authors.isEmpty { document.author = authors[number % authors.count] }
                documents[document.id] = document
                try inverter.add(document)
            }
            try writer.commit()
        }
        return (Searcher(snapshot: try #require(writer.snapshot)), Array(documents.values))
    }

    private func value(_ field: FacetField, _ document: Document) -> String? {
        let value =
            switch field {
            case .site: document.site
            case .author: document.author
            case .language: document.language
            case .year: document.date == 0 ? "" : "\(document.date / 10_000)"
            case .month:
                document.date / 100 % 100 == 0
                    ? "" : "\(document.date / 10_000)-0\(document.date / 100 % 100)".replacing("-010", with: "-10")
            }
        return value.isEmpty ? nil : value
    }

    @Test(arguments: [
        "dragon", "six OR robot", "\"六小龙\"", "dragon -six", "lang:zh", "+six +little", "hangz*", "the of six",
    ])
    func countsAreThoseOfTheArticlesThatMatch(query: String) throws {
        for seed: UInt64 in 1...3 {
            let (searcher, documents) = try collection(seed: seed)
            var request = SearchRequest(query: query)
            request.options.mode = .all
            request.limit = 1_000
            request.facets = FacetField.allCases
            request.facetLimit = 2
            let result = try searcher.search(request)
            let found = Set(result.hits.filter(\.missing.isEmpty).map(\.id))
            #expect(result.total == Total(value: found.count, relation: .equal))
            #expect(result.facets.map(\.by) == FacetField.allCases)
            for facet in result.facets {
                var counts: [String: Int] = [:]
                for document in documents where found.contains(document.id) {
                    if let value = value(facet.by, document) { counts[value, default: 0] += 1 }
                }
                for entry in facet.values { #expect(counts[entry.value] == entry.count, "\(facet.by) \(entry)") }
                #expect(facet.values.count == min(2, counts.count))
                let listed = facet.values.reduce(0) { $0 + $1.count }
                #expect(facet.others == counts.values.reduce(0, +) - listed)
                #expect(facet.without == found.count - counts.values.reduce(0, +))
                if facet.by.isTime {
                    #expect(facet.values.map(\.value) == Array(counts.keys.sorted(by: >).prefix(2)))
                } else {
                    #expect((facet.values.last?.count ?? 0) >= (counts.values.sorted(by: >).dropFirst(1).first ?? 0))
                }
            }
            #expect(try SearchResult(json: result.json()) == result)
        }
    }

    @Test(arguments: ["dragon", "six OR robot", "-(hangz", "six OR (robot", "six -(little", "\u{201C}six"])
    func choosingAValueLeavesAsManyAsWereCounted(query: String) throws {
        let (searcher, documents) = try collection(seed: 4, authors: ["Li", "Li Wei", "Wei Li", "Li, Wei", ""])
        #expect(Set(documents.map(\.author)).count == 5)
        var request = SearchRequest(query: query)
        request.facets = [.author, .site, .language, .year]
        let facets = try searcher.search(request).facets
        #expect(facets[0].values.count == 4)
        for facet in facets {
            for entry in facet.values {
                var narrowed = request
                switch facet.by {
                case .author: narrowed.options.authorName = entry.value
                case .site: narrowed.options.site = entry.value
                case .language: narrowed.options.language = entry.value
                default:
                    let year = try #require(Int(entry.value))
                    (narrowed.options.after, narrowed.options.before) = ("\(year - 1)", "\(year + 1)")
                }
                let result = try searcher.search(narrowed)
                #expect(result.total == Total(value: entry.count, relation: .equal), "\(facet.by) \(entry.value)")
                let counted = try #require(result.facets.first { $0.by == facet.by })
                #expect(counted.values == [entry])
            }
        }
    }

    @Test(arguments: ["six OR", "dragon NOT", "robot NEAR/3"])
    func filtersHoldForPartialMatchesToo(query: String) throws {
        let (searcher, _) = try collection(seed: 4, authors: ["Li", "Li Wei"])
        var request = SearchRequest(query: query)
        request.options.authorName = "Li"
        request.options.site = "lake.example"
        request.options.language = "zh"
        let hits = try searcher.search(request).hits
        #expect(!hits.isEmpty && hits.allSatisfy { !$0.missing.isEmpty })
        #expect(hits.allSatisfy { $0.author == "Li" && $0.site == "lake.example" && $0.language == "zh" })
    }

    @Test func countsDoNotChangeTheHits() throws {
        let (searcher, _) = try collection(seed: 9)
        var request = SearchRequest(query: "six dragons")
        let plain = try searcher.search(request)
        request.facets = [.year, .site]
        #expect(try searcher.search(request).hits == plain.hits)
    }
}
