/// Turns the bytes of a file into the article in it. One for each thread: it keeps converters between files.
public final class ArticleReader {
    private let decoder = TextDecoder()

    /// A reader with nothing read yet.
    public init() {}

    /// Reads plain text, Markdown, HTML, MHTML or a letter: the kind that the source's name promises, where its first
    /// bytes confirm it. What holds many articles is read by ``SourceReader`` and ``JSONLReader``.
    ///
    /// Throws ``IngestError/skipped(_:)`` for bytes that are not text. Everything else becomes an article, however
    /// damaged; one without any visible text has no blocks and may have no title.
    ///
    /// - Complexity: O(count); for HTML about the time that libxml2 takes to parse it.
    public func read(_ source: SourceBytes, path: CorpusPath) throws(IngestError) -> Article {
        let page = RawPage(source.bytes, kind: source.kind)
        return try read(page, path: path.text, mtimeNanoseconds: source.mtimeNanoseconds)
    }

    /// Reads a page from anywhere.
    func read(_ source: RawPage, path: String, mtimeNanoseconds: Int64) throws(IngestError) -> Article {
        var page = source
        if page.kind == .mhtml || page.kind == .email {
            guard let inner = MessageReader.page(of: page.bytes, kind: page.kind, decoder) else {
                throw .skipped(page.bytes.contains(0) ? .binary : .empty)
            }
            page = inner
        }
        guard !page.kind.isContainer else { throw .skipped(.unsupportedType) }
        guard let kind = SourceSniffer.kind(of: page.bytes, named: page.kind) else { throw .skipped(.binary) }
        let decoded = decoder.decode(page.bytes, isMarkup: kind == .html, transport: page.transport)
        page.bytes = []
        var article: Article
        switch kind {
        case .html:
            page.url = page.url ?? SaveMark.address(in: decoded.bytes)
            article = HTMLArticleReader.read(decoded.bytes, path: path)
        case .markdown: article = MarkdownReader.read(decoded.bytes, path: path)
        case .text, .jsonl, .mhtml, .email, .epub, .warc, .unknown:
            article = PlainTextReader.read(decoded.bytes, path: path, mtimeNanoseconds: mtimeNanoseconds)
        }
        page.complete(&article)
        article.charset = decoded.charset.name
        article.charsetEvidence = decoded.evidence
        article.charsetConfidence = decoded.confidence
        article.wasDoublyEncoded = decoded.wasDoublyEncoded
        article.replacements = decoded.replacements
        return article
    }

    /// Opens all that later articles may need of the system's files.
    func prepare() { decoder.openAllConverters() }
}
