/// Reads the dates of letters, old ones too:
///
///     Mon, 5 Mar 97 12:00:00 GMT   Wednesday, 05-Mar-97 12:00:00 GMT   Wed Mar  5 12:00:00 1997
enum LetterDate {
    /// The day in a header "Date"; nil for none.
    static func day(_ header: String) -> ArticleDate? {
        let header = header.prefix(longest)
        return ArticleDate(parsing: String(header)) ?? dayOfOldLetter(header)
    }

    /// No date has more characters.
    private static let longest = 200

    /// A day whose year has two digits or three, or stands behind the time.
    private static func dayOfOldLetter(_ header: Substring) -> ArticleDate? {
        // What follows in brackets is a note: "(GMT)".
        let words = header.prefix { $0 != "(" }.split { " \t,-".contains($0) }
        guard let name = words.firstIndex(where: { MonthNames.month(Array($0.utf8)[...]) != nil }),
            let month = MonthNames.month(Array(words[name].utf8)[...])
        else { return nil }
        if name > 0, name + 1 < words.count, let day = number(words[name - 1], digits: 1...2),
            let year = year(words[name + 1])
        {
            return ArticleDate(year: year, month: month, day: day)
        }
        guard name + 3 < words.count, let day = number(words[name + 1], digits: 1...2), words[name + 2].contains(":")
        else { return nil }
        // A time zone may stand before the year: "12:00:00 GMT 1997".
        for word in words[(name + 3)...].prefix(2) {
            if let year = number(word, digits: 4...4) { return ArticleDate(year: year, month: month, day: day) }
        }
        return nil
    }

    /// The year that RFC 5322, section 4.3, takes digits for.
    private static func year(_ word: Substring) -> Int? {
        if let year = number(word, digits: 2...2) { return year < 50 ? 2000 + year : 1900 + year }
        if let year = number(word, digits: 3...3) { return 1900 + year }
        return number(word, digits: 4...4)
    }

    private static func number(_ word: Substring, digits: ClosedRange<Int>) -> Int? {
        guard digits ~= word.utf8.count, word.utf8.allSatisfy({ $0 &- 0x30 < 10 }) else { return nil }
        return Int(word)
    }
}
