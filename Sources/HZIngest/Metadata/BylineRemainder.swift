/// Tells what stands behind names in a by-line and is none: places and addresses.
enum BylineRemainder {
    /// Whether a part of a by-line behind a name is a place with what stands before it: "à Lyon".
    static func isOne(_ part: String) -> Bool {
        let words = part.split(separator: " ")
        guard let first = words.first else { return true }
        return words.count > 1 && prepositions.contains(String(first))
    }

    /// Without a word behind a bar, which is a place or a paper, or a place: "Jane Roe | Madrid", "Jane Roe in Madrid".
    static func withoutPlace(_ line: String) -> String {
        let bar = line.split(separator: "|").map { String($0).trimmed }
        if bar.count == 2, BylineText.areNames(bar[0]), !bar[1].contains(" ") { return bar[0] }
        let words = line.split(separator: " ").map(String.init)
        guard let preposition = words.firstIndex(of: "in"), 1...2 ~= words.count - preposition - 1,
            words[(preposition + 1)...].allSatisfy({ $0.first?.isUppercase ?? false })
        else { return line }
        let name = words[..<preposition].joined(separator: " ")
        return BylineText.areNames(name) && !name.contains(",") ? name : line
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

    private static let prepositions: Set<String> = [
        "à", "in", "en", "aus", "from", "em", "a", "au", "i", "w", "из", "в",
    ]
}
