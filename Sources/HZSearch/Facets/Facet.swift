import HZJSON

/// What the articles that match are counted by.
public enum FacetField: String, Sendable, CaseIterable {
    /// The site's name.
    case site
    /// The author's name.
    case author
    /// The language's code.
    case language
    /// The year, of articles with a date.
    case year
    /// The year and month, of articles whose date has one.
    case month

    /// Whether its values are times: then they come in their order, the newest first.
    public var isTime: Bool { self == .year || self == .month }
}

/// How many of the articles that match have each value.
public struct Facet: Sendable, Equatable {
    /// A value, and how many of the articles have it.
    public struct Value: Sendable, Equatable {
        /// The value, such as `2025` or `lake.example`.
        public var value: String
        /// How many articles have it.
        public var count: Int
    }

    /// What was counted by.
    public var by: FacetField
    /// The most frequent values, these first; of times the newest.
    public var values: [Value] = []
    /// How many articles have a value that is not listed.
    public var others = 0
    /// How many articles have none.
    public var without = 0

    /// A count of nothing.
    public init(by: FacetField) {
        self.by = by
    }

    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("by", by.rawValue)
        writer.objects("values", values) { value, writer in
            writer.member("value", value.value)
            writer.member("count", value.count)
        }
        writer.member("others", others)
        writer.member("without", without)
        writer.endObject()
    }

    init?(_ json: JSONValue) {
        guard let by = FacetField(rawValue: json["by"]?.string ?? "") else { return nil }
        self.by = by
        for value in json["values"]?.array ?? [] {
            values.append(Value(value: value["value"]?.string ?? "", count: value["count"]?.int ?? 0))
        }
        others = json["others"]?.int ?? 0
        without = json["without"]?.int ?? 0
    }
}
