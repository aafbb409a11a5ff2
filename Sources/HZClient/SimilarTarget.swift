import HZSearch

/// The question for articles like one, as the target of an HTTP request: `/v1/similar?id=...`, narrowed by a search.
public enum SimilarTarget {
    /// The path that it is asked at.
    public static let path = "/v1/similar"

    /// The target that asks for articles like the one of an id.
    public static func target(for request: SearchRequest, id: String) -> [UInt8] {
        SearchTarget.target(at: path, "id", id, for: request)
    }

    /// Reads the part of a target after the `?`.
    public static func request(query: Substring) throws(SearchTarget.Flaw) -> (request: SearchRequest, id: String) {
        let (request, id) = try SearchTarget.request(query, and: "id", needsQuery: false)
        guard let id else { throw .noID }
        return (request, id)
    }
}
