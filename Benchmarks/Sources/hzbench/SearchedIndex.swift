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

    /// A query in the language of `hzsearch find`, asking for what is asked of the peers: ranked by BM25 alone, without
    /// lifts for nearness or partial matches. Words joined by hyphens are a phrase of stems, as the peers', where quoted
    /// ones are of exact forms: `exactPhrases` asks for those. Names written as one are not those written apart, as the
    /// peers' are not. `isBare` types words that must all be there without a sign;
    /// `nearness` lifts articles in which these stand near one another.
    static func request(
        _ query: BenchmarkQuery,
        exactPhrases: Bool,
        isBare: Bool,
        nearness: Bool
    ) -> SearchRequest {
        let phrase =
            exactPhrases
            ? "\"" + query.phrase.joined(separator: " ") + "\"" : query.phrase.joined(separator: "-")
        let text: String
        switch query.operation {
        case .term: text = query.words.joined()
        case .and: text = query.words.map { isBare ? $0 : "+" + $0 }.joined(separator: " ")
        case .or: text = query.words.joined(separator: " OR ")
        case .phrase: text = "+" + phrase
        case .andphrase: text = query.words.map { "+" + $0 }.joined(separator: " ") + " +" + phrase
        case .prefix: text = query.words.joined() + "*"
        case .fuzzy: text = query.words.joined() + "~1"
        }
        var request = SearchRequest(query: text)
        request.detail = .id
        request.options.mode = .all
        request.options.nearness = nearness
        request.options.joinedNames = isBare
        return request
    }

    /// The words and phrase of a query, typed bare by somebody who sees ten hits with titles and passages.
    static func bareRequest(_ query: BenchmarkQuery) -> SearchRequest {
        SearchRequest(query: (query.words + query.phrase).joined(separator: " "))
    }

    /// Makes the JSON of an answer; its length without the time that it tells.
    func hits(_ request: SearchRequest) throws -> Int {
        var result = try searcher.search(request)
        result.tookMicroseconds = 0
        return result.json().count
    }

    /// Fetches the ids of the best ten; how many there are.
    func top(_ request: SearchRequest) throws -> Int {
        var request = request
        request.limit = 10
        request.countCheaply = false
        return try searcher.ids(request).found.count
    }

    /// Counts what matches.
    func count(_ request: SearchRequest) throws -> Int {
        var request = request
        request.limit = 0
        request.countAll = true
        return try searcher.ids(request).total.value
    }
}
