/// The formats that articles are read from.
public enum SourceKind: Sendable, Hashable {
    /// Running text: .txt, .text.
    case text
    /// Markdown: .md, .markdown.
    case markdown
    /// HTML and XHTML: .html, .htm, .xhtml, .shtml.
    case html
    /// JSON Lines, one article a line: .jsonl.
    case jsonl
    /// A name without extension: decided by the first bytes when the file is read.
    case unknown

    /// What the name of a file says about its format.
    enum ByName: Equatable {
        case supported(SourceKind)
        case unsupported(fileExtension: String)
    }

    /// Decides by the extension: one to eight ASCII letters or digits after the last full stop, in either case. What
    /// follows another full stop ("index.html?id=3", "Dr. Smith") is no extension.
    static func named(_ name: ArraySlice<UInt8>) -> ByName {
        guard let stop = name.lastIndex(of: UInt8(ascii: ".")), stop > name.startIndex else {
            return .supported(.unknown)
        }
        let suffix = name[(stop + 1)...]
        guard 1...8 ~= suffix.count, suffix.allSatisfy(isLetterOrDigit) else { return .supported(.unknown) }
        let fileExtension = String(decoding: suffix, as: UTF8.self).lowercased()
        switch fileExtension {
        case "txt", "text": return .supported(.text)
        case "md", "markdown": return .supported(.markdown)
        case "html", "htm", "xhtml", "shtml": return .supported(.html)
        case "jsonl": return .supported(.jsonl)
        default: return .unsupported(fileExtension: fileExtension)
        }
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26
    }
}
