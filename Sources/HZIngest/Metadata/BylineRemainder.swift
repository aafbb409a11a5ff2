/// Tells what stands behind names in a by-line and is none: places and addresses.
enum BylineRemainder {
    /// Whether a part of a by-line behind a name is a place with what stands before it: "à Lyon".
    static func isOne(_ part: String) -> Bool {
        let words = part.split(separator: " ")
        guard let first = words.first else { return true }
        if words.count > 1, words.contains(where: { institutions.contains($0.lowercased()) }) { return true }
        return words.count > 1 && prepositions.contains(String(first))
    }

    /// Without a word behind a bar, which is a place or a paper: "Jane Roe | Madrid".
    static func withoutPlace(_ line: String) -> String {
        let parts = line.split(separator: "|").map { String($0).trimmed }
        guard parts.count == 2, BylineText.areNames(parts[0]), !parts[1].contains(" ") else { return line }
        return parts[0]
    }

    /// Names behind "By" without where they write: "Jane Roe in Berlin", "Jane Roe in Travel, Food".
    static func withoutSection(_ names: String) -> String {
        guard let cut = names.firstIndex(ofText: " in "), cut > names.startIndex,
            names[cut...].dropFirst(4).first?.isUppercase ?? false
        else { return names }
        return String(names[..<cut])
    }

    /// A name without the address of its mail behind it.
    static func withoutAddress(_ name: String) -> String {
        let words = name.split(separator: " ")
        guard let address = words.firstIndex(where: { $0.contains("@") && $0.first != "@" }), address > 0 else {
            return name
        }
        return words[..<address].joined(separator: " ")
    }

    /// Where people work, behind their names in papers.
    private static let institutions: Set<String> = [
        "university", "universität", "université", "universidad", "università", "universidade", "universiteit",
        "institute", "institut", "instituto", "istituto", "department", "faculty", "laboratory",
    ]

    private static let prepositions: Set<String> = [
        "à", "in", "en", "aus", "from", "em", "a", "au", "i", "w", "из", "в",
    ]
}
