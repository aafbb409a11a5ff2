/// The lines between "---" that writers of Markdown put before a text: simple "name: value" pairs of YAML.
struct FrontMatter {
    private(set) var title: String?
    private(set) var author: String?
    private(set) var date: String?
    private(set) var language: String?
    /// Bytes up to where the text begins; 0 where there is none.
    private(set) var length = 0

    /// No front matter is longer.
    private static let longest = 16 << 10

    init(_ text: [UInt8]) {
        let head = text.prefix(Self.longest)
        guard head.starts(with: "---".utf8) else { return }
        let bytes = Array(head)
        var lines = TextLines()
        var isFirst = true
        var values: [(String, String)] = []
        while let range = lines.next(bytes.span) {
            let line = String(decoding: bytes[range], as: UTF8.self)
            if isFirst {
                guard line == "---" else { return }
                isFirst = false
            } else if line == "---" || line == "..." {
                take(values)
                length = range.upperBound
                return
            } else if line.hasPrefix("- "), let last = values.last, last.1.isEmpty || last.1.hasSuffix(",") {
                values[values.count - 1].1 += Self.unquoted(String(line.dropFirst(2))) + ","
            } else if let colon = line.firstIndex(of: ":") {
                let value = line[line.index(after: colon)...]
                values.append((line[..<colon].lowercased(), Self.unquoted(String(value))))
            }
        }
    }

    private mutating func take(_ values: [(String, String)]) {
        for (name, value) in values where !value.isEmpty {
            switch name {
            case "title": title = title ?? value
            case "author", "authors", "by": author = author ?? value
            case "date", "published", "pubdate": date = date ?? value
            case "lang", "language": language = language ?? value
            default: continue
            }
        }
    }

    private static func unquoted(_ value: String) -> String {
        let text = value.trimmed
        for (open, close) in [("\"", "\""), ("'", "'"), ("[", "]")]
        where text.count >= 2 && text.hasPrefix(open) && text.hasSuffix(close) {
            return String(text.dropFirst().dropLast()).trimmed
        }
        return text
    }
}
