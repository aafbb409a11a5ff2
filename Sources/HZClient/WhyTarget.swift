import HZSearch

/// The question why an article is found, as the target of an HTTP request: `/v1/why?id=...&q=...`.
public enum WhyTarget {
    /// The path that it is asked at.
    public static let path = "/v1/why"

    /// The target that asks why a request finds the article of an id.
    public static func target(for request: SearchRequest, id: String) -> [UInt8] {
        var target = Array((path + "?id=").utf8)
        PercentEncoding.append(id, to: &target)
        target += "&".utf8
        target += SearchTarget.target(for: request).dropFirst(SearchTarget.path.utf8.count + 1)
        return target
    }

    /// Reads the part of a target after the `?`.
    public static func request(query: Substring) throws(SearchTarget.Flaw) -> (request: SearchRequest, id: String) {
        var hasQuery = false
        var id: String?
        let request = try SearchTarget.read(query) { name, value in
            if name == "q" { hasQuery = true }
            guard name == "id" else { return false }
            id = value
            return true
        }
        guard hasQuery else { throw .noQuery }
        guard let id else { throw .noID }
        return (request, id)
    }
}
