/// Finds what readers wrote by what stands above it, where no name says so: "3 条评论", "댓글 2".
enum CommentLabels {
    /// For each element, whether a label of comments is the first of its text, and it begins below some of the article;
    /// empty where there is no such label.
    ///
    /// - Complexity: O(blocks), and O(elements) where there is a label.
    static func parts(_ page: HTMLPage, kinds: [BlockKind]) -> [Bool] {
        let labels = page.blocks.indices.filter { isLabel(page, $0, kinds[$0]) }
        guard !labels.isEmpty else { return [] }
        var isPart = [Bool](repeating: false, count: page.elements.count)
        let firsts = page.firstBlocks()
        for label in labels {
            var part = Int(page.blocks[label].element)
            guard firsts[part] == label else { continue }
            while part != 0, firsts[Int(page.elements[part].parent)] == label { part = Int(page.elements[part].parent) }
            isPart[part] = part != 0 && goesOn(label, in: part, page)
        }
        return isPart
    }

    /// Whether the next block lies in the same part.
    private static func goesOn(_ label: Int, in part: Int, _ page: HTMLPage) -> Bool {
        guard label + 1 < page.blocks.count else { return false }
        var element = Int(page.blocks[label + 1].element)
        for _ in 0..<deepest where element > part { element = Int(page.elements[element].parent) }
        return element == part
    }

    /// Elements between a part and a block in it.
    private static let deepest = 40

    private static func isLabel(_ page: HTMLPage, _ index: Int, _ kind: BlockKind) -> Bool {
        let block = page.blocks[index]
        guard kind == .heading || kind == .short, shortest...longest ~= block.count else { return false }
        let first = page.text[block.range.lowerBound]
        guard first >= 0xE3 || isCount(first) else { return false }
        let text = page.text[block.range]
        // Without numbers, brackets, blanks and dots.
        let word = text.drop { isCount($0) }.prefix { !isCount($0) && $0 != 0xC2 && $0 != 0xE2 }
        guard word.first ?? 0 >= 0xE3 else { return false }
        var end = word.endIndex
        for bracket in brackets {
            if let found = ByteSearch.end(of: bracket, in: word) { end = min(end, found - bracket.count) }
        }
        return words.contains { $0.elementsEqual(word[..<end]) }
    }

    /// Whether a byte is a digit, a blank or a bracket.
    private static func isCount(_ byte: UInt8) -> Bool {
        byte &- 0x30 < 10 || byte == 0x20 || byte == UInt8(ascii: "(") || byte == UInt8(ascii: ")")
            || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "+")
    }

    private static let shortest = 6
    private static let longest = 60
    private static let brackets = ["（", "：", "・"].map { Array($0.utf8) }
    private static let words = [
        "评论", "条评论", "全部评论", "最新评论", "热门评论", "最热评论", "精彩评论", "网友评论", "评论列表", "条回复", "条留言", "精选留言", "全部留言", "用户评论",
        "热门跟贴", "跟贴", "評論", "則留言", "則評論", "留言", "網友留言", "網友評論", "讀者留言", "コメント", "件のコメント", "댓글", "개의 댓글", "전체댓글",
    ].map { Array($0.utf8) }
}
