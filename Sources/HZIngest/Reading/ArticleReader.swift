/// Turns the bytes of a file into the article in it. One for each thread: it keeps converters between files.
public final class ArticleReader {
    private let decoder = TextDecoder()

    /// A reader with nothing read yet.
    public init() {}

    /// Reads plain text, Markdown or HTML: the kind that the source's name promises, where its first bytes confirm it.
    /// Exports in JSON Lines are read by ``JSONLReader``.
    ///
    /// Throws ``IngestError/skipped(_:)`` for bytes that are not text. Everything else becomes an article, however
    /// damaged; one without any visible text has no blocks and may have no title.
    ///
    /// - Complexity: O(count); for HTML about the time that libxml2 takes to parse it.
    public func read(_ source: SourceBytes, path: CorpusPath) throws(IngestError) -> Article {
        guard source.kind != .jsonl else { throw .skipped(.unsupportedType) }
        guard let kind = SourceSniffer.kind(of: source.bytes, named: source.kind) else {
            throw .skipped(.binary)
        }
        let decoded = decoder.decode(source.bytes, isMarkup: kind == .html)
        var article: Article
        switch kind {
        case .html: article = HTMLArticleReader.read(decoded.bytes, path: path.text)
        case .markdown: article = MarkdownReader.read(decoded.bytes, path: path.text)
        case .text, .jsonl, .unknown:
            article = PlainTextReader.read(
                decoded.bytes,
                path: path.text,
                mtimeNanoseconds: source.mtimeNanoseconds
            )
        }
        article.charset = decoded.charset.name
        article.replacements = decoded.replacements
        return article
    }
}
