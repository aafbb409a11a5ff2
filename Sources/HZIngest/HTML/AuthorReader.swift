import HZAnalysis

/// Finds who wrote the article of a page.
///
/// People go before organizations: many systems name the site as the author of everything, and the by-line the person.
/// Where the page names only its site as the author, that is believed: it holds for personal and for company pages, and
/// of judged pages more lose a right author without it than gain an absent one. The site is never taken where nobody
/// said that it is the author.
struct AuthorReader {
    private let page: HTMLPage
    private let linked: LinkedData
    private let surroundings: ArticleSurroundings
    private let siteKeys: [String]

    init(
        _ page: HTMLPage,
        linked: LinkedData,
        site: String?,
        url: String?,
        surroundings: ArticleSurroundings
    ) {
        self.page = page
        self.linked = linked
        self.surroundings = surroundings
        let host = url.flatMap { PageAddress.host(of: $0) }
        let label = host?.split(separator: ".").dropLast().max { $0.utf8.count < $1.utf8.count }
        let title = String(decoding: page.metadata.title, as: UTF8.self)
        let named = Self.ends(of: title) + Self.ends(of: site ?? "")
        siteKeys = ([site, host, label.map(String.init)] + named).compactMap { $0 }.map { Self.letters($0) }.filter {
            $0.utf8.count >= 3
        }
    }

    /// The first and last part of "Title | Site": one of them is the site.
    private static func ends(of title: String) -> [String] {
        for separator in [" | ", " - ", " – ", " — ", " · "] {
            let parts = TitleParts.ranges(title, separators: [separator])
            if parts.count > 1 { return [parts[0], parts[parts.count - 1]].map { String(title[$0]) } }
        }
        return []
    }

    /// Who wrote the article, the names joined by ", ", and where that stands.
    var found: Placed<String>? {
        var organization: Placed<String>?
        for candidate in Self.candidates {
            guard let found = candidate(self) else { continue }
            let names = people(found.value)
            if isEditor(names) { continue }
            if !isOrganization(names), names.utf8.count > 2 {
                let better = isFull(names) && isShown(names) ? corrected(names) : byline ?? names
                return better == names ? Placed(names, found.place) : Placed(better, "by-line in the text")
            }
            if organization == nil { organization = found }
        }
        return organization
    }

    /// People's names without that of the site among them: "Jane Roe, CNN".
    private func people(_ names: String) -> String {
        let components = names.components
        guard components.count > 1 else { return names }
        let people = components.filter { !siteKeys.contains(Self.letters($0)) }.joined(separator: ", ")
        return !people.isEmpty && BylineText.areNames(people) ? people : names
    }

    /// The names of a by-line that names others, or more, than machines are told: systems name whoever put an article in.
    private func corrected(_ names: String) -> String {
        for block in surroundings.blocks where BylineText.mayBegin(page.text[block.range]) {
            let line = text(block.range)
            let reporters = BylineText.namesInHan(line)
            guard let shown = reporters ?? BylineText.namesAfterBy(line), !isOrganization(shown),
                reporters != nil || BylineText.areNames(shown) || BylineText.hasVerb(line)
            else { continue }
            let known = Set(names.components)
            let isOther = known.isDisjoint(with: shown.components) || known.isStrictSubset(of: shown.components)
            return isOther ? shown : names
        }
        return names
    }

    /// Whether one of the names has several parts: one that has not may be an account's, or the site's short name.
    private func isFull(_ names: String) -> Bool {
        names.split(separator: ",").contains { $0.split(separator: " ").count > 1 }
    }

    /// Whether the page shows its reader one of the names: systems name whoever put an article in for its author.
    private func isShown(_ names: String) -> Bool {
        names.split(separator: ",").contains { name in
            guard let last = name.split(separator: " ").last else { return false }
            return ByteSearch.end(of: String(last), in: page.text[...]) != nil
        }
    }

    /// Where names stand, the best place first.
    private static let candidates: [@Sendable (AuthorReader) -> Placed<String>?] = [
        { Placed(BylineText.names($0.linked.authors.joined(separator: ", ")), "JSON-LD author") },
        { $0.stated },
        { Placed($0.labelled, "meta twitter:data") },
        { reader in Placed(reader.marked(.author) { !reader.surroundings.isOutside($0) }, "element marked as by-line")
        },
        { Placed($0.byline, "by-line in the text") },
        { reader in
            Placed(reader.marked(.authorLink) { !reader.surroundings.isOutside($0) }, "link to a writer's page")
        },
        { Placed($0.member, "link to a member's page") },
        { reader in
            Placed(reader.marked(.author) { !reader.surroundings.isInComments($0) }, "element marked as by-line")
        },
        { Placed($0.statedBelow, "label in the text") },
        { Placed($0.closing, "by-line below the text") },
        { Placed($0.page.metadata.first("twitter:creator").flatMap { BylineText.names($0) }, "meta twitter:creator") },
    ]

    /// What the head of the page states.
    private var stated: Placed<String>? {
        for name in Self.authorNames {
            // Papers name each of their writers in one of its own.
            let value = name == "citation_author" ? page.metadata.names(name) : page.metadata.first(name)
            if let names = value.flatMap({ BylineText.names($0) }) {
                return Placed(names, "meta " + name)
            }
        }
        return nil
    }

    /// `twitter:label1` "Written by", `twitter:data1` the name.
    private var labelled: String? {
        for number in ["1", "2"] {
            guard let label = page.metadata.first("twitter:label" + number)?.lowercased(),
                Self.labels.contains(where: { label.containsText($0) })
            else { continue }
            if let names = page.metadata.first("twitter:data" + number).flatMap({ BylineText.names($0) }) {
                return names
            }
        }
        return nil
    }

