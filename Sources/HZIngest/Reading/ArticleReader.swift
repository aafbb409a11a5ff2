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
        let decoded = try decode(source)
        return article(decoded, path: path, mtimeNanoseconds: mtimeNanoseconds)
    }

    /// Reads a page, and tells where what is known of it was found.
    func examine(
        _ source: RawPage,
        path: String,
        mtimeNanoseconds: Int64
    ) throws(IngestError) -> (article: Article, kind: SourceKind, origins: MetadataOrigins) {
        let decoded = try decode(source)
        let article = article(decoded, path: path, mtimeNanoseconds: mtimeNanoseconds)
        let origins = MetadataOrigins(of: article, in: decoded.page, read: decoded.kind, text: decoded.text.bytes)
        return (article, decoded.kind, origins)
    }

    /// A page in UTF-8, taken out of the message that it came in.
    private struct DecodedPage {
        var page: RawPage
        var kind: SourceKind
        var text: DecodedText
    }

    private func decode(_ source: RawPage) throws(IngestError) -> DecodedPage {
        var page = source
        if page.kind == .mhtml || page.kind == .email {
            guard let inner = MessageReader.page(of: page.bytes, kind: page.kind, decoder) else {
                throw .skipped(page.bytes.contains(0) ? .binary : .empty)
            }
            page = inner
        }
        guard !page.kind.isContainer else { throw .skipped(.unsupportedType) }
        guard let kind = SourceSniffer.kind(of: page.bytes, named: page.kind) else {
            throw .skipped(page.kind == .served ? .unsupportedType : .binary)
        }
        let text = decoder.decode(page.bytes, isMarkup: kind == .html, transport: page.transport)
        page.bytes = []
        if kind == .html { page.url = page.url ?? SaveMark.address(in: text.bytes) }
        return DecodedPage(page: page, kind: kind, text: text)
    }

    private func article(_ source: DecodedPage, path: String, mtimeNanoseconds: Int64) -> Article {
        let text = source.text
        var article: Article
        switch source.kind {
        case .html: article = HTMLArticleReader.read(text.bytes, path: path)
        case .markdown: article = MarkdownReader.read(text.bytes, path: path)
        case .text, .jsonl, .mhtml, .email, .epub, .warc, .unknown, .served:
            article = PlainTextReader.read(text.bytes, path: path, mtimeNanoseconds: mtimeNanoseconds)
        }
        if source.kind == .html || source.kind == .text { PrintedLetter.read(&article) }
        if source.page.heading != nil || !source.page.further.isEmpty { join(source.page, to: &article) }
        source.page.complete(&article)
        article.charset = text.charset.name
        article.charsetEvidence = text.evidence
        article.charsetConfidence = text.confidence
        article.wasDoublyEncoded = text.wasDoublyEncoded
        article.replacements += text.replacements
        return article
    }

    /// Puts the heading of a page above it, and what stands behind it in its message after it.
    private func join(_ page: RawPage, to article: inout Article) {
        let first = article
        (article.text, article.blocks) = ([], [])
        if let heading = page.heading { article.append(Array(heading.utf8)[...], zone: .heading) }
        for block in first.blocks { article.append(first.text[block.range], zone: block.zone) }
        for page in page.further {
            guard let source = try? decode(page) else { continue }
            let more = self.article(source, path: article.path, mtimeNanoseconds: 0)
            // The title is that of the letter.
            for block in more.blocks {
                article.append(more.text[block.range], zone: block.zone == .title ? .heading : block.zone)
            }
            article.replacements += more.replacements
        }
        article.language = LanguageGuess.language(of: article, declared: first.language)
    }

    /// Opens all that later articles may need of the system's files.
    func prepare() { decoder.openAllConverters() }
}
