import HZCollection
import HZCommandLine
import HZJSON

/// What became of each file and record of an update, one JSON object a line:
/// `{"path","outcome","charset","replacements","stub"}`, `{"path","outcome":"duplicate","original"}`, or `{"path","line","outcome":"skipped","reason"}`.
struct UpdateReport: Sendable {
    private let file: OutputFile

    init(_ path: String) throws(Failure) {
        file = try OutputFile(path)
    }

    func add(_ article: MetArticle) {
        var json = JSONWriter(capacity: 256)
        json.beginObject()
        json.member("path", article.id)
        json.member("outcome", article.outcome.rawValue)
        if let charset = article.charset {
            json.member("charset", charset)
            json.member("replacements", article.replacements)
        }
        if article.isStub { json.member("stub", true) }
        if let original = article.original { json.member("original", original) }
        json.endObject()
        json.newline()
        file.write(json.bytes)
    }

    func add(_ skipped: SkippedSource) {
        var json = JSONWriter(capacity: 256)
        json.beginObject()
        json.member("path", skipped.path)
        if let line = skipped.line { json.member("line", line) }
        json.member("outcome", "skipped")
        json.member("reason", skipped.reason)
        json.endObject()
        json.newline()
        file.write(json.bytes)
    }

    /// Writes what is left; the error number of what failed, nil for nothing.
    func finish() -> Int32? { file.finish() }
}
