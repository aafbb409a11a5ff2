import HZSearch

/// The question for articles like one, as the target of an HTTP request: `/v1/similar?id=...`, narrowed by a search.
public enum SimilarTarget {
    /// The path that it is asked at.
    public static let path = "/v1/similar"

    /// The target that asks for articles like the one of an id.
    public static func target(for request: SearchRequest, id: String) -> [UInt8] {
        var target = Array((path + "?id=").utf8)
        PercentEncoding.append(id, to: &target)
        target += "&".utf8
        target += SearchTarget.target(for: request).dropFirst(SearchTarget.path.utf8.count + 1)
        return target
    }

    /// Reads the part of a target after the `?`.
    public static func request(query: Substring) throws(SearchTarget.Flaw) -> (request: SearchRequest, id: String) {
        var id: String?
        let request = try SearchTarget.read(query) { name, value in
            guard name == "id" else { return false }
            id = value
            return true
        }
        guard let id else { throw .noID }
        return (request, id)
    }
}
