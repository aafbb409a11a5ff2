import HZJSON

/// How a query that is being typed may go on.
public struct Completion: Sendable, Equatable {
    /// What it goes on to.
    public enum Kind: String, Sendable {
        /// Words that articles have.
        case words
        /// The title of an article.
        case title
    }

    /// What it goes on to.
    public var kind: Kind
    /// The whole query, or the title.
    public var text: String
    /// How many articles have the words; at least so many where there are several.
    public var articles = 0
    /// The article's id, of a title.
    public var id: String?
}

/// What a query that is being typed may become, the likeliest first.
public struct CompletionResult: Sendable, Equatable {
    /// What was typed.
    public var query = ""
    /// How long it took, in microseconds.
    public var tookMicroseconds = 0
    /// Words by how many articles have them, then titles.
    public var completions: [Completion] = []

    /// An answer without completions.
    public init() {}

    /// The answer as JSON (docs/API.md), with a line feed at its end.
    public func line() -> [UInt8] {
        var writer = JSONWriter(capacity: 256 + 128 * completions.count)
        writer.beginObject()
        writer.member("schema", 1)
        writer.member("query", query)
        writer.member("took_us", tookMicroseconds)
        writer.objects("suggestions", completions) { completion, writer in
            writer.member("kind", completion.kind.rawValue)
            writer.member("text", completion.text)
            if completion.kind == .words { writer.member("articles", completion.articles) }
            if let id = completion.id { writer.member("id", id) }
        }
        writer.endObject()
        writer.newline()
        return writer.bytes
    }

    /// Reads an answer back from its JSON.
    public init(json: [UInt8]) throws(JSONError) {
        let value = try JSONValue(parsing: json)
        query = value["query"]?.string ?? ""
        tookMicroseconds = value["took_us"]?.int ?? 0
        for entry in value["suggestions"]?.array ?? [] {
            guard let kind = Completion.Kind(rawValue: entry["kind"]?.string ?? "") else { continue }
            completions.append(
                Completion(
                    kind: kind,
                    text: entry["text"]?.string ?? "",
                    articles: entry["articles"]?.int ?? 0,
                    id: entry["id"]?.string
                )
            )
        }
    }
}
