import HZAnalysis
import HZJSON

/// Turns one line of an export into an article. Of members of one name the last one counts.
struct JSONLRecord {
    private var id: [UInt8] = []
    private var url: [UInt8] = []
    private var path: [UInt8] = []
    private var title: [UInt8] = []
    private var author: [UInt8] = []
    private var date: [UInt8] = []
    private var language: [UInt8] = []
    private var site: [UInt8] = []
    /// Its body is called `text`.
    private var hasText = false

    /// Reads the object that takes up `range` of `bytes`.
    mutating func article(
        _ bytes: [UInt8],
        in range: Range<Int>,
        path source: String,
        line: Int
    ) throws(BadRecord.Cause) -> Article {
        clear()
        var body: [UInt8] = []
        do throws(JSONError) {
            var reader = JSONReader(bytes, in: range)
            guard try reader.peek() == .object else {
                try reader.finish()
                throw .wrongType(offset: range.lowerBound, found: .null, expected: .object)
            }
            try reader.beginObject()
            while try reader.nextMember() { try readMember(&reader, body: &body) }
            try reader.finish()
        } catch {
            if case .wrongType(_, _, .object) = error { throw .notAnObject }
            throw .malformed(error.relative(to: range.lowerBound))
        }
        return try article(body: body, source: source, line: line)
    }

    private mutating func readMember(_ reader: inout JSONReader, body: inout [UInt8]) throws(JSONError) {
        let isText = reader.memberIs("text")
        if isText || reader.memberIs("body") {
            // Where a record has both, the first that says something counts.
            guard body.isEmpty || isText == hasText else { return }
            hasText = isText
            body.removeAll(keepingCapacity: true)
            if try reader.peek() == .string { try reader.readString(into: &body) }
        } else if reader.memberIs("title") {
            try Self.readText(&reader, into: &title)
        } else if reader.memberIs("id") {
            try Self.readText(&reader, into: &id)
        } else if reader.memberIs("url") {
            try Self.readText(&reader, into: &url)
        } else if reader.memberIs("path") {
            try Self.readText(&reader, into: &path)
        } else if reader.memberIs("author") {
            try Self.readText(&reader, into: &author)
        } else if reader.memberIs("date") {
            try Self.readText(&reader, into: &date)
        } else if reader.memberIs("language") {
            try Self.readText(&reader, into: &language)
        } else if reader.memberIs("site") {
            try Self.readText(&reader, into: &site)
        }
    }

    /// A string, a number as it is written, or the texts of an array joined by ", "; anything else is left out.
    private static func readText(_ reader: inout JSONReader, into text: inout [UInt8]) throws(JSONError) {
        text.removeAll(keepingCapacity: true)
        switch try reader.peek() {
        case .string: try reader.readString(into: &text)
        case .number: text.append(contentsOf: try reader.readNumberText().utf8)
        case .array:
            try reader.beginArray()
            while try reader.nextElement() {
                guard try reader.peek() == .string else { continue }
                if !text.isEmpty { text.append(contentsOf: ", ".utf8) }
                try reader.readString(into: &text)
            }
        case .object, .bool, .null: return
        }
    }

    private func article(body: [UInt8], source: String, line: Int) throws(BadRecord.Cause) -> Article {
        let ranges = TextBlocks.ranges(of: body)
        let title = Self.string(self.title)
        guard let heading = title ?? ranges.first.map({ Headline.make(from: body[$0]) }) else {
            throw .noText
        }
        let identity = Self.string(id) ?? Self.string(url) ?? Self.string(path) ?? source + "#" + String(line)
        var article = Article(id: identity, path: source, title: heading)
        article.author = Self.string(author)
        article.date = Self.string(date).flatMap { ArticleDate(parsing: $0) }
        article.language = Self.string(language).flatMap { LanguageCode.normalized($0) }
        article.site = Self.string(site)
        article.url = Self.string(url)
        article.text = body
        article.blocks = ranges.map { ArticleBlock(zone: .main, range: $0) }
        return article
    }

    /// Nil for text without anything to see.
    private static func string(_ bytes: [UInt8]) -> String? {
        bytes.contains { $0 > 0x20 } ? String(decoding: bytes, as: UTF8.self) : nil
    }

    private mutating func clear() {
        id.removeAll(keepingCapacity: true)
        url.removeAll(keepingCapacity: true)
        path.removeAll(keepingCapacity: true)
        title.removeAll(keepingCapacity: true)
        author.removeAll(keepingCapacity: true)
        date.removeAll(keepingCapacity: true)
        language.removeAll(keepingCapacity: true)
        site.removeAll(keepingCapacity: true)
    }
}
