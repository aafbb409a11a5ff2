import HZAnalysis

/// Finds title, author, date, site, address and language of a page, each from the best of its many places.
struct HTMLMetadataReader {
    private let page: HTMLPage
    private let linked: LinkedData
    /// Blocks that hold the article, in order, as the extractor found them.
    private let zones: [Zone]

    init(_ page: HTMLPage, zones: [Zone]) {
        var page = page
        page.metadata.resolveReferences()
        page.metadata.leaveArchive()
        self.page = page
        self.zones = zones
        linked = LinkedData(page.metadata.linkedData)
    }

    /// In words, where title, author and date stand; nil for what there is not.
    struct Places {
        var title: String
        var author: String?
        var date: String?
    }

    /// Fills in everything but text, blocks and path; tells where it stands.
    @discardableResult
    func read(into article: inout Article) -> Places {
        article.site = site
        article.url = url
        let title = HTMLTitleReader(page, linked: linked, site: article.site, zones: zones).found
        let surroundings = ArticleSurroundings(page, zones: zones)
        let authorReader = AuthorReader(
            page,
            linked: linked,
            site: article.site,
            url: article.url,
            surroundings: surroundings
        )
        let author = authorReader.found
        let date = DateReader(page, linked: linked, url: article.url, surroundings: surroundings).found
        (article.title, article.author, article.date) = (title.value, author?.value, date?.value)
        let declared =
            page.metadata.language ?? page.metadata.first("content-language", "og:locale") ?? linked.language
        article.language = LanguageGuess.language(
            of: article,
            declared: declared.flatMap { LanguageCode.normalized($0) }
        )
        return Places(title: title.place, author: author?.place, date: date?.place)
    }

    private var site: String? {
        let names = [
            page.metadata.first("og:site_name"), linked.site, page.metadata.first("application-name", "twitter:site"),
        ]
        let known = names.compactMap { $0.flatMap(Self.siteName) }
        // An account names a site worse than its host does.
        return known.first { !$0.hasPrefix("@") } ?? url.flatMap { PageAddress.host(of: $0) } ?? known.first
    }

    /// What a site calls itself; its host where that is its address.
    private static func siteName(_ name: String) -> String? {
        let name = name.trimmed
        if name.hasPrefix("http") { return PageAddress.host(of: name) ?? name }
        return name.isEmpty ? nil : name
    }

    /// Where a page that a tool has saved says from where.
    private static let copied = ["savepage-url", "source-url", "dc.source", "dcterms.source"]

    private var url: String? {
        let candidates = [
            page.metadata.canonicalURL, page.metadata.first("og:url"), linked.url, page.metadata.first(Self.copied),
        ]
        let known = candidates.compactMap { $0 }.first { PageAddress.host(of: $0) != nil }
        if let known { return ArchivedAddress.original(of: known) }
        return ArchivedPage.line(on: page)?.address.original ?? OriginalLink.address(on: page, zones: zones)
    }
}
