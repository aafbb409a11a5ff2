import HZJSON

/// Reads one record of a bulk export: a line of JSON with `id`, `url` or `path`, `title`, `body` (or `text`), and
/// optional `author`, `date`, `language`, `site`.
///
/// One per thread: it keeps buffers. Other members are passed over; a line that is no such object throws.
public struct JSONLinesReader {
    /// Why a line is no article.
    public enum Failure: Error, Equatable, Sendable {
        /// It is not a JSON object.
        case json(JSONError)
        /// It has none of `id`, `url`, `path`.
        case noID
    }

    private var key: [UInt8] = []
    private var value: [UInt8] = []

    /// A reader without state.
    public init() {}

    /// Reads a line. `id` wins over `url`, `url` over `path`.
    public mutating func read(_ line: UnsafeBufferPointer<UInt8>) throws(Failure) -> Article {
        let article: Article
        do throws(JSONError) {
            article = unsafe try readObject(line)
        } catch {
            throw .json(error)
        }
        guard !article.id.isEmpty else { throw .noID }
        return article
    }

    private mutating func readObject(_ line: UnsafeBufferPointer<UInt8>) throws(JSONError) -> Article {
        var reader = unsafe JSONReader(line)
        var article = Article(id: "")
        var path: String?
        try reader.beginObject()
        while try reader.nextKey(into: &key) {
            switch String(decoding: key, as: UTF8.self) {
            case "id": article.id = try readID(&reader) ?? article.id
            case "url": article.url = try readID(&reader) ?? article.url
            case "path": path = try readID(&reader) ?? path
            case "title": article.title = try readText(&reader) ?? article.title
            case "author": article.author = try readText(&reader) ?? article.author
            case "language", "lang": article.language = try readText(&reader) ?? article.language
            case "site": article.site = try readText(&reader) ?? article.site
            case "date": article.date = try readText(&reader).flatMap { ArticleDate(iso: $0) } ?? article.date
            case "body", "text": try readBody(&reader, into: &article)
            default: try reader.skipValue()
            }
        }
        try reader.end()
        if article.id.isEmpty { article.id = article.url ?? path ?? "" }
        return article
    }

    private mutating func readBody(_ reader: inout JSONReader, into article: inout Article) throws(JSONError) {
        guard try reader.kind() == .string else { return try reader.skipValue() }
        try reader.readString(into: &value)
        if String(validating: value, as: UTF8.self) == nil {
            value = Array(String(decoding: value, as: UTF8.self).utf8)
        }
        for range in TextBlocks.ranges(of: value) { article.append(value[range], zone: .main) }
    }

    private func readText(_ reader: inout JSONReader) throws(JSONError) -> String? {
        guard try reader.kind() == .string else {
            try reader.skipValue()
            return nil
        }
        return try reader.readOptionalString()
    }

    /// Ids are often numbers.
    private func readID(_ reader: inout JSONReader) throws(JSONError) -> String? {
        guard try reader.kind() == .number else { return try readText(&reader) }
        return try reader.readInt().map { String($0) }
    }
}
