import HZSearch

/// The question why an article is found, as the target of an HTTP request: `/v1/why?id=...&q=...`.
public enum WhyTarget {
    /// The path that it is asked at.
    public static let path = "/v1/why"

    /// The target that asks why a request finds the article of an id.
    public static func target(for request: SearchRequest, id: String) -> [UInt8] {
        SearchTarget.target(at: path, "id", id, for: request)
    }

    /// Reads the part of a target after the `?`.
    public static func request(query: Substring) throws(SearchTarget.Flaw) -> (request: SearchRequest, id: String) {
        let (request, id) = try SearchTarget.request(query, and: "id", needsQuery: true)
        guard let id else { throw .noID }
        return (request, id)
    }
}
