/// Reads names out of by-lines and author fields.
enum BylineText {
    /// The names in a field that is meant to hold them, joined by ", "; nil for what is no name: an address, a site, "admin".
    static func names(_ field: String) -> String? {
        let parts = field.split(whereSeparator: {
            $0 == "," || $0 == ";" || $0 == "|" || $0 == "\n" || $0 == "•"
        })
        var names: [String] = []
        for part in parts {
            for name in splitAtAnd(String(part)) {
                guard let name = clean(name), !names.contains(name) else { continue }
                names.append(name)
            }
        }
        return names.isEmpty || names.count > 12 ? nil : names.joined(separator: ", ")
    }

    /// The names behind "By" at the start of a short line; nil for any other line.
    static func namesAfterBy(_ line: String) -> String? {
        let text = line.trimmed
        guard text.utf8.count <= 120 else { return nil }
        for prefix in linePrefixes where text.hasPrefix(prefix) {
            let rest = String(text.dropFirst(prefix.count))
            let first = rest.unicodeScalars.first?.properties
            guard first?.isUppercase ?? false || !(first?.isLowercase ?? true) else { return nil }
            return names(rest)
        }
        return nil
    }

    /// The e-mail addresses of "Contact the writer at name@example.com"; nil for any other line.
    static func contactAddresses(_ line: String) -> String? {
        let lower = line.lowercased()
        guard lower.utf8.count <= 300,
            [
                "contact the writer", "contact the reporter", "contact the author", "email the author",
                "e-mail the author",
            ]
            .contains(where: { lower.containsText($0) })
        else { return nil }
        let addresses = line.split(whereSeparator: { " ,;:()<>\n".contains($0) })
            .map { $0.hasSuffix(".") ? $0.dropLast() : $0 }
            .filter { isAddress($0) }
        return addresses.isEmpty ? nil : addresses.joined(separator: ", ")
    }

    private static func isAddress(_ word: Substring) -> Bool {
        guard let at = word.utf8.firstIndex(of: UInt8(ascii: "@")), at != word.startIndex else {
            return false
        }
        return word[at...].utf8.contains(UInt8(ascii: "."))
    }

    /// What stands before names in a by-line; the longer ones first.
    private static let linePrefixes = [
        "Written by ", "Reported by ", "Posted by ", "Published by ", "Article by ", "Story by ", "Veröffentlicht von ",
        "Geschrieben von ", "Erstellt von ", "Eingestellt von ", "Verfasst von ", "Ein Beitrag von ", "Text von ",
        "Text: ", "Autorin: ", "Autor: ", "Autor:in: ", "Author: ", "Auteur: ", "Auteur : ", "Autore: ", "By: ", "By ",
        "BY ", "by ", "Von ", "VON ", "Par ", "Por ", "Di ", "作者：", "作者:", "记者 ",
    ]

    private static func splitAtAnd(_ text: String) -> [String] {
        var parts = [""]
        for word in text.split(separator: " ") {
            if ["and", "And", "AND", "&", "und", "et", "with"].contains(word) {
                parts.append("")
            } else {
                parts[parts.count - 1] += (parts[parts.count - 1].isEmpty ? "" : " ") + word
            }
        }
        return parts
    }

    /// One name without what stands around it; nil where none is left.
    private static func clean(_ text: String) -> String? {
        var name = text.trimmed
        for prefix in linePrefixes + ["by: ", "von ", "par ", "por "] where name.hasPrefix(prefix) {
            name = String(name.dropFirst(prefix.count)).trimmed
        }
        // "Jane Roe - Staff Writer", "Jane Roe (Reuters)".
        for separator in [" - ", " – ", " — ", " (", " / ", " @"] {
            if let cut = name.firstIndex(ofText: separator) { name = String(name[..<cut]).trimmed }
        }
        while let last = name.last, ".:,·".contains(last), !name.hasSuffix("Jr."), !name.hasSuffix("Sr.") {
            name.removeLast()
        }
        guard 2...60 ~= name.utf8.count, name.split(separator: " ").count <= 6 else { return nil }
        guard !name.utf8.contains(where: { $0 == UInt8(ascii: "@") || $0 == UInt8(ascii: "/") }) else { return nil }
        // People call themselves "jane42", but are not called "May 12".
        let hasDigits = name.utf8.contains { $0 &- 0x30 < 10 }
        if hasDigits, name.contains(" ") || (name.utf8.first ?? 0) &- 0x30 < 10 { return nil }
        let lower = name.lowercased()
        if noNames.contains(lower) || (!lower.contains(" ") && lower.split(separator: ".").count > 2) { return nil }
        return name
    }

    private static let noNames: Set<String> = [
        "admin", "administrator", "editor", "editors", "staff", "author", "authors", "guest", "unknown",
        "anonymous", "webmaster",
        "root", "user", "by", "staff writer", "staff reporter", "contributor", "posted", "share", "follow",
        "more", "updated",
        "published", "no author", "the author", "auteur", "autor", "autorin", "by-line", "author name", "name",
        "the editors", "editorial team", "null", "undefined", "none", "n/a",
    ]
}

extension String {
    /// Without white space at the ends.
    var trimmed: String {
        var scalars = unicodeScalars[...]
        while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() }
        while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
        return String(scalars)
    }

    /// Whether `part` occurs in it, byte for byte.
    func containsText(_ part: String) -> Bool { firstIndex(ofText: part) != nil }

    /// Where `part` occurs first, byte for byte.
    func firstIndex(ofText part: String) -> String.Index? {
        let wanted = Array(part.utf8)
        guard let first = wanted.first else { return nil }
        var position = utf8.startIndex
        while let next = utf8[position...].firstIndex(of: first) {
            if utf8[next...].starts(with: wanted) { return next }
            position = utf8.index(after: next)
        }
        return nil
    }
}
