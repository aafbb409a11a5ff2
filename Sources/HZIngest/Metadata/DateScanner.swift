/// Finds dates in text as people and machines write them:
///
///     2025-09-13T08:00:00Z   2025/9/13   20250913   2025-09   2025年9月13日   2025년 9월 13일
///     September 13, 2025   Sept. 13th 2025   13 September 2025   13. September 2025   13 de septiembre de 2025
///     Sat Sep 13 10:12:13 CEST 2025
///     13.09.2025   09/13/2025   13/09/2025   13.09.25 where short years are asked for
///     2025. szeptember 13.   2025 September 13   ١٣ سبتمبر ٢٠٢٥   ２０２５年９月１３日
///
/// The day is the one that is written: time zones are not reckoned with. Months have names in the languages of
/// ``MonthNames``.
struct DateScanner {
    /// Dates are short: no more of a text is looked at.
    static let longestText = 400

    private enum Token: Equatable {
        case number(Int, digits: Int)
        case month(Int)
        case word
        case mark(UInt8)
        case year, monthMark, dayMark
    }

    private let tokens: [Token]
    private let starts: [Int]
    /// Whether 03/04/2025 is the third of April.
    private let isDayFirst: Bool
    /// Whether 13.09.25 is a day: a number of a version or chapter looks like that too.
    private let hasShortYears: Bool

    init(_ text: some Collection<UInt8>, isDayFirst: Bool = false, hasShortYears: Bool = false) {
        var tokens: [Token] = []
        var starts: [Int] = []
        let bytes = Array(text.prefix(Self.longestText))
        var position = 0
        while position < bytes.count {
            let start = position
            let byte = bytes[position]
            var token: Token?
            if var digit = DecimalDigit(bytes, at: position) {
                var (value, digits) = (0, 0)
                repeat {
                    value = min(value, 99_999_999) * 10 + digit.value
                    digits += 1
                    position += digit.length
                    guard let next = DecimalDigit(bytes, at: position) else { break }
                    digit = next
                } while true
                token = .number(value, digits: digits)
            } else if let (mark, length) = Self.wideMark(bytes, position) {
                position += length
                if mark != 0x20 { token = .mark(mark) }
            } else if Self.isLetter(byte) {
                while position < bytes.count, Self.isLetter(bytes[position]), DecimalDigit(bytes, at: position) == nil,
                    Self.wideMark(bytes, position) == nil
                {
                    position += 1
                }
                token = Self.word(bytes[start..<position], position: &position)
            } else {
                position += 1
                if byte != 0x20, byte != 0x0A, byte != 0x09 { token = .mark(byte) }
            }
            if let token {
                tokens.append(token)
                starts.append(start)
            }
        }
        self.tokens = tokens
        self.starts = starts
        self.isDayFirst = isDayFirst
        self.hasShortYears = hasShortYears
    }

    /// The first date that has at least a month, and the offset of its first byte.
    func first() -> (date: ArticleDate, offset: Int)? {
        for index in tokens.indices {
            if let date = date(at: index) { return (date, starts[index]) }
        }
        return nil
    }

    /// Whether a text has a digit and so may have a date, for the most of its beginning.
    static func mayHaveDate(_ text: ArraySlice<UInt8>) -> Bool {
        let text = text.prefix(longestText)
        return text.indices.contains { text[$0] &- 0x30 < 10 || text[$0] >= 0xD9 && DecimalDigit(text, at: $0) != nil }
    }

    /// Whether there is a date with at least a month.
    var hasDate: Bool { first() != nil }

    /// The first date, or a text that is only a year.
    func whole() -> ArticleDate? {
        if let found = first() { return found.date }
        guard tokens.count == 1, case .number(let year, 4) = tokens[0] else { return nil }
        return ArticleDate(year: year)
    }

    /// A month and day without a year, as datelines have it ("Sept. 13"), at the first place where there is one.
    func firstWithoutYear() -> (month: Int, day: Int)? {
        for index in tokens.indices {
            if let month = number(index, digits: 1...2), tokens.indices.contains(index + 1),
                tokens[index + 1] == .monthMark,
                let day = number(index + 2, digits: 1...2), 1...31 ~= day
            {
                return (month, day)
            }
            guard case .month(let month) = tokens[index] else { continue }
            if let day = number(index + 1 + skippedStop(index + 1), digits: 1...2), 1...31 ~= day {
                return (month, day)
            }
            if index > 0, let day = number(index - 1, digits: 1...2), 1...31 ~= day { return (month, day) }
        }
        return nil
    }

