import HZIndex
import HZSearch
import HZStorage

/// What a saved search finds now. Reads the index itself: all that matches is more than a daemon gives at once.
struct SavedMatches {
    private let searcher: Searcher
    private let request: SearchRequest
    private let index: String
    /// The ids of all articles that match, in the order of the answer.
    let ids: [String]

    /// Of places in the answer that are nearer to one another than this, all between are looked up.
    private static let nearPlaces = 20

    init(_ search: SavedSearch) throws {
        guard IndexLocation.isIndex(search.index) else { throw IndexLocation.Failure.notAnIndex(path: search.index) }
        guard let request = search.request else {
            throw Failure("what is saved as \(search.name) can't be read; save it again", .usage)
        }
        self.request = request
        index = search.index
        do {
            let snapshot = try IndexSnapshot(directory: FileSystemDirectory(opening: search.index))
            searcher = Searcher(snapshot: snapshot)
            var some = request
            (some.limit, some.detail, some.corrects) = (1, .id, false)
            // What stands in menus only is no match, though there may be nothing else.
            if try searcher.search(some).notes.contains(where: { $0.code == "page" }) {
                ids = []
            } else {
                var all = request
                (all.offset, all.limit) = (0, max(1, snapshot.articleCount))
                ids = try searcher.ids(all, most: all.limit).found.map(\.id)
            }
        } catch {
            throw Failure.ofIndex(search.index, error)
        }
    }

    /// The matches at some places of the answer, ascending, as a search gives them.
    func result(at places: [Int], _ detail: HitDetail, passages: Int) throws -> SearchResult {
        var result = SearchResult()
        result.query = request.query
        result.total = Total(value: places.count, relation: .equal)
        let wanted = Set(places.map { ids[$0] })
        var rest = places[...]
        while let first = rest.first {
            var last = first
            while let next = rest.first, next - last <= Self.nearPlaces {
                last = next
                rest.removeFirst()
            }
            var part = request
            (part.offset, part.limit, part.detail, part.passages) = (first, last - first + 1, detail, passages)
            part.corrects = false
            do {
                result.hits += try searcher.search(part, most: ids.count).hits.filter { wanted.contains($0.id) }
            } catch {
                throw Failure.ofIndex(index, error)
            }
        }
        return result
    }
}
