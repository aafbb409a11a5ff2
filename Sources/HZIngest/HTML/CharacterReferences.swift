/// Resolves character references in texts that were escaped once too often: `O&#039;Neil`, `Jos&eacute;`.
enum CharacterReferences {
    /// The text as HTML means it. An "&" that begins no reference with a semicolon is itself, as is "<".
    ///
    /// - Complexity: O(count); texts without references cost a look.
    static func resolved(_ text: String) -> String {
        let bytes = Array(text.utf8)
        guard bytes.contains(UInt8(ascii: "&")), bytes.count <= longest else { return text }
        var markup = Array("<title>".utf8)
        var hasReference = false
        for (position, byte) in bytes.enumerated() {
            switch byte {
            case UInt8(ascii: "&") where isReference(bytes[(position + 1)...]):
                hasReference = true
                markup.append(byte)
            case UInt8(ascii: "&"): markup.append(contentsOf: "&amp;".utf8)
            case UInt8(ascii: "<"): markup.append(contentsOf: "&lt;".utf8)
            default: markup.append(byte)
            }
        }
        guard hasReference else { return text }
        markup.append(contentsOf: "</title>".utf8)
        return String(decoding: HTMLParser.parse(markup).metadata.title, as: UTF8.self)
    }

    /// Whether "#39;", "#x27;" or "eacute;" begins here.
    private static func isReference(_ rest: ArraySlice<UInt8>) -> Bool {
        let name = rest.prefix(longestName).prefix {
            (($0 | 0x20) &- 0x61) < 26 || $0 &- 0x30 < 10 || $0 == UInt8(ascii: "#")
        }
        return name.count >= 2 && rest[name.endIndex...].first == UInt8(ascii: ";")
    }

    private static let longestName = 32
    /// What is meant here are titles and names.
    private static let longest = 4 << 10
}

extension HTMLMetadata {
    /// Resolves what is still escaped in the titles and names that the head of a page states.
    mutating func resolveReferences() {
        var resolved = 0
        for index in entries.indices where Self.escaped.contains(entries[index].name) && resolved < 64 {
            guard entries[index].content.utf8.contains(UInt8(ascii: "&")) else { continue }
            entries[index].content = CharacterReferences.resolved(entries[index].content)
            resolved += 1
        }
    }

    private static let escaped: Set<String> = [
        "og:title", "twitter:title", "title", "dc.title", "citation_title", "og:site_name", "application-name",
        "author",
        "article:author", "twitter:data1", "twitter:data2", "parsely-author", "sailthru.author", "byl",
    ]
}
