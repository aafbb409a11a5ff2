import HZJSON

/// A remark on how a query was read.
public struct Note: Sendable, Equatable {
    /// What it is about, for programs.
    public var code: String
    /// The same for people: one sentence.
    public var message: String

    /// A note from its parts.
    public init(code: String, message: String) {
        self.code = code
        self.message = message
    }

    init(_ json: JSONValue) {
        self.init(code: json["code"]?.string ?? "", message: json["message"]?.string ?? "")
    }

    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("code", code)
        writer.member("message", message)
        writer.endObject()
    }
}

extension [Note] {
    /// Remarks, as the member `notes`.
    func write(to writer: inout JSONWriter) {
        writer.array("notes", self) { $0.write(to: &$1) }
    }

    /// The remarks of such a member.
    init(notes json: JSONValue?) {
        self = (json?.array ?? []).map(Note.init)
    }
}

/// How many articles match.
public struct Total: Sendable, Equatable {
    /// Whether the number is exact.
    public enum Relation: String, Sendable {
        /// Exactly so many.
        case equal = "eq"
        /// At least so many.
        case atLeast = "gte"
    }

    /// The number.
    public var value: Int
    /// Whether it is exact.
    public var relation: Relation

    /// A number that is exact or not.
    public init(value: Int, relation: Relation) {
        self.value = value
        self.relation = relation
    }

    init(_ json: JSONValue?) {
        value = json?["value"]?.int ?? 0
        relation = Relation(rawValue: json?["relation"]?.string ?? "") ?? .equal
    }

    func write(to writer: inout JSONWriter) {
        writer.name("total")
        writer.beginObject()
        writer.member("value", value)
        writer.member("relation", relation.rawValue)
        writer.endObject()
    }
}

/// A passage of an article, with what matched.
public struct Snippet: Sendable, Equatable {
    /// The passage.
    public var text: String
    /// What to mark: ranges of Unicode scalars of `text`.
    public var highlights: [Range<Int>]
    /// The paragraph of the article that it is from, from 1; 0 for none.
    public var paragraph = 0
    /// The bytes of the paragraph's text, in UTF-8, that it shows; empty for none.
    public var bytes = 0..<0

    init(text: String, highlights: [Range<Int>], bytes: Range<Int> = 0..<0) {
        self.text = text
        self.highlights = highlights
        self.bytes = bytes
    }

    /// The passage without the signs that say that it was cut.
    public var passage: String {
        guard !bytes.isEmpty, text.utf8.count > bytes.count else { return text }
        let start = text.utf8.index(text.startIndex, offsetBy: text.hasPrefix("…") ? 3 : 0)
        guard let end = text.utf8.index(start, offsetBy: bytes.count, limitedBy: text.endIndex) else { return text }
        return String(text[start..<end])
    }

    init(_ json: JSONValue?) {
        text = json?["text"]?.string ?? ""
        highlights = [Range<Int>](highlights: json?["highlights"])
        paragraph = json?["paragraph"]?.int ?? 0
        if let range = json?["bytes"]?.array, range.count == 2, let start = range[0].int, let end = range[1].int,
            0 <= start, start <= end
        {
            bytes = start..<end
        }
    }

    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("text", text)
        highlights.write(to: &writer)
        writer.member("paragraph", paragraph)
        writer.name("bytes")
        writer.beginArray()
        writer.number(bytes.lowerBound)
        writer.number(bytes.upperBound)
        writer.endArray()
        writer.endObject()
    }
}

/// An article that was found.
public struct Hit: Sendable, Equatable {
    /// Its place, from 1.
    public var rank = 0
    /// How well it matches; comparable within one result only.
    public var score = 0.0
    /// Its id.
    public var id = ""
    /// Where it is.
    public var path = ""
    /// Its title.
    public var title = ""
    /// Its author.
    public var author: String?
    /// Its date, ISO 8601, as far as it is known.
    public var date: String?
    /// Its language.
    public var language: String?
    /// The site's name.
    public var site: String?
    /// The address that it is from.
    public var url: String?
    /// The words of the query, as typed, that it lacks; empty where it matches by the rule of the query.
    public var missing: [String] = []
    /// The ids of other copies of it, which are not found by themselves.
    public var duplicates: [String] = []
    /// A passage.
    public var snippet = Snippet(text: "", highlights: [])
    /// Other passages, where more than one was asked for: the best first.
    public var furtherSnippets: [Snippet] = []
    /// The parts of its score, where asked for: their sum is the score.
    public var explanation: [ScorePart] = []
    /// How much of it was looked up: the rest is empty, and left out of its JSON.
    public var detail = HitDetail.snippet
}

