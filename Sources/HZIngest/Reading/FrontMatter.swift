import HZAnalysis
import HZJSON

/// What writers and clippers of Markdown put before a text: YAML between lines of "---", TOML between lines of "+++", an
/// object of JSON, lines of "% " (Pandoc), or lines of "Name: value" up to an empty one (MultiMarkdown).
///
/// A text that only begins with a rule has none: lines that are no front matter are never taken away.
struct FrontMatter {
    private(set) var title: String?
    private(set) var author: String?
    private(set) var date: String?
    private(set) var language: String?
    /// Where the text was saved from.
    private(set) var url: String?
    private(set) var site: String?
    /// Bytes up to where the text begins; 0 where there is none.
    private(set) var length = 0

    /// No front matter is longer.
    private static let longest = 16 << 10

    init(_ text: [UInt8]) {
        let bytes = Array(text.prefix(Self.longest))
        switch bytes.first {
        case UInt8(ascii: "-"), UInt8(ascii: "+"): readFenced(bytes)
        case UInt8(ascii: "{"): readObject(bytes)
        case UInt8(ascii: "%"): readTitleBlock(bytes)
        default: readLines(bytes)
        }
    }

    private mutating func readFenced(_ bytes: [UInt8]) {
        guard bytes.starts(with: "---".utf8) || bytes.starts(with: "+++".utf8) else { return }
        var lines = TextLines()
        var fence: String?
        var block: [String] = []
        while let range = lines.next(bytes.span) {
            let line = String(decoding: bytes[range], as: UTF8.self)
            guard let open = fence else {
                guard line == "---" || line == "+++" else { return }
                fence = line
                continue
            }
            guard line == open || (open == "---" && line == "...") else {
                block.append(line)
                continue
            }
            let members = open == "---" ? YAMLMembers.read(block) : TOMLMembers.read(block)
            guard let members, Self.isFrontMatter(members) else { return }
            for member in members { take(member) }
            length = range.upperBound
            return
        }
    }

    /// The object that a line of "}" ends.
    private mutating func readObject(_ bytes: [UInt8]) {
        var lines = TextLines()
        while let range = lines.next(bytes.span) {
            guard bytes[range].elementsEqual("}".utf8) else { continue }
            guard case .object(let found)? = try? JSONValue(parsing: Array(bytes[..<range.upperBound])) else { return }
            let members = found.map { member in
                var values = [member.value.string].compactMap { $0 }
                if case .array(let elements) = member.value { values = elements.compactMap(\.string) }
                return Member(name: member.name, values: values)
            }
            guard members.contains(where: { Self.fact($0.name) != nil }) else { return }
            for member in members { take(member) }
            length = range.upperBound
            return
        }
    }

    /// "% title", "% authors", "% date", each of the last two left out or not.
    private mutating func readTitleBlock(_ bytes: [UInt8]) {
        var lines = TextLines()
        var values: [String] = []
        var end = 0
        while let range = lines.next(bytes.span), !range.isEmpty {
            let line = String(decoding: bytes[range], as: UTF8.self)
            if line == "%" || line.hasPrefix("% ") {
                values.append(String(line.dropFirst()).trimmed)
            } else if line.hasPrefix(" "), let last = values.popLast() {
                values.append(last + (values.count == 1 ? "; " : " ") + line.trimmed)
            } else {
                return
            }
            end = range.upperBound
        }
        guard 1...3 ~= values.count else { return }
        for (name, value) in zip(["title", "author", "date"], values) where !value.isEmpty {
            take(Member(name: name, values: [value]))
        }
        length = end
    }

    /// "Title: …", "Date: …" and so on: two lines or more that tell of the text. They stay text where one of them says anything
    /// else: recipes and conversations begin like that, too.
    private mutating func readLines(_ bytes: [UInt8]) {
        var lines = TextLines()
        var block: [String] = []
        var end = 0
        while let range = lines.next(bytes.span), !range.isEmpty {
            block.append(String(decoding: bytes[range], as: UTF8.self))
            // The first line decides for most texts.
            if block.count == 1, !block[0].contains(": ") { return }
            end = range.upperBound
        }
        guard end < bytes.count, let members = YAMLMembers.read(block),
            members.count(where: { Self.fact($0.name) != nil }) > 1
        else { return }
        for member in members { take(member) }
        let isAllKnown = members.allSatisfy {
            Self.fact($0.name) != nil || Self.settings.contains($0.name.lowercased())
        }
        if isAllKnown { length = end }
    }

    /// Takes what lines tell of a text; false, and nothing taken, where a name is neither known nor one that `isSetting` allows.
    mutating func take(_ lines: [String], where isSetting: (String) -> Bool) -> Bool {
        guard let members = YAMLMembers.read(lines) else { return false }
        let facts = members.count { Self.fact($0.name) != nil }
        let isAllKnown = members.allSatisfy {
            Self.fact($0.name) != nil || Self.settings.contains($0.name.lowercased()) || isSetting($0.name)
        }
        guard isAllKnown, facts > 0 else { return false }
        for member in members { take(member) }
        return true
    }

    /// Members beside those facts that programs write before texts.
    private static let settings: Set<String> = [
        "css", "tags", "tag", "keywords", "category", "categories", "copyright", "license", "format",
        "base header level",
        "latex mode", "html header", "xhtml header", "quotes language", "affiliation", "email", "revision", "version",
        "modified",
        "updated", "created", "id", "slug", "status", "layout", "draft", "type", "comments", "bibliography", "summary",
    ]

    /// A name and its values: several where it is a list.
    struct Member {
        var name: String
        var values: [String]
    }

    /// "He said: no" between two rules is prose: names of several words count beside one that is known.
    private static func isFrontMatter(_ members: [Member]) -> Bool {
        !members.isEmpty
            && (members.contains { fact($0.name) != nil } || members.allSatisfy { !$0.name.contains(" ") })
    }

    private enum Fact {
        case title, author, date, language, url, site
    }

    private static func fact(_ name: String) -> Fact? {
        switch String(name.lowercased().filter { $0 != "_" && $0 != "-" && $0 != " " }) {
        case "title": .title
        case "author", "authors", "by", "creator", "creators": .author
        case "date", "published", "pubdate", "publishdate", "datepublished", "publisheddate", "publishedat",
            "publicationdate":
            .date
        case "lang", "language": .language
        case "url", "source", "sourceurl", "canonicalurl", "canonical", "link", "originalurl": .url
        case "site", "sitename", "publication", "publisher", "website": .site
        default: nil
        }
    }

    private mutating func take(_ member: Member) {
        let values = member.values.map { Self.withoutLink($0) }.filter { !$0.isEmpty }
        guard let first = values.first, let fact = Self.fact(member.name) else { return }
        switch fact {
        case .title: title = title ?? first
        case .author: author = author ?? values.joined(separator: ", ")
        case .date: date = date ?? first
        case .language: language = language ?? first
        case .url:
            url = url ?? values.first { PageAddress.host(of: $0) != nil }.map { ArchivedAddress.original(of: $0) }
        case .site: site = site ?? first
        }
    }

    /// "[[Jane Roe]]" and "[[people/Jane Roe|Jane]]" link to notes: what they show.
    private static func withoutLink(_ value: String) -> String {
        guard value.hasPrefix("[["), value.hasSuffix("]]"), value.utf8.count > 4 else { return value }
        let inside = value.dropFirst(2).dropLast(2)
        if let shown = inside.split(separator: "|").dropFirst().last { return String(shown).trimmed }
        return String(inside.split(separator: "/").last ?? inside).trimmed
    }
}
