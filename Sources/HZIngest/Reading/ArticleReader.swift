/// Turns the bytes of a file into the article in it. One for each thread: it keeps converters and buffers between files.
public final class ArticleReader {
    private let decoder = TextDecoder()

    /// A reader with nothing read yet.
    public init() {}

    /// Reads plain text, Markdown or HTML, by the kind that the source's name promises and its first bytes confirm.
    /// Exports in JSON Lines are read by ``JSONLReader``.
    ///
    /// Throws ``IngestError/skipped(_:)`` for bytes that are not text.
    public func read(_ source: SourceBytes, path: CorpusPath) throws(IngestError) -> Article {
        let decoded = decoder.decode(source.bytes, isMarkup: source.kind == .html)
        var article = HTMLArticleReader.read(decoded.bytes, path: path.text)
        article.charset = decoded.charset.name
        article.replacements = decoded.replacements
        return article
    }
}
