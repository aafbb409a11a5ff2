import HZAnalysis

/// What the lines around an article from a database of newspapers say.
struct PressRecordFacts {
    private(set) var author: String?
    private(set) var date: ArticleDate?
    private(set) var site: String?
    /// Whether a line told how many words there are.
    private(set) var hasLength = false
    /// Whether lines of two capitals name what follows: "HD", "BY", "WC".
    private(set) var isOfFields = false
    private var stated: String?

    /// Looks at a line of a head as it comes.
    mutating func see(_ line: ArraySlice<UInt8>) {
        if Self.isLength(line) { hasLength = true }
        if line.elementsEqual("HD".utf8) || line.elementsEqual("WC".utf8) { isOfFields = true }
    }

    /// Takes what a line with a label tells.
    mutating func takeLabelled(_ line: ArraySlice<UInt8>) {
        guard let (label, value) = Self.labelled(line), !value.isEmpty else { return }
        switch label {
        case "byline", "author", "authors", "autor", "auteur", "credit": author = author ?? Self.person(value)
        case "headline", "title", "titel", "titre": stated = stated ?? value
        case "publication date", "date": date = date ?? DateScanner(value.utf8).first()?.date
        case "publication info": date = date ?? DateScanner(value.utf8).first()?.date
        case "publication title", "publication", "source": site = site ?? value
        default: break
        }
    }

    /// A title and where its lines begin.
    struct Title {
        var text: String
        var lines: Set<Int>
    }

    /// Takes what a head tells; its title, and which of its lines that is.
    mutating func title(among head: [ArraySlice<UInt8>]) -> Title? {
        if isOfFields { return titleOfFields(head) }
        for line in head { takeLabelled(line) }
        let groups = head.split(whereSeparator: \.isEmpty).map { Array($0) }
        let plain = groups.flatMap { $0 }.filter { !Self.isLabelled($0) && !Self.isOfRights($0) }
        let length = plain.firstIndex { Self.isLength($0) }
        let day = plain.firstIndex { Self.day($0) != nil }
        if let day { date = date ?? Self.day(plain[day]) }
        if let stated, let line = head.first(where: { String(decoding: $0, as: UTF8.self).hasSuffix(stated) }) {
            return Title(text: stated, lines: [line.startIndex])
        }
        var lines: ArraySlice<ArraySlice<UInt8>> = []
        if let length, day.map({ $0 > length }) ?? true {
            // Title, by-line, length, day, paper.
            let above = plain[..<length]
            let byline = above.firstIndex { Self.isByline($0) }
            if let byline { author = author ?? Self.person(String(decoding: plain[byline], as: UTF8.self)) }
            lines = above[..<(byline ?? length)].suffix(1)
            if let day { site = site ?? Self.paper(plain[(day + 1)...]) }
        } else if let day, day > 1 {
            // Title, paper, day.
            lines = plain[..<(day - 1)]
            site = site ?? String(decoding: plain[day - 1], as: UTF8.self)
        } else if let day {
            // Paper, day, edition, title: as many lines as stand together.
            if day == 1 { site = site ?? String(decoding: plain[0], as: UTF8.self) }
            let below = plain[(day + 1)...].first { !Self.isEdition($0) }
            lines = groups.first { group in below.map { group.contains($0) } ?? false }?[...] ?? []
        } else {
            // Above its labels.
            lines = plain.prefix(1)
        }
        guard !lines.isEmpty else { return nil }
        let text = lines.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
        return Title(text: text, lines: Set(lines.map(\.startIndex)))
    }

    private mutating func titleOfFields(_ head: [ArraySlice<UInt8>]) -> Title? {
        var code = ""
        var lines: [ArraySlice<UInt8>] = []
        for line in head where !line.isEmpty {
            if Self.isCode(line) {
                code = String(decoding: line, as: UTF8.self)
                continue
            }
            let value = String(decoding: line, as: UTF8.self)
            switch code {
            case "HD": lines.append(line)
            case "BY": author = author ?? Self.person(value)
            case "PD": date = date ?? DateScanner(line).first()?.date
            case "SN": site = site ?? value
            default: break
            }
        }
        guard !lines.isEmpty else { return nil }
        let text = lines.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
        return Title(text: text, lines: Set(lines.map(\.startIndex)))
    }

    private static func isByline(_ line: ArraySlice<UInt8>) -> Bool {
        line.count <= 100 && BylineText.namesAfterBy(String(decoding: line, as: UTF8.self)) != nil
    }

    /// The names in a by-line; "Roe, Jane" turned around.
    private static func person(_ value: String) -> String? {
        let parts = value.split(separator: ",").map { String($0).trimmed }
        if parts.count == 2, !parts[0].contains(" "), parts[1].split(separator: " ").count <= 2, !parts[1].isEmpty {
            return BylineText.names(parts[1] + " " + parts[0])
        }
        return BylineText.names(value)
    }

    /// The day of a line that is one for the most part.
    private static func day(_ line: ArraySlice<UInt8>) -> ArticleDate? {
        guard line.count <= longestDay, let found = DateScanner(line).first(), found.date.day > 0 else { return nil }
        return found.offset <= longestBeforeDay ? found.date : nil
    }

    /// The first of some lines that is neither a time of day nor a code.
    private static func paper(_ lines: ArraySlice<ArraySlice<UInt8>>) -> String? {
        lines.first { line in line.contains { $0 &- 0x61 < 26 } }.map { String(decoding: $0, as: UTF8.self) }
    }

    private static let longestDay = 60
    private static let longestBeforeDay = 20
}
