/// Bounds of dates as people type them: 2025, 2025-09, 2025-09-13, and ranges of these by two dots, open at either end.
public enum DateBounds {
    /// Whether a text is a date, whole or in part.
    public static func isDate(_ text: String) -> Bool { bounds(of: text) != nil }

    /// The first and the last number (yyyymmdd) of a partial date, or nil. An unknown month or day counts as 00.
    static func bounds(of text: some StringProtocol) -> ClosedRange<UInt32>? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard (1...3).contains(parts.count), parts[0].utf8.count == 4, let year = number(parts[0]), year > 0 else {
            return nil
        }
        guard parts.count > 1 else { return year * 10_000...year * 10_000 + 9_999 }
        guard parts[1].utf8.count <= 2, let month = number(parts[1]), (1...12).contains(month) else { return nil }
        let first = year * 10_000 + month * 100
        guard parts.count > 2 else { return first...first + 99 }
        guard parts[2].utf8.count <= 2, let day = number(parts[2]), (1...days(of: month, year)).contains(day) else {
            return nil
        }
        return first + day...first + day
    }

    /// How many days a month has.
    private static func days(of month: UInt32, _ year: UInt32) -> UInt32 {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// What `date:`, `since:`, `after:` or `before:` allows, or nil when the text is no date or range.
    static func range(_ name: String, _ text: String) -> ClosedRange<UInt32>? {
        if name == "date", let dots = rangeOfDots(text) {
            let from = text[..<dots.lowerBound]
            let to = text[dots.upperBound...]
            guard !(from.isEmpty && to.isEmpty) else { return nil }
            guard let low = from.isEmpty ? 1 : bounds(of: from)?.lowerBound,
                let high = to.isEmpty ? .max : bounds(of: to)?.upperBound, low <= high
            else { return nil }
            return low...high
        }
        guard let bounds = bounds(of: text) else { return nil }
        switch name {
        case "since": return bounds.lowerBound...(.max)
        case "after": return bounds.upperBound + 1...(.max)
        case "before": return 1...bounds.lowerBound - 1
        default: return bounds
        }
    }

    private static func rangeOfDots(_ text: String) -> Range<String.Index>? {
        var index = text.startIndex
        while index < text.endIndex {
            let next = text.index(after: index)
            if text[index] == ".", next < text.endIndex, text[next] == "." {
                return index..<text.index(after: next)
            }
            index = next
        }
        return nil
    }

    private static func number(_ text: some StringProtocol) -> UInt32? {
        text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? UInt32(text) : nil
    }
}
