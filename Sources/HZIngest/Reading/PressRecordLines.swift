/// The kinds of lines that stand around an article from a database of newspapers.
extension PressRecordFacts {
    /// "842 words", "LENGTH: 842 words", "Length: 842 words".
    static func isLength(_ line: ArraySlice<UInt8>) -> Bool {
        guard 6...40 ~= line.count, let first = line.first, first &- 0x30 < 10 || first | 0x20 == 0x6C else {
            return false
        }
        var rest = line
        if first &- 0x30 >= 10 {
            guard let (label, _) = labelled(line), label == "length" || label == "longueur" || label == "longitud"
            else {
                return false
            }
            rest = line.drop { $0 != UInt8(ascii: ":") }.dropFirst().drop { $0 == 0x20 }
        }
        let unit = rest.drop { $0 &- 0x30 < 10 || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ".") }
        guard unit.startIndex > rest.startIndex, unit.first == 0x20 else { return false }
        return units.contains(String(decoding: unit.dropFirst(), as: UTF8.self).lowercased())
    }

    private static let units: Set<String> = [
        "words", "word", "wörter", "worte", "mots", "palabras", "parole", "woorden",
    ]

    /// What stands behind "Full text:" at the beginning of a line.
    static func isFullText(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard line.starts(with: "Full text: ".utf8) || line.starts(with: "Full Text: ".utf8) else { return nil }
        return line.dropFirst("Full text: ".utf8.count)
    }

    /// Whether a line says that text begins below: "Body", the fields of the lead and of the rest.
    static func isBodyLabel(_ line: ArraySlice<UInt8>) -> Bool {
        guard 2...5 ~= line.count else { return false }
        return ["Body", "BODY", "BODY:", "LP", "TD"].contains { line.elementsEqual($0.utf8) }
    }

    /// Whether a line is the name of a field: "HD", "IPD".
    static func isCode(_ line: ArraySlice<UInt8>) -> Bool {
        2...3 ~= line.count && line.allSatisfy { $0 &- 0x41 < 26 }
    }

    /// "1 of 20 DOCUMENTS", "Document 3 of 20", a line drawn between two articles.
    static func beginsRecord(_ line: ArraySlice<UInt8>) -> Bool {
        guard let first = line.first, first &- 0x30 < 10 || first | 0x20 == 0x64 || first == UInt8(ascii: "_") else {
            return false
        }
        if first == UInt8(ascii: "_") { return line.count >= 20 && line.allSatisfy { $0 == first } }
        guard line.count <= 40 else { return false }
        let words = String(decoding: line, as: UTF8.self).lowercased().split(separator: " ")
        guard words.count == 4, words[0].hasPrefix("document") || words[3].hasPrefix("document") else { return false }
        let numbers = words.filter { $0.allSatisfy(\.isNumber) }
        return numbers.count == 2 && words.contains("of")
    }

    /// "End of Document", "Document KTIM000020240312ek3c0000a".
    static func endsRecord(_ line: ArraySlice<UInt8>) -> Bool {
        if line.elementsEqual("End of Document".utf8) { return true }
        guard line.starts(with: "Document ".utf8) else { return false }
        let code = line.dropFirst("Document ".utf8.count)
        return 15...40 ~= code.count && code.allSatisfy { $0 | 0x20 &- 0x61 < 26 || $0 &- 0x30 < 10 }
            && code.count { $0 &- 0x30 < 10 } >= 8
    }

    /// Whether a line says whose the text is.
    static func isOfRights(_ line: ArraySlice<UInt8>) -> Bool {
        ["Copyright", "COPYRIGHT", "©", "(c) ", "(C) "].contains { line.starts(with: $0.utf8) }
            || line.elementsEqual("All Rights Reserved".utf8)
    }

    static func isEdition(_ line: ArraySlice<UInt8>) -> Bool {
        let words = String(decoding: line, as: UTF8.self).lowercased().split(separator: " ")
        return words.count <= 4 && words.contains { ["edition", "édition", "ausgabe", "edición"].contains(String($0)) }
            || words.last?.hasSuffix("ausgabe") ?? false
    }

    /// Whether a line begins with the label of a fact.
    static func isLabelled(_ line: ArraySlice<UInt8>) -> Bool {
        labelled(line).map { labels.contains($0.label) } ?? false
    }

    /// Whether a line begins with a label of those that stand below a text.
    static func beginsTail(_ line: ArraySlice<UInt8>) -> Bool {
        if line.elementsEqual("Classification".utf8) { return true }
        return labelled(line).map { tailLabels.contains($0.label) } ?? false
    }

    /// The label of a line in small letters, and what stands behind it.
    static func labelled(_ line: ArraySlice<UInt8>) -> (label: String, value: String)? {
        guard let first = line.first, first &- 0x41 < 26, let colon = line.prefix(32).firstIndex(of: UInt8(ascii: ":"))
        else { return nil }
        let label = String(decoding: line[..<colon], as: UTF8.self).lowercased()
        return (label, String(decoding: line[(colon + 1)...], as: UTF8.self).trimmed)
    }

    private static let tailLabels: Set<String> = [
        "load-date", "language", "graphic", "publication-type", "journal-code", "subject", "credit", "classification",
        "document-type", "acc-no", "correction-date", "copyright", "illustration", "company", "organization", "person",
        "industry", "geographic", "ticker", "proquest document id",
    ]
    private static let labels = tailLabels.union([
        "section", "length", "byline", "dateline", "headline", "highlight", "title", "author", "authors", "date",
        "series",
        "type", "publication info", "publication title", "publication date", "publication year", "publication",
        "abstract",
        "links", "location", "publisher", "issn", "source", "source type", "language of publication", "document type",
        "last updated", "database", "place of publication", "country of publication", "document url", "notes",
        "edition",
    ])
}
