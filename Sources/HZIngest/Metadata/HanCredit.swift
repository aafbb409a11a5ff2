/// Tells the lines in which Chinese papers say who edited, drew and checked an article, and what else is told of it:
///
///     图片编辑：沈轲    制图｜王芳    文 | 李明    发布日期：2024-05-06 信息来源：公园处 浏览次数：12
enum HanCredit {
    /// Whether a text is what somebody did, a mark and a name.
    static func isOne(_ text: Span<UInt8>) -> Bool {
        guard text.count <= longestLine, let start = behindBrackets(text), text[start] >= 0xE3 else { return false }
        guard let mark = firstMark(text, from: start) else { return false }
        var end = mark
        while end > start, text[end &- 1] == 0x20 { end &-= 1 }
        return roles.contains { role in
            guard end &- start >= role.count else { return false }
            return role.indices.allSatisfy { text[end &- role.count &+ $0] == role[$0] }
        } && !SentenceText.isSentence(text)
    }

    /// Whether a text is two facts about the article or more, each behind its label.
    static func isFacts(_ text: Span<UInt8>) -> Bool {
        guard text.count <= longestFacts, let start = behindBrackets(text), text[start] >= 0xE3,
            let colon = firstMark(text, from: start)
        else { return false }
        let isLabelled = labels.contains { label in
            label.count == colon &- start && label.indices.allSatisfy { text[start &+ $0] == label[$0] }
        }
        return isLabelled && firstMark(text, from: colon &+ 1, within: text.count) != nil
            && !SentenceText.isSentence(text)
    }

    private static let longestLine = 120
    private static let longestFacts = 300
    /// Bytes in which what somebody did stands.
    private static let longestRole = 27

    private static let roles = [
        "编辑", "編輯", "责编", "責編", "校对", "校對", "审核", "審核", "监制", "監製", "摄影", "攝影", "制图", "製圖", "美编", "设计", "排版",
        "统筹", "策划", "出品", "图源", "题图", "头图", "插图", "配图", "来源", "來源", "作者", "撰文", "采写", "撰稿", "文字", "文", "图",
        "翻译", "编译", "译者", "實習編輯", "攝",
    ].map { Array($0.utf8) }

    private static let labels = [
        "发布日期", "发布时间", "发表时间", "发表日期", "公开日期", "成文日期", "更新时间", "日期", "时间", "来源", "信息来源", "文章来源", "稿件来源",
        "新闻来源", "作者", "索引号", "发布机构", "浏览次数", "阅读次数", "点击数", "發布日期", "發佈日期", "發布時間", "來源",
    ].map { Array($0.utf8) }

    private static let marks = ["：", "｜", "丨", "／"].map { Array($0.utf8) }

    /// Where text begins behind brackets, stars and blanks; nil where nothing is left.
    private static func behindBrackets(_ text: Span<UInt8>) -> Int? {
        var start = 0
        while start < text.count {
            let byte = text[start]
            if byte < 0x80 {
                if (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 { return start }
                start &+= 1
            } else if byte == 0xE2 || PhraseList.isOpening(text, at: start) {
                start &+= 3
            } else {
                return start
            }
        }
        return nil
    }

    /// Where the first mark stands that ends a label; nil where none does, or a comma or full stop stands before.
    private static func firstMark(_ text: Span<UInt8>, from start: Int, within length: Int = longestRole) -> Int? {
        var place = start
        let end = min(text.count, start &+ length)
        while place < end {
            let byte = text[place]
            if byte == UInt8(ascii: ":") || byte == UInt8(ascii: "|") || byte == UInt8(ascii: "/") { return place }
            if byte == 0xEF || byte == 0xE4, place &+ 2 < text.count {
                for mark in marks where byte == mark[0] && text[place &+ 1] == mark[1] && text[place &+ 2] == mark[2] {
                    return place
                }
            }
            place &+= 1
        }
        return nil
    }
}
