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

    /// `html` is the page in UTF-8; nil where the source is no page.
    init(of article: Article, in page: RawPage, html: [UInt8]?) {
        let parsed = html.map { HTMLParser.parse($0, showsHidden: true) }
        let linked = parsed.map { LinkedData($0.metadata.linkedData) }
        title = Self.title(article, page, parsed, linked)
        author = article.author.map { Self.author($0, page, parsed, linked) }
        date = article.date.map { Self.date($0, article, page, parsed, linked) }
        language = article.language.map { Self.language($0, page, parsed) }
    }

    private static func title(
        _ article: Article,
        _ page: RawPage,
        _ parsed: HTMLPage?,
        _ linked: LinkedData?
    ) -> String? {
        guard !article.title.isEmpty else { return nil }
        if article.title == page.decided.title { return "subject" }
        let key = TitleKey(article.title)
        let isShown = article.blocks.contains { $0.zone == .title }
        guard let metadata = parsed?.metadata else { return isShown ? "first line" : "first sentence" }
        let heading = isShown ? ", shown as a heading" : ""
        let places: [(String, String?)] = [
            ("JSON-LD headline", linked?.headline), ("meta og:title", metadata.first("og:title")),
            ("meta twitter:title", metadata.first("twitter:title")),
            ("title element", String(decoding: metadata.title, as: UTF8.self)),
        ]
        for (place, text) in places {
            if let text, TitleKey(text) == key { return place + heading }
        }
        for (place, text) in places {
            if let text, TitleKey(text).contains(key) { return place + ", a part of it" + heading }
        }
        if isShown { return "heading" }
        return article.title == page.fallback.title ? "the container" : "first sentence"
    }

    private static func author(
        _ author: String,
        _ page: RawPage,
        _ parsed: HTMLPage?,
        _ linked: LinkedData?
    ) -> String {
        if author == page.decided.author { return "sender" }
        let key = TitleKey(author)
        if let linked, TitleKey(linked.authors.joined(separator: ", ")).contains(key) { return "JSON-LD author" }
        if let entry = parsed?.metadata.entries.first(where: { TitleKey($0.content).contains(key) }) {
            return "meta " + entry.name
        }
        if let parsed,
            parsed.marks.contains(where: { $0.kind == .author && TitleKey(parsed.text[$0.range]).contains(key) })
        {
            return "element marked as by-line"
        }
        return author == page.fallback.author ? "the container" : "by-line in the text"
    }

    private static func date(
        _ date: ArticleDate,
        _ article: Article,
        _ page: RawPage,
        _ parsed: HTMLPage?,
        _ linked: LinkedData?
    ) -> String {
        if date == page.decided.date { return "date of the letter" }
        func says(_ text: String?) -> Bool { text.flatMap { ArticleDate(parsing: $0) } == date }
        if says(linked?.published) { return "JSON-LD datePublished" }
        if let entry = parsed?.metadata.entries.first(where: { says($0.content) }) { return "meta " + entry.name }
        if parsed?.metadata.times.contains(where: { says($0.datetime) }) ?? false { return "time element" }
        if let parsed,
            parsed.marks.contains(where: {
                $0.kind == .date && DateScanner(parsed.text[$0.range]).first()?.date == date
            })
        {
            return "element marked as date"
        }
        if article.url.flatMap({ WebAddress.date(in: $0) }) == date { return "address" }
        if says(linked?.modified) { return "JSON-LD dateModified" }
        return date == page.fallback.date ? "the container" : "the text"
    }

    private static func language(_ language: String, _ page: RawPage, _ parsed: HTMLPage?) -> String {
        func says(_ text: String?) -> Bool { text.flatMap { LanguageCode.normalized($0) } == language }
        if says(parsed?.metadata.language) { return "lang attribute, and the text agrees" }
        if says(parsed?.metadata.first("content-language", "og:locale")) { return "meta, and the text agrees" }
        return language == page.fallback.language ? "the container" : "the text"
    }
}
