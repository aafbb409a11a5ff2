import HZSearch

/// A stored article as the target of an HTTP request, `/v1/article?id=...`, with the search that it is marked by.
public enum ArticleTarget {
    /// The path that articles are asked at.
    public static let path = "/v1/article"

    /// The target that asks for the article of an id.
    public static func target(id: String, marking request: SearchRequest? = nil) -> [UInt8] {
        var target = Array((path + "?id=").utf8)
        PercentEncoding.append(id, to: &target)
        guard let request else { return target }
        target += "&".utf8
        target += SearchTarget.target(for: request).dropFirst(SearchTarget.path.utf8.count + 1)
        return target
    }

    /// Reads the part of a target after the `?`: the id, and the search whose words are to be marked.
    public static func request(query: Substring) throws(SearchTarget.Flaw) -> (id: String, marking: SearchRequest?) {
        var id: String?
        let request = try SearchTarget.read(query) { name, value in
            guard name == "id" else { return false }
            id = value
            return true
        }
        guard let id else { throw .noID }
        return (id, request.query.isEmpty && !request.options.hasWords ? nil : request)
    }
}

extension QueryOptions {
    fileprivate var hasWords: Bool { title != nil }
}
