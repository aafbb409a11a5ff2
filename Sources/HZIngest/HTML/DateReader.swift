/// Finds when the article of a page was published.
///
/// Machine-readable dates go first. Where one of them is not what the page shows its reader, the shown one holds if it is a
/// day apart (machines write in UTC, newspapers do not) or the day of the last change (of pages that are kept up to date,
/// only that one is shown).
struct DateReader {
    private let page: HTMLPage
    private let linked: LinkedData
    private let url: String?
    private let surroundings: ArticleSurroundings

    init(_ page: HTMLPage, linked: LinkedData, url: String?, zones: [Zone]) {
        self.page = page
        self.linked = linked
        self.url = url
        surroundings = ArticleSurroundings(page, zones: zones)
    }

    var date: ArticleDate? {
        let shown = shownDates
        if let published {
            guard published.day > 0, !shown.isEmpty, !shown.contains(published) else { return published }
            if let neighbour = shown.first(where: { abs($0.dayNumber - published.dayNumber) == 1 }) { return neighbour }
            if let modified, shown.contains(modified) { return modified }
            return published
        }
        return shown.first ?? url.flatMap { WebAddress.date(in: $0) } ?? modified
    }

    /// What the page states for machines.
    private var published: ArticleDate? {
        if let date = linked.published.flatMap({ ArticleDate(parsing: $0) }) { return date }
        for key in Self.dateNames {
            if let date = page.metadata.first(key).flatMap({ ArticleDate(parsing: $0) }) { return date }
        }
        return page.metadata.times.lazy.filter { $0.isPublication && !surroundings.isOutside($0.element) }
            .compactMap { ArticleDate(parsing: $0.datetime) }.first { $0.day > 0 }
    }

    private var modified: ArticleDate? {
        let stated = page.metadata.first("article:modified_time", "og:updated_time", "datemodified", "last-modified")
        return (linked.modified ?? stated).flatMap { ArticleDate(parsing: $0) }
    }

    /// Days that the page shows as those of its article, the likeliest first.
    private var shownDates: [ArticleDate] {
        let times = page.metadata.times.lazy.filter { !surroundings.isOutside($0.element) }
            .compactMap { ArticleDate(parsing: $0.datetime) }
        let marks = page.marks.lazy.filter { $0.kind == .date && !surroundings.isOutside($0.element) }
            .compactMap { date(in: $0.range) }
        let blocks = surroundings.blocks.lazy.compactMap { date(in: $0.range) }
        let openings = surroundings.opening.lazy.compactMap { dateOpening($0.range) }
        return (Array(times.prefix(8)) + Array(marks.prefix(8)) + Array(openings) + Array(blocks)).filter { $0.day > 0 }
    }

    private func date(in range: Range<Int>) -> ArticleDate? {
        let hasDigits = page.text[range].prefix(DateScanner.longestText).contains { $0 &- 0x30 < 10 }
        guard hasDigits else { return nil }
        return scannedDate(in: range)
    }

    /// A date that begins a paragraph.
    private func dateOpening(_ range: Range<Int>) -> ArticleDate? {
        guard let found = DateScanner(page.text[range].prefix(40), isDayFirst: isDayFirst).first(), found.offset < 2
        else {
            return nil
        }
        return found.date
    }

    private func scannedDate(in range: Range<Int>) -> ArticleDate? {
        DateScanner(page.text[range], isDayFirst: isDayFirst).first()?.date
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
        "rnews:datepublished", "prism.publicationdate", "published", "published-date", "publisheddate",
        "date-published",
        "dcterms.dateaccepted", "article:create_at", "weibo: article:create_at",
    ]

    /// Whether 03/04/2025 is the third of April: everywhere but where the page says it is American.
    private var isDayFirst: Bool {
        let language = page.metadata.language?.lowercased() ?? "en-us"
        return !(language == "en" || language.hasPrefix("en-us") || language.hasPrefix("en_us"))
    }
}
