import HZJSON

/// Why a query finds an article, or why it does not.
public struct WhyReport: Sendable, Equatable {
    /// A part of the query.
    public struct Part: Sendable, Equatable {
        /// How it takes part.
        public enum Role: String, Sendable {
            /// The article should have it.
            case wanted
            /// The article must have it.
            case required
            /// The article must not have it.
            case excluded
        }

        /// How the part was read.
        public var text: String
        /// How it takes part.
        public var role: Role
        /// Whether the article has it.
        public var matches: Bool
    }

    /// The query as typed.
    public var query = ""
    /// The article's id.
    public var id = ""
    /// Whether the article matches by the rule of the query.
    public var matches = false
    /// The id of the article that it is a hidden copy of.
    public var copyOf: String?
    /// The parts of the query that stand side by side.
    public var parts: [Part] = []
    /// Its place among the results, with its score explained; nil where it is not among the best that were looked at.
    public var hit: Hit?

    /// An empty report.
    public init() {}

    /// The report as JSON (docs/API.md), with a line feed at its end.
    public func line() -> [UInt8] {
        var writer = JSONWriter(capacity: 1024)
        writer.beginObject()
        writer.member("schema", 1)
        writer.member("query", query)
        writer.member("id", id)
        writer.member("matches", matches)
        writer.member("copy_of", copyOf)
        writer.objects("parts", parts) { part, writer in
            writer.member("text", part.text)
            writer.member("role", part.role.rawValue)
            writer.member("matches", part.matches)
        }
        writer.name("rank")
        if let hit { writer.number(hit.rank) } else { writer.null() }
        writer.name("score")
        if let hit { writer.number(hit.score) } else { writer.null() }
        writer.array("explanation", hit?.explanation ?? []) { $0.write(to: &$1) }
        writer.endObject()
        writer.newline()
        return writer.bytes
    }

    /// Reads a report back from its JSON.
    public init(json: [UInt8]) throws(JSONError) {
        let value = try JSONValue(parsing: json)
        query = value["query"]?.string ?? ""
        id = value["id"]?.string ?? ""
        matches = value["matches"]?.bool ?? false
        copyOf = value["copy_of"]?.string
        for part in value["parts"]?.array ?? [] {
            guard let role = Part.Role(rawValue: part["role"]?.string ?? "") else { continue }
            parts.append(
                Part(text: part["text"]?.string ?? "", role: role, matches: part["matches"]?.bool ?? false)
            )
        }
        guard let rank = value["rank"]?.int else { return }
        var found = Hit()
        found.id = id
        found.rank = rank
        found.score = value["score"]?.double ?? 0
        found.explanation = (value["explanation"]?.array ?? []).compactMap(ScorePart.init)
        hit = found
    }
}