/// The answer to a request: what the terminal, the JSON, the web page and a program all show.
public struct SearchResult: Sendable, Equatable {
    /// The query as typed.
    public var query = ""
    /// Remarks on it.
    public var notes: [Note] = []
    /// How many articles match.
    public var total = Total(value: 0, relation: .equal)
    /// How long it took, in microseconds.
    public var tookMicroseconds = 0
    /// The query that may have been meant, where little was found.
    public var correction: Correction?
    /// The articles that match, counted as asked for.
    public var facets: [Facet] = []
    /// The hits, in order.
    public var hits: [Hit] = []

    /// An answer without hits.
    public init() {}

    /// The answer as JSON (docs/API.md), without a line break.
    public func json() -> [UInt8] {
        writer().bytes
    }

    /// The answer as JSON, with a line feed at its end.
    public func line() -> [UInt8] {
        var writer = writer()
        writer.newline()
        return writer.bytes
    }

    private func writer() -> JSONWriter {
        var writer = JSONWriter(capacity: 256 + 768 * hits.count)
        writer.beginObject()
        writer.member("schema", 1)
        writer.member("query", query)
        notes.write(to: &writer)
        total.write(to: &writer)
        writer.member("took_us", tookMicroseconds)
        correction?.write(to: &writer)
        if !facets.isEmpty {
            writer.array("facets", facets) { $0.write(to: &$1) }
        }
        writer.array("hits", hits) { Self.write($0, to: &$1) }
        writer.endObject()
        return writer
    }

    private static func write(_ hit: Hit, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("rank", hit.rank)
        writer.member("score", hit.score)
        writer.member("id", hit.id)
        if hit.detail != .id {
            writer.member("path", hit.path)
            writer.member("title", hit.title)
            writer.member("author", hit.author)
            writer.member("date", hit.date)
            writer.member("language", hit.language)
        }
        if !hit.missing.isEmpty {
            writer.member("missing", hit.missing)
        }
        if !hit.duplicates.isEmpty {
            writer.member("duplicates", hit.duplicates)
        }
        if hit.detail != .id {
            writer.member("site", hit.site)
            writer.member("url", hit.url)
        }
        if hit.detail == .snippet {
            writer.name("snippet")
            hit.snippet.write(to: &writer)
        }
        if !hit.furtherSnippets.isEmpty {
            writer.array("further_snippets", hit.furtherSnippets) { $0.write(to: &$1) }
        }
        if !hit.explanation.isEmpty {
            writer.array("explanation", hit.explanation) { $0.write(to: &$1) }
        }
        writer.endObject()
    }

    /// Reads an answer back from its JSON.
    public init(json: [UInt8]) throws(JSONError) {
        let value = try JSONValue(parsing: json)
        query = value["query"]?.string ?? ""
        notes = [Note](notes: value["notes"])
        total = Total(value["total"])
        tookMicroseconds = value["took_us"]?.int ?? 0
        correction = value["did_you_mean"].map(Correction.init)
        facets = (value["facets"]?.array ?? []).compactMap(Facet.init)
        for hit in value["hits"]?.array ?? [] { hits.append(Self.hit(hit)) }
    }

    private static func hit(_ value: JSONValue) -> Hit {
        var hit = Hit()
        hit.rank = value["rank"]?.int ?? 0
        hit.score = value["score"]?.double ?? 0
        hit.id = value["id"]?.string ?? ""
        hit.detail = value["snippet"] != nil ? .snippet : value["path"] != nil ? .title : .id
        hit.path = value["path"]?.string ?? hit.id
        hit.title = value["title"]?.string ?? ""
        hit.author = value["author"]?.string
        hit.date = value["date"]?.string
        hit.language = value["language"]?.string
        hit.missing = (value["missing"]?.array ?? []).compactMap(\.string)
        hit.duplicates = (value["duplicates"]?.array ?? []).compactMap(\.string)
        hit.site = value["site"]?.string
        hit.url = value["url"]?.string
        hit.snippet = Snippet(value["snippet"])
        hit.furtherSnippets = (value["further_snippets"]?.array ?? []).map(Snippet.init)
        hit.explanation = (value["explanation"]?.array ?? []).compactMap(ScorePart.init)
        return hit
    }
}
