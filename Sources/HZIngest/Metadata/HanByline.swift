/// Reads the reporters of Chinese papers, whose names stand behind what they are:
///
///     记者 李明 实习生 王芳 报道    澎湃新闻记者 徐晓阳    新华社杭州5月16日电（记者李明、王芳）    文/李明 编辑/王芳
enum HanByline {
    /// The names in a short line; nil for any other line.
    ///
    /// A line without Han has none.
    static func names(inLine line: ArraySlice<UInt8>) -> String? {
        guard line.count <= longestLine else { return nil }
        for (label, mark) in writing where line.starts(with: label) {
            let rest = line.dropFirst(label.count).drop { $0 == 0x20 }
            guard let length = mark.map({ rest.starts(with: $0) ? $0.count : nil }) ?? 0 else { continue }
            return names(rest.dropFirst(length))
        }
        for reporter in reporters {
            guard let end = ByteSearch.end(of: reporter, in: line) else { continue }
            // A paper's name stands before it at most, and no sentence.
            let before = line[..<(end - reporter.count)]
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
                guard let end = ByteSearch.end(of: bracket + reporter, in: head) else { continue }
                for closing in closings {
                    guard let close = ByteSearch.end(of: closing, in: head[end...]) else { continue }
                    return names(head[end..<(close - closing.count)])
                }
            }
        }
        return nil
    }

    private static let longestLine = 150
    /// Bytes of "钱江晚报·小时新闻".
    private static let longestPaper = 36
    private static let reporters = ["记者", "記者"].map { Array($0.utf8) }
    private static let brackets = ["（", "("].map { Array($0.utf8) }
    private static let closings = ["）", ")"].map { Array($0.utf8) }
    private static let (comma, stop) = (Array("，".utf8), Array("。".utf8))

    /// What stands before the names of writers, and the mark behind it where it needs one.
    private static let writing: [([UInt8], [UInt8]?)] = [
        ("文/", nil), ("文／", nil), ("文｜", nil), ("文丨", nil), ("文 |", nil), ("文|", nil), ("文字/", nil), ("文字：", nil),
        ("撰文/", nil), ("撰文｜", nil), ("撰文|", nil), ("采写/", nil), ("采写｜", nil), ("采写：", nil), ("撰稿：", nil), ("撰稿/", nil),
        ("文：", nil), ("文图/", nil), ("图文/", nil),
    ].map { (Array($0.0.utf8), $0.1) }

    /// Names at the beginning of a text, until something else begins: two to four characters of Han each.
    private static func names(_ text: ArraySlice<UInt8>) -> String? {
        let text = String(decoding: text, as: UTF8.self)
        var names: [String] = []
        for part in text.unicodeScalars.split(whereSeparator: { !isHan($0) && $0 != "·" }).prefix(mostNames) {
            var part = String(part)
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
