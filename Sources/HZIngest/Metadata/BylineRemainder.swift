/// Tells what stands behind names in a by-line and is none: degrees, places, offices.
enum BylineRemainder {
    /// Whether a part of a by-line behind a name is a degree ("PhD", "MD") or a place with what stands before it ("à Lyon").
    static func isOne(_ part: String) -> Bool {
        let words = part.lowercased().split(separator: " ")
        guard let first = words.first else { return true }
        let isPlace = words.count > 1 && part.first?.isLowercase ?? false && prepositions.contains(String(first))
        return isPlace || words.allSatisfy { degrees.contains(String($0.filter { $0 != "." })) }
    }

    /// Without a word behind a bar, which is a place or a paper: "Jane Roe | Madrid".
    static func withoutPlace(_ line: String) -> String {
        let parts = line.split(separator: "|").map { String($0).trimmed }
        guard parts.count == 2, BylineText.areNames(parts[0]), !parts[1].contains(" ") else { return line }
        return parts[0]
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

    private static let degrees: Set<String> = [
        "md", "ms", "bs", "phd", "dphil", "msc", "bsc", "ma", "mba", "mph", "mfa", "jd", "llm", "rn", "rd", "rdn",
        "ldn", "esq",
        "dds",
        "dvm", "cpa", "cfp", "cfa", "frcs", "facs", "msw", "lcsw", "psyd", "edd", "mbbs", "pharmd",
    ]
}
