import HZJSON

/// Tells what a file is from its first bytes.
enum SourceSniffer {
    private static let looked = 8_192

    /// The format that the bytes confirm: that of the name, unless they are plainly something else. Nil for
    /// what is not text at all.
    static func kind(of bytes: [UInt8], named kind: SourceKind) -> SourceKind? {
        guard !isBinary(bytes) else { return nil }
        switch kind {
        case .served: return startsAsPage(bytes) && ByteSearch.end(of: "<?php", in: bytes[...]) == nil ? .html : nil
        case .unknown: return looksLikeHTML(bytes) ? .html : .text
        // A page saved under the wrong name, and a text that was called a page.
        case .text: return startsAsPage(bytes) ? .html : .text
        case .html:
            return bytes.contains(UInt8(ascii: "<")) || WideText.charset(of: bytes) != nil ? .html : .text
        case .markdown, .jsonl, .mhtml, .email, .epub, .warc: return kind
        }
    }

    /// Whether the bytes begin like a known format that is not text, or hold control characters as no text does.
    static func isBinary(_ bytes: [UInt8]) -> Bool {
        if magicNumbers.contains(where: { bytes.starts(with: $0) }) { return true }
        if wideMarks.contains(where: { bytes.starts(with: $0) }) || WideText.charset(of: bytes) != nil {
            return false
        }
        let head = bytes.span.extracting(first: looked)
        let controls = ByteScan.count(ofControls: noTextControls, head)
        return controls * 20 > head.count
    }

    /// The control characters that no text has: bit n for the character n.
    private static let noTextControls: UInt32 = ~((0x08...0x0D).reduce(1 << 0x1A | 1 << 0x1B) { $0 | 1 << UInt32($1) })

    private static let magicNumbers: [[UInt8]] = [
        Array("%PDF-".utf8), [0x89, 0x50, 0x4E, 0x47], [0xFF, 0xD8, 0xFF], Array("GIF8".utf8),
        [0x50, 0x4B, 3, 4],
        [0x1F, 0x8B], [0x7F, 0x45, 0x4C, 0x46], [0xD0, 0xCF, 0x11, 0xE0], [0x28, 0xB5, 0x2F, 0xFD],
        Array("BZh".utf8),
        [0xFD, 0x37, 0x7A, 0x58, 0x5A], Array("SQLite format 3".utf8), Array("OggS".utf8), Array("ID3".utf8),
    ]

    private static let wideMarks: [[UInt8]] = [[0xFF, 0xFE], [0xFE, 0xFF], [0, 0, 0xFE, 0xFF]]

    /// Whether the first thing in the file is a page's own beginning.
    private static func startsAsPage(_ bytes: [UInt8]) -> Bool {
        let start = bytes.prefix(1_024).drop { $0 <= 0x20 || $0 >= 0x80 }
        return begins(start, with: "<!doctype html") || begins(start, with: "<html")
    }

    /// Whether the first tag of the file is one that pages begin with (WHATWG MIME Sniffing Standard, section 7.1).
    private static func looksLikeHTML(_ bytes: [UInt8]) -> Bool {
        if startsAsPage(bytes) { return true }
        let start = bytes.prefix(1_024).drop { $0 <= 0x20 || $0 >= 0x80 }
        let tags = [
            "<head", "<script", "<iframe", "<h1", "<div", "<font", "<table", "<a ", "<style", "<title", "<b>",
            "<body", "<br", "<p>",
            "<p ", "<!--", "<meta", "<article", "<section", "<?xml",
        ]
        return tags.contains { begins(start, with: $0) }
    }

    private static func begins(_ bytes: ArraySlice<UInt8>, with lowercase: String) -> Bool {
        guard bytes.count >= lowercase.utf8.count else { return false }
        return zip(bytes, lowercase.utf8).allSatisfy { byte, expected in
            (byte &- 0x41 < 26 ? byte | 0x20 : byte) == expected
        }
    }
}
