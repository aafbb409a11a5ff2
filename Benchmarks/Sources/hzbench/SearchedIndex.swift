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
        let phrase = "\"" + query.phrase.joined(separator: " ") + "\""
        // Required words are ranked by BM25 alone, as the peers' are: no nearness, no relaxation.
        let all = query.words.map { "+" + $0 }.joined(separator: " ")
        switch query.operation {
        case .term: return SearchRequest(query: query.words.joined(separator: " "))
        case .and: return SearchRequest(query: all)
        case .or: return SearchRequest(query: query.words.joined(separator: " OR "))
        case .phrase: return SearchRequest(query: phrase)
        case .andphrase: return SearchRequest(query: all + " +" + phrase)
        case .prefix: return SearchRequest(query: query.words.joined(separator: " ") + "*")
        case .fuzzy: return nil
        }
    }

    /// Fetches the ids of the best ten; how many there are.
    func top(_ request: SearchRequest) throws -> Int {
        var request = request
        request.limit = 10
        request.detail = .id
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