    private static let labels = [
        "written by", "verfasst von", "geschrieben von", "écrit par", "escrito por", "author", "autor", "scritto da",
    ]

    private func marked(_ kind: HTMLMark.Kind, by isInPlace: (UInt32) -> Bool) -> String? {
        for mark in page.marks where mark.kind == kind && isInPlace(mark.element) {
            if let names = BylineText.names(text(mark.range)) { return names }
        }
        return nil
    }

    /// The name in Han, kana or Hangul that leads to the page of a member, in a line beside the title.
    private var member: String? {
        for mark in page.marks where mark.kind == .memberLink {
            // What stands before its text may belong to the block before.
            let isBeside = surroundings.lines.contains { $0.range.contains(mark.range.upperBound - 1) }
            guard isBeside, page.text[mark.range].contains(where: { $0 >= 0xE3 }) else { continue }
            if let names = BylineText.names(text(mark.range)) { return names }
        }
        return nil
    }

    /// A line near the title that says who wrote, or a label whose next block does.
    private var byline: String? {
        for (place, block) in surroundings.blocks.enumerated() {
            let line = page.text[block.range]
            if let names = names(inRow: block) ?? ContactLine.sender(line) { return names }
            if BylineText.mayHoldNames(line), let names = BylineText.namesInByline(text(block.range)) { return names }
            // A title may be a word that stands before names elsewhere.
            guard BylineText.mayBeLabel(line), BylineText.isLabel(text(block.range)), !page.isTitleHeading(block),
                place + 1 < surroundings.blocks.count
            else { continue }
            let next = surroundings.blocks[place + 1]
            // The blocks around the text may come after those around the title, though they stand before them.
            let gap = Int(next.start) - Int(block.end)
            let below = text(next.range)
            guard 0...2 ~= gap, next.count <= 80, !BylineSentence.isSentence(below), let names = BylineText.names(below)
            else { continue }
            return names
        }
        return surroundings.opening.lazy.map { page.text[$0.range] }
            .compactMap { HanByline.names(opening: $0) ?? HangulByline.names(opening: $0) }.first
    }

    /// The names in a row of a table whose first cell is their label: "Author | Jane Roe".
    private func names(inRow block: HTMLBlock) -> String? {
        let tag = page.elements[Int(block.element)].tag
        guard tag == .th || tag == .td, block.count <= Self.longestRow, BylineText.mayBegin(page.text[block.range])
        else {
            return nil
        }
        let line = text(block.range)
        guard let space = line.firstIndex(of: " "), BylineText.isLabel(String(line[..<space])),
            let names = BylineText.names(String(line[space...])), BylineText.areNames(names)
        else { return nil }
        return names
    }

    private static let longestRow = 120

    /// "Author: Jane Roe" below the article.
    private var statedBelow: String? {
        for block in page.blocks
        where 8...160 ~= block.count && BylineText.beginsWithLabel(page.text[block.range])
            && !surroundings.isInComments(block.element)
        {
            if let names = BylineText.namesAfterBy(text(block.range)) { return names }
        }
        return nil
    }

    /// "By Jane Roe" as the last words of the text, where newspapers often have it.
    private var closing: String? {
        let isJapanese = page.metadata.language?.hasPrefix("ja") ?? false
        for block in surroundings.closing where BylineText.mayBegin(page.text[block.range]) {
            let line = text(block.range)
            if let names = BylineText.namesAfterBy(line), BylineText.areNames(names) { return names }
            if let names = BylineText.namesInHan(line) { return names }
            if isJapanese, let name = HanByline.signature(page.text[block.range]) { return name }
        }
        return nil
    }

    private func isOrganization(_ names: String) -> Bool {
        let key = Self.letters(names)
        if siteKeys.contains(where: { $0 == key || (key.containsText($0) && key.utf8.count <= $0.utf8.count + 12) }) {
            return true
        }
        let lower = names.lowercased()
        return Self.organizations.contains { lower.containsText($0) }
    }

    private static let organizations = [
        "redaktion", "editorial", "staff", " team", "team ", "stiftung", "gmbh", "e.v", ".com", ".de", ".org", ".net",
        "newsroom", "magazin", "verlag", "desk", "news", " inc", " llc", " ltd",
        "通讯社", "通訊社", "新闻社", "新聞社", "日报", "日報", "晚报", "晚報", "新闻网", "新聞網", "电视台", "電視台", "编辑部", "編輯部",
        "編集部", "뉴스", "신문", "편집부",
    ]

    /// Whether the page names somebody as its editor and nowhere else: "责任编辑：王芳".
    private func isEditor(_ name: String) -> Bool {
        let wanted = Array(name.utf8)
        guard 6...12 ~= wanted.count, wanted[0] >= 0xE3 else { return false }
        var rest = page.text[...]
        var isFound = false
        while let end = ByteSearch.end(of: wanted, in: rest) {
            guard HanByline.endsWithEditor(rest[..<(end - wanted.count)]) else { return false }
            isFound = true
            rest = rest[end...]
        }
        return isFound
    }

    /// Letters and digits only, in lower case.
    private static func letters(_ name: String) -> String {
        TitleKey(name).joined
    }

    private static let authorNames = [
        "author", "article:author", "og:article:author", "dc.creator", "dcterms.creator", "dc:creator",
        "citation_author",
        "parsely-author", "sailthru.author", "byl", "article.author", "creator", "authors",
        "cxenseparse:author", "shareaholic:article_author_name",
    ]

    private func text(_ range: Range<Int>) -> String {
        String(decoding: page.text[range], as: UTF8.self)
    }
}

extension String {
    /// Names that commas set apart.
    fileprivate var components: [String] { split(separator: ",").map { String($0).trimmed } }
}
