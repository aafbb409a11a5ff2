/// Reads the line that agencies and newspapers put before the first sentence:
///
///     date 2025-09-13 HANGZHOU, China—…        HANGZHOU, Sept. 13 (Xinhua) -- …        2025-09-13 …
///     新华社杭州9月13日电（记者李明）…
struct Dateline {
    private(set) var date: ArticleDate?
    /// Bytes of the line, up to where the text begins; 0 where there is none.
    private(set) var length = 0
    /// Whether the date stands first, or behind a word that says that it is one.
    private(set) var beginsWithDate = false

    /// None.
    init() {}

    /// No dateline is longer.
    private static let longest = 160

    /// Reads the beginning of `text`. A day without a year is the last such day up to `mtimeNanoseconds`, the time when the file
    /// was saved; without that (0) it gives no date.
    init(_ text: ArraySlice<UInt8>, mtimeNanoseconds: Int64) {
        let head = text.prefix(Self.longest)
        let words = Self.afterLabel(head)
        let isLabelled = words.startIndex > head.startIndex
        let scanner = DateScanner(words)
        let found = scanner.first()
        if let found, found.offset == 0 || isLabelled {
            let end = Self.end(of: found.date, from: words.startIndex, in: words)
            if !isLabelled, Self.isProse(words[..<end], before: words[end...]) { return }
            date = found.date
            beginsWithDate = true
            length = end - text.startIndex
            let rest = text.dropFirst(length)
            if let dash = Self.endOfPlace(rest.prefix(Self.longest)) { length += dash - rest.startIndex }
            return
        }
        guard let dash = Self.endOfPlace(head) ?? Self.endOfWire(head), dash > head.startIndex else { return }
        let line = head[..<dash]
        length = dash - text.startIndex
        if let found = DateScanner(line).first() {
            date = found.date
        } else if let day = DateScanner(line).firstWithoutYear() {
            date = Self.lastDay(month: day.month, day: day.day, before: mtimeNanoseconds)
        }
    }

    /// Behind a word "date" and its colon.
    private static func afterLabel(_ head: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        for label in ["date:", "date ", "dated ", "published:", "published "] {
            guard head.count > label.utf8.count else { continue }
            let isLabel = zip(head, label.utf8).allSatisfy { ($0 &- 0x41 < 26 ? $0 | 0x20 : $0) == $1 }
            if isLabel { return head.dropFirst(label.utf8.count).drop { $0 == 0x20 } }
        }
        return head
    }

    /// Whether a date in words begins a sentence: "28 June 1919 was the day", "2024年5月6日签署的条约".
    private static func isProse(_ date: ArraySlice<UInt8>, before rest: ArraySlice<UInt8>) -> Bool {
        guard let next = rest.first, let last = date.last else { return false }
        if date.contains(where: { ($0 | 0x20) &- 0x61 < 26 || $0 == 0xC3 }) { return next &- 0x61 < 26 }
        let isRunOn = last > 0x20 && 0xE4...0xE9 ~= next
        return isRunOn && date.contains { $0 >= 0x80 }
    }

    /// Behind the date that begins at `start`, its time of day and the spaces and marks after it.
    static func end(of date: ArticleDate, from start: Int, in line: ArraySlice<UInt8>) -> Int {
        let words = line[start...]
        var end = start
        // The shortest prefix that reads as this date, then on while it still does.
        for position in words.indices {
            let next = words[position]
            let isPart =
                next &- 0x30 < 10 || next == UInt8(ascii: "-") || next == UInt8(ascii: "/")
                || next == UInt8(ascii: ".")
            let prefix = words[...position]
            guard isPart || next >= 0x80 else { continue }
            if let found = DateScanner(prefix).first(), found.date == date {
                end = position + 1
                break
            }
        }
        var rest = words[end...]
        for mark in ["日", "일"] where rest.starts(with: mark.utf8) { rest = rest.dropFirst(mark.utf8.count) }
        if rest.first == UInt8(ascii: "T") || rest.first == 0x20 {
            let time = rest.dropFirst().prefix {
                $0 &- 0x30 < 10 || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "Z")
                    || $0 == UInt8(ascii: "+")
            }
            if time.contains(UInt8(ascii: ":")) { rest = words[time.endIndex...] }
        }
        rest = rest.drop {
            $0 == 0x20 || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".")
        }
        return rest.startIndex
    }

    /// Behind "HANGZHOU, China—" or "HANGZHOU, Sept. 13 (Xinhua) -- ": a place that begins in capitals, and a dash.
    private static func endOfPlace(_ head: ArraySlice<UInt8>) -> Int? {
        let capitals = head.prefix {
            $0 &- 0x41 < 26 || $0 == 0x20 || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "'")
        }
        guard capitals.filter({ $0 &- 0x41 < 26 }).count >= 3 else { return nil }
        // The last "capital" may be the first letter of a word in small letters.
        if let next = head[capitals.endIndex...].first, next &- 0x61 < 26, !capitals.dropLast().contains(0x20) {
            return nil
        }
        var position = capitals.endIndex
        while position < head.endIndex {
            let rest = head[position...]
            for dash in ["—", "–", "--", " - "] where rest.starts(with: dash.utf8) {
                return rest.dropFirst(dash.utf8.count).drop { $0 == 0x20 || $0 == UInt8(ascii: "-") }
                    .startIndex
            }
            if head[position] == UInt8(ascii: "."), position + 2 < head.endIndex, head[position + 1] == 0x20,
                head[position + 2] &- 0x41 < 26
            {
                return nil
            }
            position += 1
        }
        return nil
    }

    /// Behind "新华社杭州9月13日电（记者李明）": a paper, a place, a day and what tells that the text came by wire.
    private static func endOfWire(_ head: ArraySlice<UInt8>) -> Int? {
        for mark in wireMarks {
            guard let end = ByteSearch.end(of: mark, in: head.prefix(longestWire)) else { continue }
            // A sentence has a comma before.
            guard ByteSearch.end(of: comma, in: head[..<end]) == nil else { return nil }
            let rest = head[end...].drop { $0 == 0x20 }
            guard rest.starts(with: bracket), let close = ByteSearch.end(of: closing, in: rest) else {
                return rest.startIndex
            }
            return close
        }
        return nil
    }

    private static let wireMarks = ["日电", "日電", "日讯", "日訊"].map { Array($0.utf8) }
    private static let longestWire = 90
    private static let (bracket, closing, comma) = (Array("（".utf8), Array("）".utf8), Array("，".utf8))

    private static func lastDay(month: Int, day: Int, before mtimeNanoseconds: Int64) -> ArticleDate? {
        guard mtimeNanoseconds > 0,
            let saved = ArticleDate(daysSince1970: mtimeNanoseconds / 86_400_000_000_000)
        else { return nil }
        // A day more, because the file may have been saved west of where it was written.
        for year in [saved.year, saved.year - 1] {
            if let date = ArticleDate(year: year, month: month, day: day), date.number <= saved.number + 1 {
                return date
            }
        }
        return nil
    }
}

extension ArticleDate {
    /// The day in UTC, by Howard Hinnant's `civil_from_days` (howardhinnant.github.io/date_algorithms.html).
    init?(daysSince1970 days: Int64) {
        let shifted = Int(clamping: days) &+ 719_468
        guard 0..<4_000_000 ~= shifted else { return nil }
        let era = shifted / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        self.init(year: year, month: month, day: dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }
}
