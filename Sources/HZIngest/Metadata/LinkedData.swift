import HZJSON

/// What a page says about its article in JSON-LD (schema.org).
struct LinkedData {
    private(set) var headline: String?
    /// The name of the recipe, the product and so on that the page is about.
    private(set) var thing: String?
    /// The text of the article.
    private(set) var body: String?
    private(set) var authors: [String] = []
    private(set) var published: String?
    /// The member that says so.
    private(set) var publishedMember = "datePublished"
    private(set) var modified: String?
    private(set) var site: String?
    private(set) var language: String?
    private(set) var url: String?

    /// Reads all scripts of a page; the object whose type is most like an article decides.
    init(_ scripts: [[UInt8]]) {
        var objects: [JSONValue] = []
        for script in scripts {
            // Templates wrap the text in comments and CDATA sections.
            let text = Self.unwrapped(script)
            if let value = try? JSONValue(parsing: text) {
                Self.collect(value, into: &objects)
            } else {
                salvage(text)
            }
        }
        let ranked = objects.enumerated()
            .map { (rank: Self.rank($0.element), order: $0.offset, object: $0.element) }
            .filter { $0.rank < Self.unranked }
            .sorted { ($0.rank, $0.order) < ($1.rank, $1.order) }
        let named = Self.named(objects)
        for (rank, _, object) in ranked { take(object, isArticle: rank <= Self.articleRanks, from: named) }
        for object in objects where Self.types(object).contains("WebSite") && site == nil {
            site = object["name"]?.string
        }
        // Many a system escapes for HTML what it writes as JSON.
        headline = headline.map { CharacterReferences.resolved($0) }
        thing = thing.map { CharacterReferences.resolved($0) }
        site = site.map { CharacterReferences.resolved($0) }
        authors = authors.prefix(Self.mostAuthors).map { CharacterReferences.resolved($0) }
    }

    private static let mostAuthors = 100

    private static let articleTypes = [
        "NewsArticle", "ReportageNewsArticle", "BlogPosting", "Article", "OpinionNewsArticle",
        "AnalysisNewsArticle",
        "ReviewNewsArticle", "LiveBlogPosting", "ScholarlyArticle", "TechArticle", "Report",
        "DiscussionForumPosting",
        "SocialMediaPosting", "Review", "AdvertiserContentArticle", "SatiricalArticle",
    ]
    private static let otherTypes = [
        "Recipe", "HowTo", "Product", "VideoObject", "PodcastEpisode", "Event", "Book", "QAPage", "Question",
        "FAQPage",
        "ProfilePage", "WebPage", "ItemPage", "CollectionPage",
    ]
    private static let things: Set<String> = ["Recipe", "HowTo", "Product", "Event", "Book"]
    private static let articleRanks = articleTypes.count - 1
    private static let unranked = articleTypes.count + otherTypes.count

    /// All objects of the tree that may describe something: the top ones, those of a graph, main entities.
    private static func collect(_ value: JSONValue, into objects: inout [JSONValue]) {
        guard objects.count < 1_000 else { return }
        switch value {
        case .array(let elements): for element in elements { collect(element, into: &objects) }
        case .object:
            objects.append(value)
            for name in ["@graph", "mainEntity", "mainEntityOfPage"] {
                if let inner = value[name] { collect(inner, into: &objects) }
            }
        case .string, .int, .double, .bool, .null: return
        }
    }

    private static func types(_ object: JSONValue) -> [String] {
        let types: [String]
        switch object["@type"] {
        case .string(let type)?: types = [type]
        case .array(let elements)?: types = elements.compactMap(\.string)
        default: types = []
        }
        return types.map { $0.split(separator: "/").last.map(String.init) ?? $0 }
    }

    private static func rank(_ object: JSONValue) -> Int {
        let types = types(object)
        if types.contains(where: { articleTypes.contains($0) || $0.hasSuffix("Article") }) {
            return types.compactMap { articleTypes.firstIndex(of: $0) }.min() ?? articleRanks
        }
        return types.compactMap { otherTypes.firstIndex(of: $0) }.min().map { articleTypes.count + $0 }
            ?? unranked
    }

