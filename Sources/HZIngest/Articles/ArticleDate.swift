/// A date of publication, as far as it is known.
public struct ArticleDate: Hashable, Sendable, Comparable {
    /// The year, 1000...9999.
    public let year: Int
    /// The month, 0 for unknown.
    public let month: Int
    /// The day, 0 for unknown.
    public let day: Int

    /// A date, or nil for one that no calendar has.
    public init?(year: Int, month: Int = 0, day: Int = 0) {
        guard (1_000...9_999).contains(year), (0...12).contains(month), day == 0 || month > 0 else { return nil }
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let lengths = [0, 31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard day >= 0, day <= lengths[month] else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    /// A date at the beginning of an ISO 8601 text: `2025`, `2025-09`, `2025-09-13`, `20250913`, with or without a time.
    public init?(iso text: some StringProtocol) {
        var rest = Array(text.utf8.prefix(12))[...]
        func take(_ width: Int) -> Int? {
            let digits = rest.prefix(width)
            guard digits.count == width, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
            rest = rest.dropFirst(width)
            return digits.reduce(0) { $0 * 10 + Int($1) - 0x30 }
        }
        guard let year = take(4) else { return nil }
        // Parts are joined by the same sign or by none; what follows the date is its time.
        let sign = rest.first.flatMap { [UInt8(ascii: "-"), UInt8(ascii: "/")].contains($0) ? $0 : nil }
        var parts: [Int] = []
        while parts.count < 2 {
            let before = rest
            if let sign {
                guard rest.first == sign else { break }
                rest = rest.dropFirst()
            }
            guard let part = take(2) else {
                rest = before
                break
            }
            parts.append(part)
        }
        if let next = rest.first, (0x30...0x39).contains(next) { return nil }
        self.init(year: year, month: parts.first ?? 0, day: parts.count > 1 ? parts[1] : 0)
    }

    /// As a number that sorts: yyyymmdd, unknown parts 00.
    public var number: UInt32 { UInt32(year * 10_000 + month * 100 + day) }

    /// ISO 8601, as far as it is known: "2025-09-13", "2025-09", "2025".
    public var iso: String {
        func two(_ value: Int) -> String { value < 10 ? "-0\(value)" : "-\(value)" }
        return String(year) + (month > 0 ? two(month) : "") + (day > 0 ? two(day) : "")
    }

    /// Whether a date is before another; unknown parts come first.
    public static func < (left: ArticleDate, right: ArticleDate) -> Bool { left.number < right.number }
}
