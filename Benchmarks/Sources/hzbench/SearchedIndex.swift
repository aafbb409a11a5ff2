import HZIndex
import HZSearch
import HZStorage

/// An index as the peers are measured: the ids of the best ten, or how many match; no titles, no snippets.
struct SearchedIndex {
    private let searcher: Searcher

    init(_ path: String) throws {
        searcher = Searcher(snapshot: try IndexSnapshot(directory: FileSystemDirectory(opening: path)))
    }

    /// How many articles it has.
    var articleCount: Int { searcher.snapshot.articleCount }

    /// How many segments it has.
    var segmentCount: Int { searcher.snapshot.segments.count }

    /// A query in the language of `hzsearch find`; nil where that has no word for it.
    static func request(_ query: BenchmarkQuery) -> SearchRequest? {
        let words = query.words.joined(separator: " ")
        let phrase = "\"" + query.phrase.joined(separator: " ") + "\""
        switch query.operation {
        case .term, .and: return SearchRequest(query: words)
        case .or:
            var request = SearchRequest(query: words)
            request.options.mode = .any
            return request
        case .phrase: return SearchRequest(query: phrase)
        case .andphrase: return SearchRequest(query: words + " " + phrase)
        case .prefix: return SearchRequest(query: words + "*")
        case .fuzzy: return nil
        }
    }

    /// Fetches the ids of the best ten; how many there are.
    func top(_ request: SearchRequest) throws -> Int {
        var request = request
        request.limit = 10
        return try searcher.search(request).hits.count
    }

    /// Counts what matches.
    func count(_ request: SearchRequest) throws -> Int {
        var request = request
        request.limit = 0
        request.countAll = true
        return try searcher.search(request).total.value
    }
}
