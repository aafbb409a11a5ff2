import HZSearch

/// A query that is being typed as the target of an HTTP request, `/v1/suggest?q=...`.
public enum CompletionTarget {
    /// The path that completions are asked at.
    public static let path = "/v1/suggest"

    /// The most completions that one request may ask for.
    public static let maximumLimit = 100

    /// The target that asks how a text may go on.
    public static func target(for text: String, limit: Int) -> [UInt8] {
        var target = Array((path + "?q=").utf8)
        PercentEncoding.append(text, to: &target)
        target += "&limit=\(limit)".utf8
        return target
    }

    /// Reads the part of a target after the `?`.
    public static func request(query: Substring) throws(SearchTarget.Flaw) -> (text: String, limit: Int) {
        let values = try SearchTarget.values(query, ["q", "limit"])
        guard let text = values["q"] else { throw .noQuery }
        let limit = try values["limit"].map { value throws(SearchTarget.Flaw) in
            try SearchTarget.number("limit", value, 1...maximumLimit)
        }
        return (text, limit ?? 10)
    }
}