    private func date(at index: Int) -> ArticleDate? {
        switch tokens[index] {
        case .number(let value, digits: 8) where 1900...2199 ~= value / 10_000:
            return ArticleDate(year: value / 10_000, month: value / 100 % 100, day: value % 100)
        case .number(let year, digits: 4) where 1000...2199 ~= year: return yearFirst(year, index + 1)
        case .number(let first, digits: 1...2): return dayOrMonthFirst(first, index + 1)
        case .month(let month): return monthFirst(month, index + 1)
        default: return nil
        }
    }

    /// 2025-09-13, 2025年9月13日, 2025-09.
    private func yearFirst(_ year: Int, _ index: Int) -> ArticleDate? {
        guard index < tokens.count else { return nil }
        switch tokens[index] {
        case .mark(let mark) where isSeparator(mark):
            guard let month = number(index + 1, digits: 1...2) ?? monthName(index + 1) else { return nil }
            // "2025. szeptember 13."
            if mark == UInt8(ascii: "."), monthName(index + 1) != nil, let day = number(index + 2, digits: 1...2) {
                return exact(year, month, day)
            }
            guard index + 2 < tokens.count, tokens[index + 2] == .mark(mark),
                let day = number(index + 3, digits: 1...2)
            else {
                return mark == UInt8(ascii: "-") && 1...12 ~= month
                    ? ArticleDate(year: year, month: month) : nil
            }
            return exact(year, month, day)
        case .month(let month): return number(index + 1, digits: 1...2).flatMap { exact(year, month, $0) }
        case .year:
            guard let month = number(index + 1, digits: 1...2), index + 2 < tokens.count,
                tokens[index + 2] == .monthMark
            else { return nil }
            return exact(year, month, number(index + 3, digits: 1...2) ?? 0)
                ?? ArticleDate(year: year, month: month)
        default: return nil
        }
    }

    /// 13 September 2025, 13.09.2025, 09/13/2025.
    private func dayOrMonthFirst(_ first: Int, _ index: Int) -> ArticleDate? {
        guard index < tokens.count else { return nil }
        if case .mark(let mark) = tokens[index], isSeparator(mark), index + 2 < tokens.count,
            tokens[index + 2] == .mark(mark), let year = number(index + 3, digits: 4...4)
        {
            if let month = monthName(index + 1) { return exact(year, month, first) }
            guard let second = number(index + 1, digits: 1...2) else { return nil }
            let dayFirst = mark == UInt8(ascii: ".") || isDayFirst
            if dayFirst { return exact(year, second, first) ?? exact(year, first, second) }
            return exact(year, first, second) ?? exact(year, second, first)
        }
        if hasShortYears, let date = shortDate(first, index) { return date }
        // "th", "de", "." between the parts.
        var name = skipWords(index, upTo: 2)
        // Arabic has two sets of names, and papers give both: "آذار/مارس".
        if let month = monthName(name), tokens.indices.contains(name + 1), tokens[name + 1] == .mark(UInt8(ascii: "/")),
            monthName(name + 2) == month
        {
            name += 2
        }
        guard let month = monthName(name), let year = number(skipWords(name + 1, upTo: 2), digits: 4...4)
        else { return nil }
        return exact(year, month, first)
    }

    /// 13.09.25, of the century that POSIX takes it for: 1969 to 2068; with no more numbers before or behind.
    private func shortDate(_ day: Int, _ index: Int) -> ArticleDate? {
        let stop = Token.mark(UInt8(ascii: "."))
        guard index + 2 < tokens.count, tokens[index] == stop, tokens[index + 2] == stop,
            let month = number(index + 1, digits: 2...2), let year = number(index + 3, digits: 2...2),
            index < 2 || tokens[index - 2] != stop,
            index + 5 >= tokens.count || tokens[index + 4] != stop || number(index + 5, digits: 1...8) == nil
        else { return nil }
        return exact(year < 69 ? 2000 + year : 1900 + year, month, day)
    }

