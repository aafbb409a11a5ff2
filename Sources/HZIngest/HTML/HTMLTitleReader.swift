import HZAnalysis

/// Finds the title of a page: what its author would call the article, without the name of the site.
struct HTMLTitleReader {
    private let page: HTMLPage
    private let linked: LinkedData
    private let site: String?
    private let zones: [Zone]

    init(_ page: HTMLPage, linked: LinkedData, site: String?, zones: [Zone]) {
        self.page = page
        self.linked = linked
        self.site = site
        self.zones = zones
    }

    /// The title and where it stands; never empty for a page with any text.
    var found: Placed<String> {
        let full = String(decoding: page.metadata.title, as: UTF8.self).collapsed
        let sharedName = ["og:title", "twitter:title", "title", "dc.title", "citation_title"]
            .first { page.metadata.first($0) != nil }
        let shared = sharedName.flatMap { page.metadata.first($0) }?.collapsed
        let headline = linked.headline?.collapsed
        let candidates = [
            ("JSON-LD headline", headline), ("meta " + (sharedName ?? ""), shared), ("title element", full),
        ].compactMap { place, text in text.flatMap { $0.isEmpty ? nil : Placed(value: Self.cut($0), place: place) } }
            .filter { !PlaceholderTitle.isOne(withoutSite($0.value)) }
        let headings = headings
        // A heading that the head of the page confirms is the title as the reader sees it.
        if let heading = confirmed(headings, by: candidates.reversed().map(\.value)) {
            let key = TitleKey(heading)
            let same = candidates.first { TitleKey($0.value) == key }?.place
            return Placed(value: heading, place: same.map { $0 + ", shown as a heading" } ?? "heading")
        }
        if let title = NamelessTitle.shown(behindToolIn: full, on: page)
            ?? NamelessTitle.shown(beforePlaceIn: full, on: page) ?? NamelessTitle.told(behindLabelIn: full)
            ?? (headings.isEmpty ? NamelessTitle.shown(behindColonIn: full, on: page) : nil)
        {
            return Placed(value: title, place: "title element, a part of it")
        }
        if headings.isEmpty, let title = NamelessTitle.shown(insteadOf: candidates.map(\.value), on: page, zones: zones)
        {
            return Placed(value: title, place: "line above the text")
        }
        for candidate in candidates {
            let stripped = withoutSite(candidate.value)
            if stripped.isEmpty { continue }
            let isWhole = stripped == candidate.value
            return Placed(value: stripped, place: candidate.place + (isWhole ? "" : ", a part of it"))
        }
        if let heading = headings.first { return Placed(value: heading.text, place: "heading") }
        let first =
            zip(page.blocks, zones).first { $0.1 == .main } ?? zip(page.blocks, zones).first { _ in true }
        return Placed(value: first.map { Headline.make(from: page.text[$0.0.range]) } ?? "", place: "first sentence")
    }

    /// What is longer is no title.
    private static func cut(_ text: String) -> String {
        text.utf8.count <= longestTitle ? text : String(text.unicodeScalars.prefix(longestTitle))
    }

    private static let longestTitle = 2_000

    private struct Heading {
        var text: String
        var isFirstOrder: Bool
        /// Whether it leads to the front page: it is the name of the site there.
        var isOfSite: Bool
    }

    /// The headings of the first order, then those of the second; what heads comments ("2 thoughts on …") left out of these.
    private var headings: [Heading] {
        var first: [Heading] = []
        var second: [Heading] = []
        for (block, zone) in zip(page.blocks, zones) where block.count <= 400 {
            switch headingTag(block.element) {
            case .h1? where first.count < Self.mostHeadings:
                first.append(Heading(text: text(block), isFirstOrder: true, isOfSite: isOfSite(block)))
            case .h2? where second.count < 3 && zone != .comments:
                second.append(Heading(text: text(block), isFirstOrder: false, isOfSite: isOfSite(block)))
            default: continue
            }
        }
        return first + second
    }

    private func isOfSite(_ block: HTMLBlock) -> Bool { page.siteHeadings.contains(block.element) }

    private static let mostHeadings = 20

    private func headingTag(_ element: UInt32) -> HTMLTag? {
        var index = element
        // A heading may hold blocks of its own.
        for _ in 0..<3 {
            if page.elements[Int(index)].tag.isHeading { return page.elements[Int(index)].tag }
            index = page.elements[Int(index)].parent
        }
        return nil
    }

