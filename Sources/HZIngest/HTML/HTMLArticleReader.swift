/// Reads the article in a page of HTML: guard, parser, extractor, metadata, in this order.
struct HTMLArticleReader {
    /// Reads a page in UTF-8.
    ///
    /// - Complexity: O(count).
    static func read(_ text: [UInt8], path: String) -> Article {
        let clean = HTMLGuard.clean(text)
        var page = HTMLParser.parse(clean)
        if page.text.count < leastVisible, page.hiddenBytes > page.text.count {
            // Scripts would have shown what style sheets hide: rather the whole page than nothing of it.
            let whole = HTMLParser.parse(clean, showsHidden: true)
            if whole.text.count > page.text.count { page = whole }
        }
        let zones = ArticleExtractor.zones(of: page)
        var article = Article(id: path, path: path)
        article.text = page.text
        article.blocks = zip(page.blocks, zones).map { ArticleBlock(zone: $1, range: $0.range) }
        HTMLMetadataReader(page, zones: zones).read(into: &article)
        markTitle(in: &article)
        return article
    }

    private static let leastVisible = 400

    /// Gives the zone ``Zone/title`` to the first block that shows the words of the title.
    private static func markTitle(in article: inout Article) {
        let key = HTMLTitleReader.key(article.title)
        guard !key.isEmpty else { return }
        for index in article.blocks.indices.prefix(200) {
            let block = article.blocks[index]
            guard block.range.count <= article.title.utf8.count * 2 + 40, block.zone != .comments else {
                continue
            }
            if HTMLTitleReader.key(String(decoding: article.text[block.range], as: UTF8.self)) == key {
                article.blocks[index].zone = .title
                return
            }
        }
    }
}
