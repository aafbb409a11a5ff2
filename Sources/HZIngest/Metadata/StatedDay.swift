/// The day that a line of its own states: "13 September 2025", "Lake Courier, small notices, 5 August 2025", "Date: 2025-08-05".
///
/// A day that a sentence speaks of ("On 28 June 1919 the treaty was signed.") is none.
enum StatedDay {
    /// Nil for a line that is not for the most part a date.
    static func date(in line: ArraySlice<UInt8>) -> ArticleDate? {
        guard line.count <= longest else { return nil }
        let line = PublicationLabels.behind(line)
        guard let found = DateScanner(line).first() else { return nil }
        let start = line.startIndex + found.offset
        let before = withoutWeekday(String(decoding: line[..<start], as: UTF8.self))
        let end = Dateline.end(of: found.date, from: start, in: line)
        let after = String(decoding: line[end...], as: UTF8.self)
        let (wordsBefore, wordsAfter) = (words(before), words(after))
        if wordsBefore + wordsAfter <= 2 { return found.date }
        // "Lake Courier vom 12.03.2024, Seite 4".
        if wordsBefore <= 5, wordsAfter <= 2, before.hasSuffix(" vom ") { return found.date }
        if wordsBefore <= 12, wordsAfter <= 2, isSetApart(before) || beginsLabelled(before) { return found.date }
        if wordsBefore <= 1 || wordsBefore <= 12 && isSetApart(before), wordsAfter <= 12,
            beginsApart(after, behindSpace: line[..<end].last == 0x20)
        {
            return found.date
        }
        return BylineText.namesInByline(String(decoding: line, as: UTF8.self)) == nil ? nil : found.date
    }

    /// Without the name of the day at its end: "Normandie, mardi".
    private static func withoutWeekday(_ before: String) -> String {
        let text = before.trimmed
        let last = text.split(separator: " ").last ?? ""
        guard weekdays.contains(last.filter { $0 != "," }.lowercased()) else { return before }
        return String(text.dropLast(last.count))
    }

    private static let weekdays: Set<String> = [
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "montag", "dienstag", "mittwoch",
        "donnerstag", "freitag", "samstag", "sonnabend", "sonntag", "lundi", "mardi", "mercredi", "jeudi", "vendredi",
        "samedi", "dimanche", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo", "lunedì",
        "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica",
    ]

    /// Longer lines are text.
    private static let longest = 100

    /// Whether what stands before a date ends with a mark that sets it apart.
    private static func isSetApart(_ before: String) -> Bool {
        guard let last = before.trimmed.unicodeScalars.last else { return true }
        // Scripts without spaces have them where something else begins.
        if before.hasSuffix("  ") || before.hasSuffix(" ") && isIdeographic(last) { return true }
        return strongMarks.contains(last) || ",:：，(（[-".unicodeScalars.contains(last)
    }

    /// Whether what follows a date begins with such a mark.
    private static func beginsApart(_ after: String, behindSpace: Bool) -> Bool {
        guard let first = after.trimmed.unicodeScalars.first else { return true }
        return strongMarks.contains(first) || behindSpace && isIdeographic(first)
    }

    private static func isIdeographic(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value >= 0x3040 && scalar.properties.isAlphabetic
    }

    private static let strongMarks: Set<Unicode.Scalar> = ["|", "•", "·", "●", "・", "–", "—", "/"]

    private static func beginsLabelled(_ before: String) -> Bool {
        let first = before.split(whereSeparator: { $0 == " " || $0 == ":" }).first?.lowercased() ?? ""
        return labels.contains(first)
    }

    private static let labels: Set<String> = [
        "published", "posted", "updated", "date", "dated", "last", "first", "veröffentlicht", "erstellt",
        "aktualisiert", "publié", "publicado", "stand",
    ]

    /// Words; two characters of a script without spaces count as one.
    private static func words(_ text: String) -> Int {
        var (words, ideographs, isInWord) = (0, 0, false)
        for scalar in text.unicodeScalars {
            if isIdeographic(scalar) {
                ideographs += 1
                isInWord = false
            } else {
                let isLetter = scalar.properties.isAlphabetic
                if isLetter, !isInWord { words += 1 }
                isInWord = isLetter
            }
        }
        return words + (ideographs + 1) / 2
    }
}
