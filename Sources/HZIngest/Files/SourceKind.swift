/// The formats that articles are read from. The raw values pass between processes of one program only.
public enum SourceKind: UInt8, Sendable, Hashable, CaseIterable {
    /// Running text: .txt, .text.
    case text
    /// Markdown: .md, .markdown.
    case markdown
    /// HTML and XHTML: .html, .htm, .xhtml, .shtml.
    case html
    /// JSON Lines, one article a line: .jsonl.
    case jsonl
    /// A page with its pictures, as browsers save it: .mht, .mhtml.
    case mhtml
    /// A letter: .eml.
    case email
    /// A book, each chapter an article: .epub.
    case epub
    /// What a crawler received, each page an article: .warc.
    case warc
    /// A name without extension: decided by the first bytes when the file is read.
    case unknown
    /// HTML under the name of the program that made it, as copies of whole sites have it: .php, .asp, .aspx, .jsp, .cfm, .cgi. The
    /// program itself is none of it.
    case served

    /// Whether one file holds many articles, each with an id of its own.
    public var isContainer: Bool {
        switch self {
        case .jsonl, .epub, .warc: true
        case .text, .markdown, .html, .mhtml, .email, .unknown, .served: false
        }
    }

    /// What the name of a file says about its format.
    enum ByName: Equatable {
        case supported(SourceKind, Compression)
        case unsupported(fileExtension: String)
    }

    /// Decides by the extension: one to eight ASCII letters or digits after the last full stop, in either case. What
    /// follows another full stop ("index.html?id=3", "Dr. Smith") is no extension. Before .gz and .zst the
    /// extension of what is compressed counts, before a number that of what was saved before under one name ("page.html.1").
    static func named(_ name: ArraySlice<UInt8>) -> ByName {
        guard let suffix = fileExtension(of: name) else { return .supported(.unknown, .none) }
        if suffix.utf8.allSatisfy({ $0 &- 0x30 < 10 }) {
            let first = fileExtension(of: name.dropLast(suffix.utf8.count + 1))
            return first.flatMap { kinds[$0] }.map { .supported($0, .none) } ?? .unsupported(fileExtension: suffix)
        }
        let compression: Compression? = suffix == "gz" ? .gzip : suffix == "zst" ? .zstd : nil
        guard let compression else {
            return kinds[suffix].map { .supported($0, .none) } ?? .unsupported(fileExtension: suffix)
        }
        let inner = name.dropLast(suffix.utf8.count + 1)
        guard let within = fileExtension(of: inner) else { return .supported(.unknown, compression) }
        // A book is compressed in itself.
        guard let kind = kinds[within], kind != .epub else {
            return .unsupported(fileExtension: within + "." + suffix)
        }
        return .supported(kind, compression)
    }

    private static let kinds: [String: SourceKind] = [
        "txt": .text, "text": .text, "md": .markdown, "markdown": .markdown, "html": .html, "htm": .html,
        "xhtml": .html, "shtml": .html, "jsonl": .jsonl, "mht": .mhtml, "mhtml": .mhtml, "eml": .email,
        "epub": .epub, "warc": .warc, "php": .served, "asp": .served, "aspx": .served, "jsp": .served, "cfm": .served,
        "cgi": .served,
    ]

    /// In lower case.
    static func fileExtension(of name: ArraySlice<UInt8>) -> String? {
        guard let stop = name.lastIndex(of: UInt8(ascii: ".")), stop > name.startIndex else { return nil }
        let suffix = name[(stop + 1)...]
        guard 1...8 ~= suffix.count, suffix.allSatisfy(isLetterOrDigit) else { return nil }
        return String(decoding: suffix, as: UTF8.self).lowercased()
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26
    }
}

/// How the bytes of a file are packed. The raw values pass between processes of one program only.
public enum Compression: UInt8, Sendable, Hashable {
    /// Not at all.
    case none
    /// RFC 1952, any number of members one after another: .gz.
    case gzip
    /// RFC 8878: .zst.
    case zstd
    /// What the first bytes of a file say; nil where they say nothing of it.
    static func told(by bytes: [UInt8]) -> Compression? {
        if bytes.starts(with: [0x1F, 0x8B, 8]) { return .gzip }
        return bytes.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) ? .zstd : nil
    }
}
