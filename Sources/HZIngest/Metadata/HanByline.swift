/// Reads the reporters of Chinese papers, whose names stand behind what they are:
///
///     记者 李明 实习生 王芳 报道    澎湃新闻记者 徐晓阳    新华社杭州5月16日电（记者李明、王芳）    文/李明 编辑/王芳
enum HanByline {
    /// The names in a short line; nil for any other line.
    ///
    /// A line without Han has none.
    static func names(inLine line: ArraySlice<UInt8>) -> String? {
        guard line.count <= longestLine else { return nil }
        if let names = names(labelledIn: line) { return names }
        for label in writing where line.starts(with: label) {
            let rest = line.dropFirst(label.count).drop { $0 == 0x20 }
            guard let mark = labelMarks.first(where: { rest.starts(with: $0) }) else { continue }
            return names(rest.dropFirst(mark.count))
        }
        for reporter in reporters {
            guard let end = ByteSearch.end(of: reporter, in: line) else { continue }
            // A paper's name stands before it at most, and no sentence.
            let before = withoutBlanks(line[..<(end - reporter.count)])
            // "记者了解到，…" begins a sentence.
            guard before.count <= longestPaper, !before.contains(where: { $0 <= 0x40 }), !hasMark(before),
                ByteSearch.end(of: comma, in: line[end...]) == nil, ByteSearch.end(of: stop, in: line[end...]) == nil
            else { continue }
            let rest = line[end...]
            guard isSetApart(rest) || papers.contains(where: { before.suffix($0.count).elementsEqual($0) }) else {
                continue
            }
            return names(rest.drop { $0 == UInt8(ascii: ":") || $0 == 0x20 })
        }
        return nil
    }

    /// The names behind "作者" and a mark, wherever that stands in a line: "来源：晚报 作者：李明 浏览次数：12".
    private static func names(labelledIn line: ArraySlice<UInt8>) -> String? {
        var rest = line
        while let end = ByteSearch.end(of: author, in: rest) {
            let before = line[..<(end - author.count)]
            let behind = line[end...].drop { $0 == 0x20 }
            rest = line[end...]
            let isBorder =
                before.last.map { $0 < 0x80 } ?? true || borders.contains { before.suffix(3).elementsEqual($0) }
            guard isBorder, let mark = labelMarks.first(where: { behind.starts(with: $0) }) else { continue }
            let text = FactLabels.before(
                String(decoding: behind.dropFirst(mark.count).drop { $0 == 0x20 }, as: UTF8.self)
            )
            return names(Array(text.utf8)[...])
        }
        return nil
    }

    private static let author = Array("作者".utf8)
    private static let borders = ["，", "；", "　", "。", "｜", "（"].map { Array($0.utf8) }
    private static let labelMarks = ["：", ":", "｜", "丨", "|", "/", "／"].map { Array($0.utf8) }

    private static func withoutBlanks(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var text = text
        while text.last == 0x20 { text = text.dropLast() }
        if slashes.contains(where: { text.suffix(3).elementsEqual($0) }) { text = text.dropLast(3) }
        return text
    }

    private static let slashes = ["／", "｜"].map { Array($0.utf8) }

    /// The name in brackets that Japanese papers put behind an article.
    static func signature(_ line: ArraySlice<UInt8>) -> String? {
        let isEnclosed = line.starts(with: "（".utf8) && line.suffix(3).elementsEqual("）".utf8)
        let isQuoted = line.starts(with: "【".utf8) && line.suffix(3).elementsEqual("】".utf8)
        guard line.count <= longestSignature, isEnclosed || isQuoted else { return nil }
        let names = names(line.dropFirst(3).dropLast(3))
        return names.map { Array($0.utf8).count } == line.count - 6 ? names : nil
    }

    private static let longestSignature = 24

    /// Whether a text ends with "编辑：" or the like.
    static func endsWithEditor(_ text: ArraySlice<UInt8>) -> Bool {
        var text = text.suffix(30)
        while text.last == 0x20 { text = text.dropLast() }
        guard let mark = labelMarks.first(where: { text.suffix($0.count).elementsEqual($0) }) else { return false }
        text = text.dropLast(mark.count)
        while text.last == 0x20 { text = text.dropLast() }
        return editors.contains { text.suffix($0.count).elementsEqual($0) }
    }

    private static let editors = ["编辑", "編輯", "责编", "責編", "编审", "編審"].map { Array($0.utf8) }

    /// Whether a blank or mark stands behind "记者" or somewhere in what follows, or a word that ends names: "记者手记" and
    /// "中国记者协会成立" are titles.
    private static func isSetApart(_ rest: ArraySlice<UInt8>) -> Bool {
        rest.contains { $0 < 0x80 } || reports.contains { ByteSearch.end(of: $0, in: rest) != nil }
    }