    private typealias Title = (text: String, key: TitleKey)

    private func confirmed(_ headings: [Heading], by references: [String]) -> String? {
        let titles = references.map { Title(text: $0, key: TitleKey($0)) }
        let thing = linked.thing.map { TitleKey($0.collapsed) }
        var best: (heading: String, rank: Int, length: Int)?
        for heading in headings {
            let key = TitleKey(heading.text)
            let isThing = heading.isFirstOrder && thing == key && !key.isEmpty
            guard let rank = isThing ? Self.certain : titles.compactMap({ rank(heading, key, $0) }).max() else {
                if best == nil, let shown = Self.withoutNumber(heading.text) {
                    let key = TitleKey(shown)
                    let rank = titles.compactMap { self.rank(heading, key, $0) }.max()
                    best = rank.map { (shown, $0, key.length) }
                }
                continue
            }
            if (rank, key.length) > (best?.rank ?? 0, best?.length ?? 0) { best = (heading.text, rank, key.length) }
        }
        guard var best else { return nil }
        if best.rank < Self.certain, let whole = titleInTwo(headings, titles) { return whole }
        // "Title: Schedules under tidal constraints", where only a style sheet sets the label apart.
        if let title = TextTitle.behindLabel(Array(best.heading.utf8)[...]),
            titles.contains(where: { $0.key == TitleKey(title) })
        {
            best.heading = title
        }
        // The site's own name stands in many a heading.
        return TitleKey(best.heading) == site.map { TitleKey($0) } ? nil : best.heading
    }

    /// Without the number by which a list of what is to be done calls it: "Engine stops #12".
    private static func withoutNumber(_ heading: String) -> String? {
        guard let cut = heading.lastIndex(of: "#"), cut > heading.startIndex else { return nil }
        let number = heading[cut...].dropFirst()
        let isNumber = !number.isEmpty && number.utf8.allSatisfy { $0 &- 0x30 < 10 }
        return isNumber && heading[..<cut].last == " " ? String(heading[..<cut]).trimmed : nil
    }

    /// How surely a heading is the title that the head of the page states as `title`; nil where it has another text.
    private func rank(_ heading: Heading, _ key: TitleKey, _ title: Title) -> Int? {
        let isSame = title.key == key && !heading.isOfSite
        guard key.length >= 2 else {
            guard heading.isFirstOrder, !key.isEmpty, isFirstPart(key, of: title.text) else { return nil }
            return isSame ? Self.certain : Self.likely
        }
        if isSame { return Self.certain }
        if key.contains(title.key) {
            if heading.isFirstOrder { return title.key.length >= 2 ? Self.certain : Self.likely }
            // "How to bake an apple pie" heads a part of "Apple pie".
            return key.bytes.starts(with: title.key.bytes) ? Self.possible : nil
        }
        guard title.key.contains(key) else { return nil }
        if heading.isOfSite { return title.key == key ? Self.likely : nil }
        // The topic of a title may head a section too.
        let isMost = heading.isFirstOrder || key.length * 2 >= title.key.length
        let isPart =
            isMost
            || TitleParts.ranges(title.text, separators: Self.separators)
                .contains { TitleKey(String(title.text[$0])) == key }
        return isPart ? Self.likely : nil
    }

    private static let certain = 3
    private static let likely = 2
    private static let possible = 1

    /// The title whose words stand in two headings, one behind the other: "Baked chickpeas", "with corn and cucumbers".
    private func titleInTwo(_ headings: [Heading], _ titles: [Title]) -> String? {
        guard let first = headings.first, first.isFirstOrder else { return nil }
        // What begins with a capital is a title of its own: that of the book of a chapter.
        for second in headings where !second.isFirstOrder && second.text.first?.isLowercase ?? false {
            let key = TitleKey(first.text + " " + second.text)
            if let title = titles.first(where: { $0.key == key }) { return title.text }
        }
        return nil
    }

    /// Whether a title begins with a word as a part of its own, or is that word: the site stands behind it.
    private func isFirstPart(_ key: TitleKey, of title: String) -> Bool {
        TitleParts.ranges(title, separators: Self.separators).first.map { TitleKey(String(title[$0])) == key } ?? false
    }

