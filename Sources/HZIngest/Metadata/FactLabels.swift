/// The labels that stand before what is told of an article: "Date:", "来源：".
enum FactLabels {
    /// Whether a line begins with a label, of its author or of anything else.
    static func begin(_ line: ArraySlice<UInt8>) -> Bool {
        guard line.count > 2, BylineText.mayBegin(line) || isLetter(line.first) else { return false }
        let text = String(decoding: line.prefix(longest), as: UTF8.self)
        guard let colon = text.firstIndex(where: { $0 == ":" || $0 == "：" }) else { return false }
        let label = text[..<colon].lowercased().trimmed
        return labels.contains(label) || authorLabels.contains(label)
    }

    /// What stands before the first label in a text of names: "王小明" of "王小明 日期：2024年5月6日".
    static func before(_ text: String) -> String {
        guard text.utf8.count <= longestNames, text.contains(where: { $0 == ":" || $0 == "：" }) else { return text }
        var cut = text.endIndex
        for colon in text.indices where text[colon] == ":" || text[colon] == "：" {
            let head = text[..<colon].trimmedEnd
            let lower = head.lowercased()
            // Lower case may have other lengths; then nothing is cut.
            guard lower.utf8.count == head.utf8.count else { continue }
            for label in labels where lower.hasSuffix(label) {
                let start = head.utf8.index(head.endIndex, offsetBy: -label.utf8.count)
                if start < cut, isBorder(head, start) { cut = start }
            }
            if cut < text.endIndex { break }
        }
        return String(text[..<cut])
    }

    /// Whether a word may begin there: not in the middle of one, unless style sheets set a capital apart ("Jane RoeDate:").
    private static func isBorder(_ text: Substring, _ start: Substring.Index) -> Bool {
        guard start > text.startIndex, isLetter(text.utf8[start]) else { return true }
        let before = text.utf8[text.utf8.index(before: start)]
        return !isLetter(before) || before &- 0x61 < 26 && text.utf8[start] &- 0x41 < 26
    }

    private static func isLetter(_ byte: UInt8?) -> Bool { ((byte ?? 0) | 0x20) &- 0x61 < 26 }

    /// No text of names is longer.
    private static let longestNames = 300
    /// Bytes in which a label and its colon stand.
    private static let longest = 40

    private static let labels = [
        "date", "published", "published on", "publication date", "posted", "posted on", "updated", "last updated",
        "time", "source", "editor", "edited by", "category", "tags", "photo", "photos", "pictures", "images",
        "photographer", "illustration",
        "translator", "datum", "quelle", "redaktion", "stand", "foto", "fotos", "fuente", "fecha", "data", "fonte",
        "发布日期", "发布时间", "发表时间", "发表日期", "更新时间", "日期", "时间", "責任編輯", "责任编辑", "责编", "责任校对", "编辑",
        "編輯", "来源", "來源", "出处", "摄影", "攝影", "校对", "审核", "翻译", "字数", "阅读", "浏览", "分类", "标签",
        "浏览次数", "阅读次数", "阅读量", "阅读数", "点击", "点击数", "点击次数", "访问量", "字体", "字号", "头图", "图源", "投稿",
    ]

    private static let authorLabels: Set<String> = [
        "author", "authors", "by", "written by", "autor", "autorin", "autor:in", "auteur", "autore", "von", "作者", "记者",
        "撰文",
        "文",
    ]
}

extension Substring {
    fileprivate var trimmedEnd: Substring {
        var text = self
        while let last = text.last, last == " " || last == "\u{3000}" { text = text.dropLast() }
        return text
    }
}