    private static let reports = ["报道", "报导", "報道", "報導", "摄", "：", "、", "／", "　"].map { Array($0.utf8) }
    /// What names of papers end with.
    private static let papers = ["报", "報", "刊", "网", "網", "社", "台", "新闻", "新聞", "客户端"].map { Array($0.utf8) }

    /// The names in brackets that a paragraph begins with, behind a place and a day.
    static func names(opening paragraph: ArraySlice<UInt8>) -> String? {
        let head = paragraph.prefix(longestLine)
        for bracket in brackets {
            for reporter in reporters {
                guard let end = end(of: reporter, behind: bracket, in: head) else { continue }
                for closing in closings {
                    guard let close = ByteSearch.end(of: closing, in: head[end...]) else { continue }
                    return names(head[end..<(close - closing.count)], cutsPlace: true)
                }
            }
        }
        return nil
    }

    /// Behind "（记者", or "（中央社記者" with the name of a paper.
    private static func end(of reporter: [UInt8], behind bracket: [UInt8], in head: ArraySlice<UInt8>) -> Int? {
        guard let open = ByteSearch.end(of: bracket, in: head) else { return nil }
        let near = head[open...].prefix(longestPaper + reporter.count)
        guard let end = ByteSearch.end(of: reporter, in: near) else { return nil }
        let paper = head[open..<(end - reporter.count)]
        return paper.contains { $0 < 0x80 } || hasMark(paper) ? nil : end
    }

    private static let longestLine = 150
    /// Bytes of "钱江晚报·小时新闻".
    private static let longestPaper = 36
    private static let reporters = ["记者", "記者"].map { Array($0.utf8) }
    private static let brackets = ["（", "(", "〔", "["].map { Array($0.utf8) }
    private static let closings = ["）", ")", "〕", "]"].map { Array($0.utf8) }
    private static let (comma, stop) = (Array("，".utf8), Array("。".utf8))

    /// What stands before a mark and the names of writers, the longer ones first.
    private static let writing = ["文字", "文图", "图文", "文", "撰文", "采写", "撰稿"].map { Array($0.utf8) }

    /// Names at the beginning of a text, until something else begins: two to four characters of Han each.
    ///
    /// - Parameter cutsPlace: whether a place may stand behind the last name, and a day behind that: "李明基隆12日電".
    private static func names(_ text: ArraySlice<UInt8>, cutsPlace: Bool = false) -> String? {
        let text = String(decoding: text, as: UTF8.self)
        var names: [String] = []
        for range in text.unicodeScalars.split(whereSeparator: { !isHan($0) && $0 != "·" }).prefix(mostNames) {
            var part = String(range)
            let next = text.unicodeScalars[range.endIndex...].first
            if cutsPlace, let next, "0"..."9" ~= next, 4...7 ~= part.count {
                names.append(String(part.prefix(min(3, part.count - 2))))
                break
            }
            // "李明，头图来自：晚报".
            if let next, next == "：" || next == ":" { break }
            // "李明／基隆報導".
            if !names.isEmpty, text.unicodeScalars[..<range.startIndex].last.map({ $0 == "／" || $0 == "/" }) ?? false,
                places.contains(where: { part.hasSuffix($0) })
            {
                break
            }
            // "见习记者", "实习生", "通讯员": the next one is a name again.
            if kinds.contains(part) { continue }
            for kind in kinds where part.hasPrefix(kind) { part = String(part.dropFirst(kind.count)) }
            let isEnd = ends.contains { part.hasSuffix($0) }
            for end in ends where part.hasSuffix(end) { part = String(part.dropLast(end.count)) }
            guard 2...4 ~= part.count || part.contains("·"), !ends.contains(part) else { break }
            if !names.contains(part) { names.append(part) }
            if isEnd { break }
        }
        return names.isEmpty ? nil : names.joined(separator: ", ")
    }

    private static func isHan(_ scalar: Unicode.Scalar) -> Bool { 0x3400...0x9FFF ~= scalar.value }

    private static let mostNames = 12
    /// What stands behind the place where a reporter wrote.
    private static let places = ["报道", "报导", "報道", "報導", "電", "电"]

    /// People who write along, longer names first.
    private static let kinds = ["见习记者", "实习记者", "特约记者", "通讯员", "通訊員", "实习生", "實習生", "记者", "記者"]
    /// What ends a line of names.
    private static let ends = [
        "摄影报道", "综合报道", "报道", "报导", "報道", "報導", "摄影", "編輯", "编辑", "责编", "责任编辑", "来源", "图", "摄", "文", "电",
    ]

    /// Whether a text of Han has a comma, a full stop or the like.
    private static func hasMark(_ text: ArraySlice<UInt8>) -> Bool {
        marks.contains { ByteSearch.end(of: $0, in: text) != nil }
    }

    private static let marks = ["，", "。", "、", "：", "“", "”", "！", "？"].map { Array($0.utf8) }
}