    /// September 13, 2025; September 2025; Sep 13 10:12:13 CEST 2025.
    private func monthFirst(_ month: Int, _ index: Int) -> ArticleDate? {
        let next = index + skippedStop(index)
        if let year = number(next, digits: 4...4), 1000...2199 ~= year {
            return ArticleDate(year: year, month: month)
        }
        guard let day = number(next, digits: 1...2),
            let year = number(skipWords(skipTime(next + 1), upTo: 2), digits: 4...4)
        else {
            return nil
        }
        return exact(year, month, day)
    }

    private func exact(_ year: Int, _ month: Int, _ day: Int) -> ArticleDate? {
        guard 1000...2199 ~= year, month > 0, day > 0 else { return nil }
        return ArticleDate(year: year, month: month, day: day)
    }

    private func number(_ index: Int, digits: ClosedRange<Int>) -> Int? {
        guard tokens.indices.contains(index), case .number(let value, let count) = tokens[index],
            digits ~= count
        else {
            return nil
        }
        return value
    }

    private func monthName(_ index: Int) -> Int? {
        guard tokens.indices.contains(index), case .month(let month) = tokens[index] else { return nil }
        return month
    }

    private func skippedStop(_ index: Int) -> Int {
        tokens.indices.contains(index) && tokens[index] == .mark(UInt8(ascii: ".")) ? 1 : 0
    }

    /// Behind the time of day that programs write between the day and the year.
    private func skipTime(_ index: Int) -> Int {
        var position = index
        while number(position, digits: 2...2) != nil, tokens.indices.contains(position + 1),
            tokens[position + 1] == .mark(UInt8(ascii: ":"))
        {
            position += 2
        }
        return position > index && number(position, digits: 2...2) != nil ? position + 1 : index
    }

    private func skipWords(_ index: Int, upTo limit: Int) -> Int {
        var position = index
        while position < index + limit, tokens.indices.contains(position) {
            switch tokens[position] {
            case .word, .mark(UInt8(ascii: ".")), .mark(UInt8(ascii: ",")): position += 1
            default: return position
            }
        }
        return position
    }

    private func isSeparator(_ mark: UInt8) -> Bool {
        mark == UInt8(ascii: "-") || mark == UInt8(ascii: "/") || mark == UInt8(ascii: ".")
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        byte >= 0x80 || (byte | 0x20) &- 0x61 < 26
    }

    /// A sign that is not ASCII, and its bytes: a space, a comma, or any other ("·", "–").
    private static func wideMark(_ bytes: [UInt8], _ position: Int) -> (mark: UInt8, length: Int)? {
        guard position + 1 < bytes.count else { return nil }
        let next = bytes[position + 1]
        switch bytes[position] {
        case 0xC2: return (next == 0xA0 ? 0x20 : UInt8(ascii: "|"), 2)
        // "،"
        case 0xD8 where next == 0x8C: return (UInt8(ascii: ","), 2)
        case 0xE2 where next == 0x80 && position + 2 < bytes.count:
            // Spaces and marks of direction, up to U+200F.
            return (bytes[position + 2] <= 0x8F ? 0x20 : UInt8(ascii: "|"), 3)
        case 0xE3 where next == 0x80 && position + 2 < bytes.count:
            return (bytes[position + 2] == 0x80 ? 0x20 : UInt8(ascii: "|"), 3)
        default: return nil
        }
    }

    /// The meaning of a run of letters; the marks of East Asian dates may be followed by other letters at once.
    private static func word(_ letters: ArraySlice<UInt8>, position: inout Int) -> Token {
        for (mark, token) in eastAsianMarks where letters.starts(with: mark) {
            position = letters.startIndex + mark.count
            return token
        }
        return MonthNames.month(letters).map(Token.month) ?? .word
    }

    private static let eastAsianMarks: [([UInt8], Token)] = [
        (Array("年".utf8), .year), (Array("月".utf8), .monthMark), (Array("日".utf8), .dayMark),
        (Array("년".utf8), .year), (Array("월".utf8), .monthMark), (Array("일".utf8), .dayMark),
    ]
}

extension ArticleDate {
    /// The date in a text that holds nothing else but perhaps a time: the value of a metadata field.
    public init?(parsing text: String) {
        guard let date = DateScanner(text.utf8).whole() else { return nil }
        self = date
    }
}
