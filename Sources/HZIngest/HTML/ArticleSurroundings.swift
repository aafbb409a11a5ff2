/// Where on a page by-lines and dates of the article stand, and where those of others do.
struct ArticleSurroundings {
    private let page: HTMLPage
    /// The short blocks around the beginning of the article.
    let blocks: [HTMLBlock]
    /// Those of them that are no captions and no sentences of the article.
    let lines: [HTMLBlock]
    /// The article or main part that states to be one and holds the title; 0 where none does.
    private let whole: Int
    /// For each element, whether it holds the title or the first paragraph of the article: then its name means nothing.
    private let holdsText: [Bool]
    /// The first blocks of main text, which may begin with a date: "(21 November 2022) Consumers get …".
    let opening: [HTMLBlock]
    /// The last short blocks of main text and the next ones, which may say who wrote it.
    let closing: [HTMLBlock]

    init(_ page: HTMLPage, zones: [Zone]) {
        self.page = page
        let title = page.blocks.indices.first { zones[$0] != .comments && page.isTitleHeading(page.blocks[$0]) }
        var whole = title.map { Int(page.blocks[$0].element) } ?? 0
        while whole != 0, !page.elements[whole].hints.contains(.statesContent) {
            whole = Int(page.elements[whole].parent)
        }
        self.whole = whole
        let main = zones.firstIndex { $0 == .main || $0 == .heading }
        var holdsText = [Bool](repeating: false, count: page.elements.count)
        for block in [zones.firstIndex(of: .main), title].compactMap({ $0 }) {
            var holder = Int(page.blocks[block].element)
            while holder != 0, !holdsText[holder] {
                holdsText[holder] = true
                holder = Int(page.elements[holder].parent)
            }
        }
        self.holdsText = holdsText
        let aroundTitle = title.map { max(0, $0 - 6)..<min(page.blocks.count, $0 + 14) } ?? 0..<0
        var near = Array(aroundTitle)
        // The heading of the first order may be the site's.
        if let main {
            near += (max(0, main - 8)..<min(page.blocks.count, main + 12)).filter { !aroundTitle.contains($0) }
        }
        opening = page.blocks.indices.lazy.filter { zones[$0] == .main }.prefix(2).map { page.blocks[$0] }
        closing = Self.closing(page, zones).map { page.blocks[$0] }.filter { $0.count <= Self.longestByline }
        near.removeAll {
            // A caption may tell when its picture was taken.
            let block = page.blocks[$0]
            return block.count > Self.longestBlock || BlockPhrases.isFigure(page.text.span.extracting(block.range))
        }
        blocks = near.map { page.blocks[$0] }
        lines = near.filter {
            zones[$0] != .caption && (zones[$0] != .main || !Self.isProse(page, page.blocks[$0]))
        }.map { page.blocks[$0] }
    }

    /// The last blocks of main text, and those behind them in the same element or beside it, as credits stand.
    private static func closing(_ page: HTMLPage, _ zones: [Zone]) -> [Int] {
        guard let last = zones.lastIndex(of: .main) else { return [] }
        let parent = { (block: Int) in page.elements[Int(page.blocks[block].element)].parent }
        let behind = (last + 1)..<min(page.blocks.count, last + 1 + mostCredits)
        return page.blocks.indices[...last].reversed().lazy.filter { zones[$0] == .main }.prefix(2)
            + behind.filter { zones[$0] == .page && parent($0) == parent(last) }
    }

    private static let mostCredits = 5

    /// Whether a block of main text is a sentence, and no line about the article: a date in it is of what it tells.
    private static func isProse(_ page: HTMLPage, _ block: HTMLBlock) -> Bool {
        let text = page.text.span.extracting(block.range)
        return Int(block.linkBytes) * 5 < block.count && SentenceText.isSentence(text)
            && !BlockPhrases.isDateLabel(text) && !BlockPhrases.isByline(text)
    }

    private static let longestBlock = 200
    private static let longestByline = 80

    /// Whether an element lies in a part of the page that tells of other articles.
    func isOutside(_ element: UInt32) -> Bool {
        lies(element, in: [.related, .comments, .footer, .sidebar, .navigation, .advertisement])
    }

    /// Whether a line beside the title is of a footer of the page, of a sidebar, or of what readers or other articles say.
    func isOfAnotherPart(_ element: UInt32) -> Bool {
        var index = Int(element)
        var (isInFooter, isInColumn) = (false, false)
        while index != 0, !holdsText[index] {
            let part = page.elements[index]
            var hints = part.hints
            if !hints.isDisjoint(with: [.article, .content]) { hints.remove(.footer) }
            if !hints.isDisjoint(with: [.related, .comments, .consent]) || part.tag == .aside, !hints.contains(.author)
            {
                return true
            }
            isInFooter = isInFooter || hints.contains(.footer)
            isInColumn = isInColumn || hints.contains(.sidebar)
            index = Int(part.parent)
        }
        // The footer of an article is not that of the page.
        if isInFooter { return index == 0 || !page.elements[index].hints.contains(.article) }
        guard isInColumn else { return false }
        // A column in an article may be called a sidebar.
        while index != 0, page.elements[index].tag != .article, !page.elements[index].hints.contains(.article) {
            index = Int(page.elements[index].parent)
        }
        return index == 0 || page.elements[index].tag == .body
    }

    /// Whether an element stands above the part that holds the title: the head of the site shows the day it was saved.
    func isInHead(_ element: UInt32) -> Bool {
        var outer = whole
        while outer > Int(element) { outer = Int(page.elements[outer].parent) }
        return Int(element) < whole && outer != Int(element)
    }

    /// Whether an element lies in what readers wrote.
    func isInComments(_ element: UInt32) -> Bool { lies(element, in: [.comments, .related]) }

    private func lies(_ element: UInt32, in outside: HTMLHints) -> Bool {
        var index = Int(element)
        while index != 0 {
            let inner = page.elements[index]
            // The footer of an article is not that of the page.
            if inner.hints.contains(.statesContent) || inner.tag.isWhole || holdsText[index] { return false }
            // What is quoted has a writer and a day of its own.
            if inner.tag == .blockquote { return true }
            var hints = inner.hints
            if !hints.isDisjoint(with: [.article, .content]) { hints.remove(.footer) }
            if !hints.isDisjoint(with: outside), !hints.contains(.author) { return true }
            index = Int(inner.parent)
        }
        return false
    }
}

extension HTMLPage {
    /// Whether a block is a heading of the first order.
    func isTitleHeading(_ block: HTMLBlock) -> Bool {
        var index = Int(block.element)
        // A heading may hold blocks of its own.
        for _ in 0..<3 where index != 0 && !elements[index].tag.isHeading { index = Int(elements[index].parent) }
        return elements[index].tag == .h1
    }
}
