/// What the parser makes of a page: its visible text in blocks, the elements around them, and the metadata that
/// it carries, all flat. Extraction and metadata are read from this and never from the page itself.
struct HTMLPage {
    /// All visible text, valid UTF-8, two line breaks between blocks.
    var text: [UInt8] = []
    var blocks: [HTMLBlock] = []
    /// Elements that begin and end blocks, in the order of their start tags: a parent comes before its children. The
    /// first one is the page itself.
    var elements: [HTMLElement] = [HTMLElement(tag: .html, parent: 0, hints: [])]
    /// Headings with a link to the front page in them.
    var siteHeadings: [UInt32] = []
    /// Elements with ids that may be made of headings.
    var sections: [HTMLSection] = []
    /// Stretches of ``text`` that an element marks as a by-line or date.
    var marks: [HTMLMark] = []
    var metadata = HTMLMetadata()
    /// Bytes of text, white space included, inside elements that are not shown.
    var hiddenBytes = 0
    /// The same of those that say that they are the body of an article.
    var hiddenBodyBytes = 0
    /// The page as it was parsed, and where in it the scripts are whose content is no metadata.
    var source: [UInt8] = []
    var scripts: [Range<Int>] = []

    /// For each element, the first block in it; the number of blocks where it has none. O(blocks + elements).
    func firstBlocks() -> [Int] {
        var firsts = [Int](repeating: blocks.count, count: elements.count)
        for (index, block) in blocks.enumerated() {
            var element = Int(block.element)
            while firsts[element] > index {
                firsts[element] = index
                element = Int(elements[element].parent)
            }
        }
        return firsts
    }

    /// Whether the page has JSON-LD of one of these types; a quick look that may be wrong where texts quote the names.
    func mentionsType(_ types: String...) -> Bool {
        metadata.linkedData.contains { script in
            types.contains { ByteSearch.end(of: "\"" + $0 + "\"", in: script[...]) != nil }
        }
    }

    /// Whether the page tells machines that it is an article.
    var isCalledArticle: Bool {
        metadata.first("og:type") == "article" || mentionsType("Article", "NewsArticle", "BlogPosting")
    }

    /// Elements and blocks that are told apart; on a page with more, text is still all there, in larger blocks.
    static let limit = Article.blockLimit
}

/// A stretch of text that nothing on the page interrupts.
struct HTMLBlock {
    /// Its bytes in ``HTMLPage/text``.
    var start: UInt32
    var end: UInt32
    /// The innermost element of ``HTMLPage/elements`` in which it begins.
    var element: UInt32
    /// How many of its bytes are links.
    var linkBytes: UInt32
    /// Readings set above characters (ruby), taken out of the text they belong to.
    var isAnnotation = false

    var range: Range<Int> { Int(start)..<Int(end) }
    var count: Int { Int(end) - Int(start) }
}

/// An element that begins and ends blocks.
struct HTMLElement {
    var tag: HTMLTag
    /// Its place in ``HTMLPage/elements``; the first one is its own parent.
    var parent: UInt32
    var hints: HTMLHints
}

/// An element with an id that may be made of a heading.
struct HTMLSection {
    /// Its place in ``HTMLPage/elements``.
    var element: UInt32
    /// The id, in ``HTMLPage/source``.
    var id: Range<UInt32>
    /// Whether it says something against the element that its class does not.
    var isAccused: Bool
}

/// Text that an element marks as a by-line or date.
struct HTMLMark {
    enum Kind {
        case author
        /// A link to where a writer's articles are listed.
        case authorLink
        /// A link to the page of somebody who has an account.
        case memberLink
        case date
    }

    var kind: Kind
    var range: Range<Int>
    /// The innermost element of ``HTMLPage/elements`` around it.
    var element: UInt32
}

/// What the head of a page and its attributes say; the values as they stand, entities resolved.
struct HTMLMetadata {
    /// A `<meta>`: its name, property or itemprop in lower case, and its content.
    struct Entry {
        var name: String
        var content: String
    }

    /// A `<time datetime>`.
    struct Time {
        var datetime: String
        /// Marked as the date of publication.
        var isPublication: Bool
        var element: UInt32
    }

    var title: [UInt8] = []
    var entries: [Entry] = []
    var times: [Time] = []
    /// The contents of `<script type="application/ld+json">`.
    var linkedData: [[UInt8]] = []
    var canonicalURL: String?
    var language: String?

    /// Whether the page says that it is about a thing for sale (Open Graph).
    var isOfProduct: Bool {
        switch first("og:type") {
        case "product", "og:product", "product.item": true
        default: first("product:price:amount", "og:price:amount") != nil
        }
    }

    /// The names of people in all entries of a name, joined by ", "; where there are several, "Roe, Jane" is
    /// turned around.
    func names(_ name: String) -> String? {
        let people = entries.lazy.filter { $0.name == name && !$0.content.isEmpty }.prefix(Self.mostPeople).map {
            entry in
            let parts = entry.content.split(separator: ",").map { String($0).trimmed }
            let isDegree = parts.count == 2 && parts[0].contains(" ") && parts[1].count <= Self.longestDegree
            return parts.count == 2 && !isDegree ? parts[1] + " " + parts[0] : entry.content
        }
        return people.count > 1 ? people.joined(separator: ", ") : first(name)
    }

    /// What names more people than by-lines do is left as it is.
    private static let mostPeople = 12
    private static let longestDegree = 4

    /// The content of the first entry with one of these names, in the order of the names.
    func first(_ names: String...) -> String? { first(names) }

    func first(_ names: [String]) -> String? {
        for name in names {
            for entry in entries where entry.name == name && !entry.content.isEmpty { return entry.content }
        }
        return nil
    }
}
