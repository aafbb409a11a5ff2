/// Tells sentences that begin as by-lines do from by-lines: "By Monday, the judge had heard it all."
enum BylineSentence {
    /// Whether what stands behind "By" is no name but the beginning of a sentence.
    static func isSentence(_ rest: String) -> Bool {
        // "By 1990, the town was empty."
        guard let first = rest.utf8.first, first &- 0x30 >= 10 else { return true }
        let words = rest.split { $0 == " " || $0 == "," }
        if let word = words.first, days.contains(bare(word)) { return true }
        if words.contains(where: { verbs.contains(bare($0)) && $0.first?.isLowercase ?? false }) { return true }
        // "By Easter, the town lay empty", but "By Jane, our reporter".
        let parts = rest.split(separator: ",").map { String($0).trimmed }
        guard parts.count > 1, parts[0].split(separator: " ").count == 1 || rest.hasSuffix(".") else { return false }
        return parts.dropFirst().contains { part in
            guard part.first?.isLowercase ?? false, !part.hasPrefix("for "), !BylineText.isRole(part) else {
                return false
            }
            return part.split(separator: " ").count > 2
        }
    }

    /// A word without the marks around it, in lower case.
    private static func bare(_ word: Substring) -> String {
        String(word.lowercased().filter { $0.isLetter || $0 == "'" })
    }

    /// Days and months: no first name among them but April, May, June and August.
    private static let days: Set<String> = [
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "montag", "dienstag", "mittwoch",
        "donnerstag", "freitag", "samstag", "sonntag", "january", "february", "march", "july", "september", "october",
        "november", "december", "januar", "februar", "märz", "juli", "oktober", "dezember",
    ]

    /// Words that stand in sentences and in no name. "Die" and "war" in capitals may be names.
    private static let verbs: Set<String> = [
        "is", "are", "was", "were", "has", "have", "had", "will", "would", "could", "should", "can", "did", "does",
        "became", "it", "he", "she", "they", "we", "there", "ist", "sind", "war", "waren", "wird", "werden", "wurde",
        "wurden", "hat", "hatte", "hatten", "est", "était", "étaient", "sont", "avait", "fue", "era", "había",
    ]
}
