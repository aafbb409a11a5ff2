import HZAnalysis
import HZJSON

/// What a book says of itself (EPUB 3.3, package document): title, writers, date, language, and what its chapters are.
struct BookDescription {
    private(set) var title: String?
    private(set) var author: String?
    private(set) var date: ArticleDate?
    private(set) var language: String?
    /// Paths in the archive of the documents that are read one after another.
    private(set) var chapters: Set<String> = []

    /// Somebody who made a book, and as what ("aut", "ill": relators of MARC).
    private struct Creator {
        var name: String
        var id: String?
        var role: String?
    }

    /// Reads a package document that lies at `path` in the archive.
    init(_ package: [UInt8], path: String) {
        var items: [String: String] = [:]
        var spine: [String] = []
        var creators: [Creator] = []
        var tags = XMLTags(package)
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
        while let tag = tags.next() {
            switch tag.name {
            case "title": if title == nil, !tag.text.isEmpty { title = tag.text.collapsed }
            case "creator":
                guard !tag.text.isEmpty, creators.count < 20 else { continue }
                let (id, role) = (tag.attributes["id"], tag.attributes["role"])
                creators.append(Creator(name: tag.text.collapsed, id: id, role: role))
            case "meta" where tag.attributes["property"] == "role":
                guard let refined = tag.attributes["refines"] else { continue }
                for index in creators.indices where creators[index].id.map({ "#" + $0 }) == refined {
                    creators[index].role = creators[index].role ?? tag.text
                }
            case "date": date = date ?? ArticleDate(parsing: tag.text)
            case "language": language = language ?? LanguageCode.normalized(tag.text)
            case "item":
                guard let id = tag.attributes["id"], let target = tag.attributes["href"] else { continue }
                items[id] = Self.resolve(target, in: folder)
            case "itemref": tag.attributes["idref"].map { spine.append($0) }
            default: continue
            }
        }
        // Those who drew, translated or edited it are named too.
        let writers = creators.filter { ($0.role ?? "aut") == "aut" }
        let names = (writers.isEmpty ? creators : writers).map(\.name)
        author = names.isEmpty ? nil : names.joined(separator: ", ")
        chapters = Set(spine.compactMap { items[$0] })
    }

    /// The path of the package document that META-INF/container.xml names.
    static func packagePath(_ container: [UInt8]) -> String? {
        var tags = XMLTags(container)
        while let tag = tags.next() {
            if tag.name == "rootfile", let path = tag.attributes["full-path"] { return path }
        }
        return nil
    }

    /// A reference in a folder of the archive, as a path of the archive.
    private static func resolve(_ reference: String, in folder: String) -> String {
        let path = String(decoding: unescaped(reference.prefix { $0 != "#" }), as: UTF8.self)
        var parts: [Substring] = []
        for part in (folder + path).split(separator: "/") {
            if part == ".." { _ = parts.popLast() } else if part != "." { parts.append(part) }
        }
        return parts.joined(separator: "/")
    }

    private static func unescaped(_ text: Substring) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), rest.count >= 2, let high = Hexadecimal.value(rest[rest.startIndex]),
                let low = Hexadecimal.value(rest[rest.startIndex + 1])
            {
                bytes.append(high << 4 | low)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return bytes
    }
}
