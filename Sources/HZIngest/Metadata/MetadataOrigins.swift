import HZAnalysis

/// Where on a page the facts of its article stand: found by looking for them again, so that reading pages costs nothing
/// for it.
public struct MetadataOrigins: Sendable, Equatable {
    /// In words, such as "JSON-LD headline"; nil for facts that are not known.
    public private(set) var title: String?
    /// The same for the author.
    public private(set) var author: String?
    /// The same for the date.
    public private(set) var date: String?
    /// The same for the language.
    public private(set) var language: String?

    /// `text` is the source in UTF-8, read as `kind`.
    init(of article: Article, in page: RawPage, read kind: SourceKind, text: [UInt8]) {
        let examined = kind == .html ? HTMLArticleReader.examine(text, path: article.path) : nil
        let front = kind == .markdown ? FrontMatter(text) : nil
        title = Self.title(article, page, examined?.places, front)
        if let author = article.author {
            let isFront = front.map { $0.author != nil } ?? false
            self.author =
                author == page.decided.author
                ? "sender"
                : examined?.places.author ?? Self.other(page.fallback.author == author, isFront, "by-line in the text")
        }
        if let date = article.date {
            let isFront = front?.date.flatMap { ArticleDate(parsing: $0) } == date
            self.date =
                date == page.decided.date
                ? "date of the letter"
                : examined?.places.date ?? Self.other(page.fallback.date == date, isFront, "the text")
        }
        language = article.language.map { Self.language($0, page, examined?.page) }
    }

    private static func title(
        _ article: Article,
        _ page: RawPage,
        _ places: HTMLMetadataReader.Places?,
        _ front: FrontMatter?
    ) -> String? {
        guard !article.title.isEmpty else { return nil }
        if article.title == page.decided.title { return "subject" }
        if article.title == page.fallback.title, article.blocks.isEmpty { return "the container" }
        let isShown = article.blocks.contains { $0.zone == .title }
        if let places {
            return isShown && !places.title.hasSuffix("heading") ? places.title + ", shown as a heading" : places.title
        }
        if front?.title != nil { return "front matter" }
        return isShown ? "first line" : "first sentence"
    }

    /// Where a fact stands that no page tells.
    private static func other(_ isOfContainer: Bool, _ isFront: Bool, _ text: String) -> String {
        isFront ? "front matter" : isOfContainer ? "the container" : text
    }

    private static func language(_ language: String, _ page: RawPage, _ parsed: HTMLPage?) -> String {
        func says(_ text: String?) -> Bool { text.flatMap { LanguageCode.normalized($0) } == language }
        if says(parsed?.metadata.language) { return "lang attribute, and the text agrees" }
        if says(parsed?.metadata.first("content-language", "og:locale")) { return "meta, and the text agrees" }
        return language == page.fallback.language ? "the container" : "the text"
    }
}