    private mutating func take(_ object: JSONValue, isArticle: Bool, from objects: [String: JSONValue]) {
        if headline == nil, isArticle { headline = (object["headline"] ?? object["name"])?.string }
        if body == nil, isArticle { body = object["articleBody"]?.string }
        if thing == nil, !Self.things.isDisjoint(with: Self.types(object)) { thing = object["name"]?.string }
        if authors.isEmpty {
            authors = Self.names(object["author"] ?? object["creator"], among: objects)
        }
        if published == nil {
            let member = ["datePublished", "dateCreated", "uploadDate"].first { object[$0] != nil }
            if let member, let date = object[member]?.string { (published, publishedMember) = (date, member) }
        }
        if modified == nil { modified = object["dateModified"]?.string }
        if site == nil, let name = Self.names(object["publisher"], among: objects).first { site = name }
        if language == nil { language = object["inLanguage"]?.string }
        if url == nil, isArticle { url = (object["mainEntityOfPage"]?["@id"] ?? object["url"])?.string }
    }

    /// The first object with a name for each "@id".
    private static func named(_ objects: [JSONValue]) -> [String: JSONValue] {
        let named = objects.compactMap { object in
            object["name"] == nil ? nil : object["@id"]?.string.map { ($0, object) }
        }
        return Dictionary(named) { first, _ in first }
    }

    /// Names of a person or organization, of several, or of those that an "@id" refers to.
    private static func names(_ value: JSONValue?, among objects: [String: JSONValue], depth: Int = 0) -> [String] {
        guard depth < 5 else { return [] }
        switch value {
        case .string(let name)?: return [name]
        case .array(let elements)?: return elements.flatMap { names($0, among: objects, depth: depth + 1) }
        case .object?:
            if let name = value?["name"] { return names(name, among: objects, depth: depth + 1) }
            guard let id = value?["@id"]?.string else { return [] }
            return names(objects[id]?["name"], among: objects, depth: depth + 1)
        default: return []
        }
    }

    /// Takes what can be had from text that is not quite JSON: the strings behind the names that matter.
    private mutating func salvage(_ text: [UInt8]) {
        if headline == nil { headline = Self.string(after: "\"headline\"", in: text) }
        if published == nil { published = Self.string(after: "\"datePublished\"", in: text) }
        if modified == nil { modified = Self.string(after: "\"dateModified\"", in: text) }
        guard authors.isEmpty, let author = Self.find("\"author\"", in: text) else { return }
        let near = Array(text[author...].prefix(300))
        if let name = Self.string(after: "\"name\"", in: near) { authors = [name] }
    }

    private static func string(after name: String, in text: [UInt8]) -> String? {
        guard let end = find(name, in: text) else { return nil }
        let rest = text[end...].drop { $0 <= 0x20 }
        guard rest.first == UInt8(ascii: ":") else { return nil }
        var reader = JSONReader(text, in: (rest.startIndex + 1)..<text.count)
        return try? reader.readString()
    }

    /// Behind the first occurrence of `name`.
    private static func find(_ name: String, in text: [UInt8]) -> Int? {
        let wanted = Array(name.utf8)
        var position = 0
        while position < text.count {
            position = ByteScan.first(of: UInt8(ascii: "\""), text.span, from: position, to: text.count)
            if text[position...].starts(with: wanted) { return position + wanted.count }
            position += 1
        }
        return nil
    }

    /// What stands between the first opening bracket or brace and the last closing one. O(bytes).
    private static func unwrapped(_ script: [UInt8]) -> [UInt8] {
        func opens(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") }
        guard let end = script.lastIndex(where: { $0 == UInt8(ascii: "}") || $0 == UInt8(ascii: "]") }) else {
            return script
        }
        var start = script.firstIndex(where: opens) ?? script.endIndex
        // "<![CDATA[" has brackets of its own.
        let section = Array("[CDATA[".utf8)
        while start < end, script[start...].starts(with: section) {
            start = script[(start + section.count)...].firstIndex(where: opens) ?? script.endIndex
        }
        return start < end ? Array(script[start...end]) : script
    }
}
