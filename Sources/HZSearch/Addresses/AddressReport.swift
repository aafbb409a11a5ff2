import HZJSON

/// The articles that are from an address.
public struct AddressReport: Sendable, Equatable {
    /// An article that is.
    public struct Article: Sendable, Equatable {
        /// Its id.
        public var id: String
        /// The file to open.
        public var path: String
        /// Its title.
        public var title: String
        /// The address as the article tells it.
        public var url: String
        /// The article that is found instead of this hidden copy; nil where it is found itself.
        public var copyOf: String?
    }

    /// The address, as it names a page.
    public var address: String
    /// The articles, by their ids; those that are found come before hidden copies.
    public var articles: [Article] = []

    init(address: String) { self.address = address }

    /// The report as JSON (docs/API.md), with a line feed at its end.
    public func line() -> [UInt8] {
        var writer = JSONWriter(capacity: 256)
        writer.beginObject()
        writer.member("schema", 1)
        writer.member("address", address)
        writer.objects("articles", articles) { article, writer in
            writer.member("id", article.id)
            writer.member("path", article.path)
            writer.member("title", article.title)
            writer.member("url", article.url)
            writer.member("copy_of", article.copyOf)
        }
        writer.endObject()
        writer.newline()
        return writer.bytes
    }

    /// Reads a report back from its JSON.
    public init(json: [UInt8]) throws(JSONError) {
        let value = try JSONValue(parsing: json)
        address = value["address"]?.string ?? ""
        articles = (value["articles"]?.array ?? []).map { article in
            Article(
                id: article["id"]?.string ?? "",
                path: article["path"]?.string ?? "",
                title: article["title"]?.string ?? "",
                url: article["url"]?.string ?? "",
                copyOf: article["copy_of"]?.string
            )
        }
    }
}
