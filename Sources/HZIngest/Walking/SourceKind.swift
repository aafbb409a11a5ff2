/// What a file is read as, by its name.
public enum SourceKind: Sendable, Equatable {
    /// Plain text.
    case text
    /// Markdown.
    case markdown
    /// HTML or XHTML.
    case html
    /// One JSON object a line.
    case jsonLines
    /// A name without an ending: its first bytes decide.
    case unknown

    /// The kind that a file name tells; nil for a name that ends like no format that is read.
    public init?(fileName: some Sequence<UInt8>) {
        let name = Array(fileName)
        guard let dot = name.lastIndex(of: UInt8(ascii: ".")), dot > 0 else {
            self = .unknown
            return
        }
        let ending = String(decoding: name[(dot + 1)...], as: UTF8.self).lowercased()
        guard let kind = Self.endings[ending] else { return nil }
        self = kind
    }

    private static let endings: [String: SourceKind] = [
        "txt": .text, "text": .text, "md": .markdown, "markdown": .markdown, "html": .html, "htm": .html,
        "xhtml": .html, "shtml": .html, "jsonl": .jsonLines, "ndjson": .jsonLines,
    ]
}
