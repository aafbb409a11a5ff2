/// Finds title, author, date, site, address and language of a page, each from the best of its many places.
struct HTMLMetadataReader {
    private let page: HTMLPage
    private let linked: LinkedData
    /// Blocks that hold the article, in order, as the extractor found them.
    private let zones: [Zone]

    init(_ page: HTMLPage, zones: [Zone]) {
        self.page = page
        self.zones = zones
        linked = LinkedData(page.metadata.linkedData)
    }

    /// Fills in everything but text, blocks and path.
    func read(into article: inout Article) {
        article.site = site
        article.url = url
        article.title = HTMLTitleReader(page, linked: linked, site: article.site, zones: zones).title
        article.author = author
        article.date = date
        let declared =
            page.metadata.language ?? page.metadata.first("content-language", "og:locale") ?? linked.language
        article.language = LanguageGuess.language(
            of: article.body,
            declared: declared.flatMap { LanguageCode.normalized($0) }
        )
    }

    private var site: String? {
        if let name = page.metadata.first("og:site_name")?.trimmed, !name.isEmpty { return name }
        if let name = linked.site?.trimmed, !name.isEmpty { return name }
        if let name = page.metadata.first("application-name", "twitter:site")?.trimmed, !name.isEmpty {
            return name
        }
        return url.flatMap { WebAddress.host(of: $0) }
    }

    private var url: String? {
        let candidates = [page.metadata.canonicalURL, page.metadata.first("og:url"), linked.url]
        return candidates.compactMap { $0 }.first { WebAddress.host(of: $0) != nil }
    }

    private var author: String? {
        let siteName = site?.lowercased()
        func named(_ text: String) -> String? {
            guard let names = BylineText.names(text), names.lowercased() != siteName else { return nil }
            return names
        }
        if let name = named(linked.authors.joined(separator: ", ")) { return name }
        for key in Self.authorNames {
            if let content = page.metadata.first(key), let name = named(content) { return name }
        }
        for mark in page.marks where mark.kind == .author && !isOutside(mark.element) {
            if let name = named(text(mark.range)) { return name }
        }
        // A short line "By Jane Roe" near the article.
        var lines = 0
        for (block, zone) in zip(page.blocks, zones) where zone != .comments {
            if block.count > 120 {
                lines += zone == .main ? 1 : 0
                if lines > 2 { break }
                continue
            }
            if let name = BylineText.namesAfterBy(text(block.range)) { return name }
        }
        return nil
    }

    private static let authorNames = [
        "author", "article:author", "og:article:author", "dc.creator", "dcterms.creator", "dc:creator",
        "citation_author",
        "parsely-author", "sailthru.author", "byl", "article.author", "creator", "authors",
        "cxenseparse:author", "shareaholic:article_author_name",
    ]

    private var date: ArticleDate? {
        if let date = linked.published.flatMap({ ArticleDate(parsing: $0) }) { return date }
        for key in Self.dateNames {
            if let date = page.metadata.first(key).flatMap({ ArticleDate(parsing: $0) }) { return date }
        }
        let times = page.metadata.times.filter { !isOutside($0.element) }
        for time in times.filter(\.isPublication) + times {
            if let date = ArticleDate(parsing: time.datetime), date.day > 0 { return date }
        }
        for mark in page.marks where mark.kind == .date && !isOutside(mark.element) {
            if let found = DateScanner(page.text[mark.range], isDayFirst: isDayFirst).first() {
                return found.date
            }
        }
        if let date = url.flatMap({ WebAddress.date(in: $0) }) { return date }
        return visibleDate ?? linked.modified.flatMap { ArticleDate(parsing: $0) }
    }

    private static let dateNames = [
        "article:published_time", "og:article:published_time", "article:published", "datepublished",
        "pubdate", "publishdate",
        "publish-date", "publish_date", "publication_date", "publicationdate", "date", "dc.date",
        "dc.date.issued",
        "dcterms.date", "dcterms.issued", "dcterms.created", "dc.date.created", "dc:date", "date_published",
        "article.published",
        "sailthru.date", "parsely-pub-date", "cxenseparse:recs:publishtime", "citation_publication_date",
        "citation_date",
        "originalpublicationdate", "article_date_original", "published_date", "displaydate", "timestamp",
        "datecreated",
        "created", "og:pubdate", "pub_date", "release_date", "og:release_date", "bt:pubdate",
        "rnews:datepublished", "prism.publicationdate",
    ]

    /// A date in one of the short blocks around the beginning of the article.
    private var visibleDate: ArticleDate? {
        guard let first = zones.firstIndex(where: { $0 == .title || $0 == .heading || $0 == .main }) else {
            return nil
        }
        let near = max(0, first - 8)..<min(page.blocks.count, first + 12)
        for block in page.blocks[near] where block.count <= 200 {
            if let found = DateScanner(page.text[block.range], isDayFirst: isDayFirst).first(),
                found.date.day > 0
            {
                return found.date
            }
        }
        return nil
    }

    /// Whether 03/04/2025 is the third of April: everywhere but where the page says it is American.
    private var isDayFirst: Bool {
        let language = page.metadata.language?.lowercased() ?? "en-us"
        return !(language == "en" || language.hasPrefix("en-us") || language.hasPrefix("en_us"))
    }

    /// Whether an element lies in a part of the page that tells of other articles.
    private func isOutside(_ element: UInt32) -> Bool {
        var index = element
        let outside: HTMLHints = [.related, .comments, .footer, .sidebar, .navigation, .advertisement]
        while index != 0 {
            if !page.elements[Int(index)].hints.isDisjoint(with: outside) { return true }
            index = page.elements[Int(index)].parent
        }
        return false
    }

    private func text(_ range: Range<Int>) -> String {
        String(decoding: page.text[range], as: UTF8.self)
    }
}
