import HZJSON

/// A query that may have been meant instead: "did you mean".
public struct Correction: Sendable, Equatable {
    /// The query.
    public var query = ""
    /// What differs from the query as typed: ranges of Unicode scalars of `query`.
    public var highlights: [Range<Int>] = []
    /// How many articles match it.
    public var total = Total(value: 0, relation: .equal)

    /// A query that changes parts of another.
    init(query: String, highlights: [Range<Int>], total: Total) {
        self.query = query
        self.highlights = highlights
        self.total = total
    }

    init(_ json: JSONValue) {
        query = json["query"]?.string ?? ""
        highlights = [Range<Int>](highlights: json["highlights"])
        total = Total(json["total"])
    }

    func write(to writer: inout JSONWriter) {
        writer.name("did_you_mean")
        writer.beginObject()
        writer.member("query", query)
        highlights.write(to: &writer)
        total.write(to: &writer)
        writer.endObject()
    }
}

extension [Range<Int>] {
    /// What is to be marked of a text, as the member `highlights`.
    func write(to writer: inout JSONWriter) {
        writer.name("highlights")
        writer.beginArray()
        for range in self {
            writer.beginArray()
            writer.number(range.lowerBound)
            writer.number(range.upperBound)
            writer.endArray()
        }
        writer.endArray()
    }

    /// The ranges of such a member.
    init(highlights json: JSONValue?) {
        self = []
        for range in json?.array ?? [] {
            guard let low = range[0]?.int, let high = range[1]?.int, low <= high else { continue }
            append(low..<high)
        }
    }
}