    /// Without a first or last part that names the site: "Title | Site", "Site: Title".
    private func withoutSite(_ title: String) -> String {
        let title = behindSite(withoutJoinedSite(title))
        var parts = TitleParts.ranges(title, separators: Self.separators)[...]
        func isSite(_ range: Range<String.Index>) -> Bool { self.isSite(String(title[range])) }
        guard let last = parts.last, parts.count > 1 else { return title }
        if isSite(last) || parts.count > 2 || isShortTail(String(title[last]), of: title) {
            parts.removeLast()
            while parts.count > 1, let next = parts.last, isSite(next) { parts.removeLast() }
        } else if let first = parts.first, isSite(first) {
            parts.removeFirst()
        }
        // In titles of Han, sections and key words stand between them: "标题--栏目--网站", "标题_关键词_关键词_网站".
        if parts.count > 1, let first = parts.first, TitleParts.areJoined(title[first.upperBound...]),
            first.upperBound.utf16Offset(in: title) >= Self.shortestHan
        {
            parts = parts.prefix(1)
        }
        guard let first = parts.first, let last = parts.last else { return title }
        return String(title[first.lowerBound..<last.upperBound]).trimmed
    }

    /// Without what stands behind a hyphen without blanks, where the page shows what stands before it as a block of its
    /// own: "标题-频道-网站".
    private func withoutJoinedSite(_ title: String) -> String {
        let bytes = Array(title.utf8)
        guard let first = bytes.first, first >= 0xE0 else { return title }
        let hyphens = bytes.indices.reversed().filter { bytes[$0] == UInt8(ascii: "-") && $0 > 0 }
        for place in hyphens.prefix(Self.mostSections) {
            guard bytes[place - 1] > 0x20, place + 1 < bytes.count, bytes[place + 1] > 0x20 else { continue }
            let head = bytes[..<place]
            let isShown = zip(page.blocks, zones).contains { block, zone in
                block.count == head.count && zone != .comments && page.text[block.range].elementsEqual(head)
            }
            if isShown { return String(decoding: head, as: UTF8.self) }
        }
        return title
    }

    /// Behind a title.
    private static let mostSections = 4

    static let separators = [" | ", " - ", " – ", " — ", " :: ", " » ", " « ", " · ", "｜", "--", "_"]

    /// What stands behind the site's own name and a colon, where a heading that leads to its front page has just that name.
    private func behindSite(_ title: String) -> String {
        guard let colon = title.firstIndex(ofText: ": ") else { return title }
        let key = TitleKey(String(title[..<colon]))
        guard !key.isEmpty, headings.contains(where: { $0.isOfSite && TitleKey($0.text) == key }) else { return title }
        let rest = String(title[colon...].dropFirst(2)).trimmed
        return rest.isEmpty ? title : rest
    }

    /// Characters of a title of Han that stands alone.
    private static let shortestHan = 5

    private func isSite(_ part: String) -> Bool {
        let key = TitleKey(part)
        if let site = site.map({ TitleKey($0) }), !site.isEmpty,
            key == site || site.contains(key) || key.contains(site)
        {
            return true
        }
        if let heading = page.siteHeadings.first, let shown = page.blocks.first(where: { $0.element == heading }) {
            if TitleKey(page.text[shown.range]) == key { return true }
        }
        guard let url = page.metadata.canonicalURL ?? page.metadata.first("og:url"),
            let host = PageAddress.host(of: url)
        else {
            return false
        }
        let joined = key.joined
        return joined.utf8.count >= 3 && host.split(separator: ".").contains { $0 == joined }
            || part.lowercased() == host
    }

    private func isShortTail(_ tail: String, of title: String) -> Bool {
        tail.split(separator: " ").count <= 4 && tail.utf8.count * 3 <= title.utf8.count
    }

    private func text(_ block: HTMLBlock) -> String {
        String(decoding: page.text[block.range], as: UTF8.self).collapsed
    }
}

extension String {
    /// On one line, with single spaces.
    var collapsed: String {
        var output: [UInt8] = []
        output.reserveCapacity(utf8.count)
        var wasSpace = true
        for byte in utf8 {
            let isSpace = byte <= 0x20
            if !isSpace { output.append(byte) } else if !wasSpace { output.append(0x20) }
            wasSpace = isSpace
        }
        if output.last == 0x20 { output.removeLast() }
        return String(decoding: output, as: UTF8.self)
    }
}
