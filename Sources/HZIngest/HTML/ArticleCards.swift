/// Finds the articles inside an article: cards that tell of others, each with a heading that leads there.
enum ArticleCards {
    /// Takes the blocks of cards from the candidates, where the cards are the smaller part of them: a list of articles may
    /// be all that a page has.
    ///
    /// - Complexity: O(elements + blocks).
    static func remove(from candidates: inout [Bool], of page: HTMLPage, kinds: [BlockKind]) {
        guard page.elements.count(where: { $0.tag == .article }) >= fewest else { return }
        let articles = innermostArticles(page)
        var isCard = [Bool](repeating: false, count: page.elements.count)
        var paragraphs = [UInt32](repeating: 0, count: page.elements.count)
        for (index, block) in page.blocks.enumerated() where candidates[index] {
            let article = Int(articles[Int(block.element)])
            guard article != 0 else { continue }
            if kinds[index] == .paragraph { paragraphs[article] += 1 }
            if kinds[index] == .heading, Int(block.linkBytes) * 10 >= block.count * 9 { isCard[article] = true }
        }
        let long = isCard.indices.filter { isCard[$0] && paragraphs[$0] > mostParagraphs }
        for article in long { isCard[article] = false }
        var holdsCards = [Bool](repeating: false, count: page.elements.count)
        for card in isCard.indices where isCard[card] {
            holdsCards[Int(articles[Int(page.elements[card].parent)])] = true
        }
        // Where one beside the others is long, all are what the page is made of: posts, answers.
        guard isCard.count(where: { $0 }) >= fewest, long.allSatisfy({ holdsCards[$0] }) else { return }
        var (mass, total) = (0, 0)
        for (index, block) in page.blocks.enumerated() where candidates[index] {
            total += block.count
            if isCard[Int(articles[Int(block.element)])] { mass += block.count }
        }
        guard mass * 100 < total * most else { return }
        for (index, block) in page.blocks.enumerated() where isCard[Int(articles[Int(block.element)])] {
            candidates[index] = false
        }
    }

    /// For each element, the innermost `article` around it, or the element itself; 0 where there is none.
    private static func innermostArticles(_ page: HTMLPage) -> [UInt32] {
        var articles = [UInt32](repeating: 0, count: page.elements.count)
        for (index, element) in page.elements.enumerated().dropFirst() {
            articles[index] = element.tag == .article ? UInt32(index) : articles[Int(element.parent)]
        }
        return articles
    }

    private static let fewest = 2
    /// What has more is no card but an article: an answer below its writer's name, a part below its own address.
    private static let mostParagraphs = 1
    /// Percent of the candidates.
    private static let most = 60
}
