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

    init(_ page: HTMLPage, linked: LinkedData, url: String?, surroundings: ArticleSurroundings) {
        self.page = page
        self.linked = linked
        self.url = url
        self.surroundings = surroundings
    }

    /// The date of the article, and where it stands.
    var found: Placed<ArticleDate>? {
        let shown = shownDates
        if let published {
            let day = published.value
            guard day.day > 0, !shown.isEmpty, !shown.contains(where: { $0.value == day }) else { return published }
            if let neighbour = shown.first(where: { abs($0.value.dayNumber - day.dayNumber) == 1 }) { return neighbour }
            // What was planned was changed before it was published.
            if let modified, modified.value > day, shown.contains(where: { $0.value == modified.value }) {
                return modified
            }
            return published
        }
        return shown.first ?? Placed(url.flatMap { WebAddress.date(in: $0) }, "address") ?? modified
            ?? Placed(dateBelow, "label in the text")
            ?? Placed(ScriptDate.published(in: page.scripts, of: page.source), "data of a script") ?? headDates.first
    }

    /// What the page states for machines.
    private var published: Placed<ArticleDate>? {
        if let found = Placed(linked.published.flatMap { localDate($0) }, "JSON-LD \(linked.publishedMember)") {
            return found
        }
        for key in Self.dateNames {
            if let date = page.metadata.first(key).flatMap({ localDate($0) }) { return Placed(date, "meta " + key) }
        }
        let times = page.metadata.times.lazy.filter {
            $0.isPublication && !surroundings.isOutside($0.element) && !surroundings.isInHead($0.element)
        }
        return Placed(times.compactMap { localDate($0.datetime) }.first { $0.day > 0 }, "time element")
    }

    private var modified: Placed<ArticleDate>? {
        if let stated = linked.modified { return Placed(localDate(stated), "JSON-LD dateModified") }
        for key in ["article:modified_time", "og:updated_time", "datemodified", "last-modified"] {
            if let stated = page.metadata.first(key) { return Placed(localDate(stated), "meta " + key) }
        }
        return nil
    }

    /// Days that the page shows as those of its article, the likeliest first.
    private var shownDates: [Placed<ArticleDate>] {
        let openings = surroundings.opening.compactMap { Placed(dateOpening($0.range), "first words of the text") }
        let lines = surroundings.lines.filter {
            !surroundings.isInHead($0.element) && !surroundings.isOfAnotherPart($0.element)
        }
        // What machines are told of the element may be the day of a change.
        var labelled: [Placed<ArticleDate>] = []
        var created = 0
        var read = openings.filter { $0.value.day > 0 }
        for line in publicationFirst(lines) {
            guard let day = date(in: line.range), day.day > 0 else { continue }
            read.append(Placed(value: day, place: "text beside the title"))
            guard PublicationLabels.begin(page.text[line.range]) else { continue }
            // What is kept as a note was created there when it was saved.
            let isLast = page.text[line.range.lowerBound] | 0x20 == UInt8(ascii: "c")
            labelled.insert(read[read.count - 1], at: isLast ? labelled.count : labelled.count - created)
            created += isLast ? 1 : 0
        }
        return labelled + markedDates { !surroundings.isInHead($0) } + read
    }

    /// Lines with those that tell of a publication before those that tell of a change.
    private func publicationFirst(_ lines: [HTMLBlock]) -> [HTMLBlock] {
        let change = lines.firstIndex { PublicationLabels.beginChange(page.text[$0.range]) }
        guard let change else { return lines }
        let published = lines[change...].filter { PublicationLabels.begin(page.text[$0.range]) }
        return published.isEmpty ? lines : lines[..<change] + published + lines[change...]
    }

    /// Days in the head of the site: today's, more often than not.
    private var headDates: [Placed<ArticleDate>] { markedDates(where: surroundings.isInHead) }

    /// Days that elements mark as such, of those outside other parts of the page.
    private func markedDates(where isThere: (UInt32) -> Bool) -> [Placed<ArticleDate>] {
        func isWanted(_ element: UInt32) -> Bool { isThere(element) && !surroundings.isOutside(element) }
        var times: [Placed<ArticleDate>] = []
        for time in page.metadata.times where times.count < 8 && isWanted(time.element) {
            if let date = localDate(time.datetime) { times.append(Placed(value: date, place: "time element")) }
        }
        var marks: [Placed<ArticleDate>] = []
        for mark in page.marks where marks.count < 8 && mark.kind == .date && isWanted(mark.element) {
            if let date = date(in: mark.range) { marks.append(Placed(value: date, place: "element marked as date")) }
        }
        return (times + marks).filter { $0.value.day > 0 }
    }

    /// "Last updated: 13 September 2025" anywhere on the page, the date in the same block or the next.
    private var dateBelow: ArticleDate? {
        for (index, block) in page.blocks.enumerated()
        where block.count <= Self.longestLabelled && BlockPhrases.isDateLabel(page.text.span.extracting(block.range))
            && !surroundings.isOutside(block.element)
        {
            if let date = date(in: block.range), date.day > 0 { return date }
            guard index + 1 < page.blocks.count, page.blocks[index + 1].count <= Self.longestLabelled else { continue }
            if let date = date(in: page.blocks[index + 1].range), date.day > 0 { return date }
        }
        return nil
    }

    private static let longestLabelled = 300

    /// The day that a machine's date means where the page is read: one that was entered without a time of day is midnight
    /// there, and the evening before in UTC.
    private func localDate(_ text: String) -> ArticleDate? {
        guard let date = ArticleDate(parsing: text) else { return nil }
        guard date.day > 0, let language = page.metadata.language?.prefix(2).lowercased() else { return date }
        if let morning = Self.mornings[language], let hour = Self.hourInUTC(text), hour >= morning {
            return ArticleDate(daysSince1970: Int64(date.dayNumber - ArticleDate.dayNumberOf1970 + 1)) ?? date
        }
        guard let midnights = Self.midnights[language],
            midnights.contains(where: { text.containsText("T\($0):00:00Z") || text.containsText("T\($0):00:00.000Z") })
        else { return date }
        return ArticleDate(daysSince1970: Int64(date.dayNumber - ArticleDate.dayNumberOf1970 + 1)) ?? date
    }

    /// The hours in UTC at which days begin where one time zone and no summer time holds all year.
    private static let mornings: [String: Int] = ["zh": 16, "ja": 15, "ko": 15]

    /// The hour of a time that a machine says is in UTC: "2024-03-11T23:21:05.000Z".
    private static func hourInUTC(_ text: String) -> Int? {
        let bytes = Array(text.utf8)
        guard bytes.last == UInt8(ascii: "Z"), let mark = bytes.firstIndex(of: UInt8(ascii: "T")),
            mark + 3 < bytes.count, bytes[mark + 1] &- 0x30 < 10, bytes[mark + 2] &- 0x30 < 10,
            bytes[mark + 3] == UInt8(ascii: ":")
        else { return nil }
        return Int(bytes[mark + 1] &- 0x30) * 10 + Int(bytes[mark + 2] &- 0x30)
    }

    /// The hours in UTC at which days begin, winter and summer, where a language is spoken in one time zone for the most part.
    private static let midnights: [String: [Int]] = {
        var midnights: [String: [Int]] = [:]
        for language in ["de", "fr", "it", "nl", "pl", "sv", "da", "no", "nb", "cs", "hu", "sk", "sl", "hr"] {
            midnights[language] = [22, 23]
        }
        return midnights
    }()

    private func date(in range: Range<Int>) -> ArticleDate? {
        guard DateScanner.mayHaveDate(page.text[range]) else { return nil }
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
        let line = PublicationLabels.behind(page.text[range])
        return DateScanner(line, isDayFirst: isDayFirst, hasShortYears: true).first()?.date
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
