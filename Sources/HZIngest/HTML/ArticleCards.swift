/// Finds the articles inside an article: cards that tell of others, each with a heading that leads there.
enum ArticleCards {
    /// Takes the blocks of cards from the candidates, where the cards are the smaller part of them: a list of articles may
    /// be all that a page has.
    ///
    /// - Complexity: O(elements + blocks).
    static func remove(from candidates: inout [Bool], of page: HTMLPage, kinds: [BlockKind]) {
        let articles = innermostArticles(page)
        var isCard = [Bool](repeating: false, count: page.elements.count)
        var count = 0
        for (index, block) in page.blocks.enumerated() where candidates[index] && kinds[index] == .heading {
            let article = articles[Int(block.element)]
            guard article != 0, !isCard[article], Int(block.linkBytes) * 10 >= block.count * 9 else { continue }
            isCard[article] = true
            count += 1
        }
        guard count >= fewest else { return }
        var (mass, total) = (0, 0)
        for (index, block) in page.blocks.enumerated() where candidates[index] {
            total += block.count
            if isCard[articles[Int(block.element)]] { mass += block.count }
        }
        guard mass * 100 < total * most else { return }
        for (index, block) in page.blocks.enumerated() where isCard[articles[Int(block.element)]] {
            candidates[index] = false
        }
    }

    /// For each element, the innermost `article` around it, or the element itself; 0 where there is none.
    private static func innermostArticles(_ page: HTMLPage) -> [Int] {
        var articles = [Int](repeating: 0, count: page.elements.count)
        for (index, element) in page.elements.enumerated().dropFirst() {
            articles[index] = element.tag == .article ? index : articles[Int(element.parent)]
        }
        return articles
    }

    private static let fewest = 2
    /// Percent of the candidates.
    private static let most = 60
}
