/// A day, a month or a year, as articles are dated: no time, no time zone.
public struct ArticleDate: Sendable, Hashable, Comparable {
    /// 1...9999.
    public let year: Int
    /// 1...12, or 0 where only the year is known.
    public let month: Int
    /// 1...31, or 0 where only the month is known.
    public let day: Int

    /// A date of the Gregorian calendar; nil for one that does not exist. A day needs a month.
    public init?(year: Int, month: Int = 0, day: Int = 0) {
        guard 1...9999 ~= year, 0...12 ~= month, day >= 0 else { return nil }
        guard month > 0 || day == 0, day <= Self.length(ofMonth: month, year: year) else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    /// yyyymmdd as a decimal number, zeros for what is not known: it orders as dates do.
    public var number: UInt32 {
        UInt32(year * 10_000 + month * 100 + day)
    }

    /// Days since 0000-03-01 of the Gregorian calendar, by Howard Hinnant's `days_from_civil`
    /// (howardhinnant.github.io/date_algorithms.html); what is not known counts as the first.
    var dayNumber: Int {
        let month = max(1, self.month)
        let year = month <= 2 ? self.year - 1 : self.year
        let shiftedMonth = (month + 9) % 12
        return 365 * year + year / 4 - year / 100 + year / 400 + (153 * shiftedMonth + 2) / 5 + max(1, day) - 1
    }

    /// ``dayNumber`` of 1970-01-01.
    static let dayNumberOf1970 = 719_468

    /// ISO 8601: "2025-09-13", "2025-09" or "2025".
    public var iso: String {
        let year = Self.padded(self.year, to: 4)
        if month == 0 { return year }
        if day == 0 { return year + "-" + Self.padded(month, to: 2) }
        return year + "-" + Self.padded(month, to: 2) + "-" + Self.padded(day, to: 2)
    }

    /// Earlier dates first; a year stands before its months, a month before its days.
    public static func < (left: ArticleDate, right: ArticleDate) -> Bool {
        left.number < right.number
    }

    private static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private static func padded(_ number: Int, to width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
