import HZAnalysis

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
        article.author = AuthorReader(page, linked: linked, site: article.site, url: article.url, zones: zones).author
        article.date = DateReader(page, linked: linked, url: article.url, zones: zones).date
        let declared =
            page.metadata.language ?? page.metadata.first("content-language", "og:locale") ?? linked.language
        article.language = LanguageGuess.language(
            of: article,
            declared: declared.flatMap { LanguageCode.normalized($0) }
        )
    }

    private var site: String? {
        if let name = page.metadata.first("og:site_name")?.trimmed, !name.isEmpty { return name }
        if let name = linked.site?.trimmed, !name.isEmpty { return name }
        if let name = page.metadata.first("application-name", "twitter:site")?.trimmed, !name.isEmpty {
            return name
        }
        return url.flatMap { PageAddress.host(of: $0) }
    }

    private var url: String? {
        let candidates = [page.metadata.canonicalURL, page.metadata.first("og:url"), linked.url]
        return candidates.compactMap { $0 }.first { PageAddress.host(of: $0) != nil }
    }
}
