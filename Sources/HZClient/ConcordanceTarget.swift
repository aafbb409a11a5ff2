import HZSearch

/// The question for every place of what is sought, as the target of an HTTP request: `/v1/concordance?q=...&width=40`.
public enum ConcordanceTarget {
    /// The path that it is asked at.
    public static let path = "/v1/concordance"

    /// How many columns may be asked for on either side.
    public static let widths = 0...1_000
    /// How many columns are told where nobody says.
    public static let standardWidth = 40

    /// The target that asks for the places of what a request seeks.
    public static func target(for request: SearchRequest, width: Int) -> [UInt8] {
        SearchTarget.target(at: path, "width", String(width), for: request)
    }

    /// Reads the part of a target after the `?`.
    public static func request(query: Substring) throws(SearchTarget.Flaw) -> (request: SearchRequest, width: Int) {
        let (request, width) = try SearchTarget.request(query, and: "width", needsQuery: true)
        let number = try width.map { text throws(SearchTarget.Flaw) in try SearchTarget.number("width", text, widths) }
        return (request, number ?? standardWidth)
    }
}
