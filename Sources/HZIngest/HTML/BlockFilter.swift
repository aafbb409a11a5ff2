/// Judges the blocks inside the article's element: what is not text of the article is left there too, between
/// its paragraphs and around them.
struct BlockFilter {
    private let page: HTMLPage
    private let kinds: [BlockKind]
    private let candidates: [Bool]

    init(_ page: HTMLPage, kinds: [BlockKind], candidates: [Bool]) {
        self.page = page
        self.kinds = kinds
        self.candidates = candidates
    }

    /// Which blocks belong to the article.
    func kept() -> [Bool] {
        let order = candidates.indices.filter { candidates[$0] }
        guard let first = order.first(where: { kinds[$0] == .paragraph }),
            let last = order.last(where: { kinds[$0] == .paragraph })
        else { return candidates }
        var kept = [Bool](repeating: false, count: candidates.count)
        for (place, block) in order.enumerated() {
            switch kinds[block] {
            case .paragraph, .caption: kept[block] = true
            case .links: kept[block] = isListOfArticle(order, place) && block > first && block < last
            case .short: kept[block] = block > first && block < last || isLine(block)
            case .heading: kept[block] = leads(order, place)
            }
        }
        return kept
    }

    /// Whether a block of links stands alone between paragraphs: "Read the report" is of the article, a list of ten is not.
    private func isListOfArticle(_ order: [Int], _ place: Int) -> Bool {
        let neighbours = order[max(0, place - 2)..<min(order.count, place + 3)]
        return neighbours.filter { kinds[$0] == .links }.count <= 1
    }

    /// A short block at the border that is a paragraph, a quotation or an item by its tag.
    private func isLine(_ block: Int) -> Bool {
        switch page.elements[Int(page.blocks[block].element)].tag {
        case .p, .blockquote, .pre, .li, .td, .dd: true
        default: false
        }
    }

    /// Whether something of the article follows a heading before the next one.
    private func leads(_ order: [Int], _ place: Int) -> Bool {
        for next in order[(place + 1)...].prefix(6) {
            switch kinds[next] {
            case .paragraph: return true
            case .links: return false
            case .heading, .short, .caption: continue
            }
        }
        return false
    }
}
