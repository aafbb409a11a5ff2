import HZIndex
import HZStorage
import HZTestSupport
import Testing

@testable import HZSearch

/// Counts of what matches.
@Suite struct FacetTests {
    /// Random articles in several segments, some of them removed again, and what is left.
    private func collection(seed: UInt64) throws -> (Searcher, [Document]) {
        var corpus = TinyCorpus(seed: seed)
        let writer = try IndexWriter(directory: MemoryDirectory())
        var documents: [String: Document] = [:]
        for part in 0..<3 {
            let inverter = writer.makeInverter()
            for number in part * 60..<part * 60 + 90 {
                let document = corpus.document(number)
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

    @Test func countsDoNotChangeTheHits() throws {
        let (searcher, _) = try collection(seed: 9)
        var request = SearchRequest(query: "six dragons")
        let plain = try searcher.search(request)
        request.facets = [.year, .site]
        #expect(try searcher.search(request).hits == plain.hits)
    }
}
