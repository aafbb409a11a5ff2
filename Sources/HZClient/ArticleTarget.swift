import HZSearch

/// A stored article as the target of an HTTP request, `/v1/article?id=...`, with the search that it is marked by.
public enum ArticleTarget {
    /// The path that articles are asked at.
    public static let path = "/v1/article"

    /// The target that asks for the article of an id.
    public static func target(id: String, marking request: SearchRequest? = nil) -> [UInt8] {
        SearchTarget.target(at: path, "id", id, for: request)
    }

    /// Reads the part of a target after the `?`: the id, and the search whose words are to be marked.
    public static func request(query: Substring) throws(SearchTarget.Flaw) -> (id: String, marking: SearchRequest?) {
        let (request, id) = try SearchTarget.request(query, and: "id", needsQuery: false)
        guard let id else { throw .noID }
        return (id, request.query.isEmpty && !request.options.hasWords ? nil : request)
    }
}

extension QueryOptions {
    fileprivate var hasWords: Bool { title != nil }
}
