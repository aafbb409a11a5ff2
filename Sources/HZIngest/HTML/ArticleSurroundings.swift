/// Where on a page by-lines and dates of the article stand, and where those of others do.
struct ArticleSurroundings {
    private let page: HTMLPage
    /// The short blocks around the beginning of the article.
    let blocks: [HTMLBlock]
    /// The first blocks of main text, which may begin with a date: "(21 November 2022) Consumers get …".
    let opening: [HTMLBlock]

    init(_ page: HTMLPage, zones: [Zone]) {
        self.page = page
        let title = page.blocks.indices.first { zones[$0] != .comments && page.isTitleHeading(page.blocks[$0]) }
        let main = zones.firstIndex { $0 == .main || $0 == .heading }
        let aroundTitle = title.map { max(0, $0 - 6)..<min(page.blocks.count, $0 + 14) } ?? 0..<0
        var near = Array(page.blocks[aroundTitle])
        // The heading of the first order may be the site's.
        if let main {
            let aroundMain = max(0, main - 8)..<min(page.blocks.count, main + 12)
            near += aroundMain.lazy.filter { !aroundTitle.contains($0) }.map { page.blocks[$0] }
        }
        opening = page.blocks.indices.lazy.filter { zones[$0] == .main }.prefix(2).map { page.blocks[$0] }
        // A caption may tell when its picture was taken.
        blocks = near.filter {
            $0.count <= Self.longestBlock && !BlockPhrases.isFigure(page.text.span.extracting($0.range))
        }
    }

    private static let longestBlock = 200

    /// Whether an element lies in a part of the page that tells of other articles.
    func isOutside(_ element: UInt32) -> Bool {
        lies(element, in: [.related, .comments, .footer, .sidebar, .navigation, .advertisement])
    }

    /// Whether an element lies in what readers wrote.
    func isInComments(_ element: UInt32) -> Bool { lies(element, in: [.comments, .related]) }

    private func lies(_ element: UInt32, in outside: HTMLHints) -> Bool {
        var index = Int(element)
        while index != 0 {
            let inner = page.elements[index]
            // The footer of an article is not that of the page.
            if inner.hints.contains(.statesContent) || inner.tag.isWhole { return false }
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
