/// What a crawler says that something is, where it is something to read.
enum PageType {
    case page
    case text
    /// Nobody says: the content itself tells.
    case unknown

    /// Nil for pictures, scripts, data, and what only tells crawlers what to do.
    init?(_ contentType: String, address: String) {
        let isFile = Self.dataEndings.contains { address.prefix { $0 != "?" && $0 != "#" }.hasSuffix($0) }
        switch contentType.prefix(while: { $0 != ";" }).lowercased().trimmed {
        case "text/html", "application/xhtml+xml": self = .page
        case "text/plain" where !isFile: self = .text
        case "" where !isFile: self = .unknown
        default: return nil
        }
    }

    /// How the content is to be read.
    var kind: SourceKind {
        switch self {
        case .page: .html
        case .text: .text
        case .unknown: .unknown
        }
    }

    /// Servers that know no better call these text.
    private static let dataEndings = [
        "/robots.txt", "/ads.txt", ".js", ".mjs", ".css", ".json", ".map", ".svg", ".csv", ".ico",
    ]
}
