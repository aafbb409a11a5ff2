/// Reads the article in a page of HTML: parser, extractor, metadata, in this order.
struct HTMLArticleReader {
    /// Reads a page in UTF-8.
    ///
    /// - Complexity: O(count).
    static func read(_ text: [UInt8], path: String) -> Article { examine(text, path: path).article }

    /// Reads a page in UTF-8, and tells where its title, author and date stand on it.
    static func examine(
        _ text: [UInt8],
        path: String
    ) -> (article: Article, places: HTMLMetadataReader.Places, page: HTMLPage) {
        var page = HTMLParser.parse(text)
        var zones = ArticleExtractor.zones(of: page)
        let main = mainBytes(page, zones)
        let needed = page.neededParts(main: main)
        if needed != .none {
            // Scripts would have shown what style sheets hide: rather too much of the page than nothing of it.
            let whole = HTMLParser.parse(text, shown: needed)
            if whole.text.count > page.text.count {
                page = whole
                zones = ArticleExtractor.zones(of: page)
            }
        }
        var article = Article(id: path, path: path)
        article.text = page.text
        article.blocks = zip(page.blocks, zones).map { ArticleBlock(zone: $1, range: $0.range) }
        let told = ToldBody.page(told: page, main: needed == .none ? main : mainBytes(page, zones))
        if let told { ToldBody.add(told, to: &article) }
        let places = HTMLMetadataReader(page, zones: zones).read(into: &article)
        markTitle(in: &article)
        TitleRemainder.keep(of: page, in: &article)
        return (article, places, page)
    }

    private static func mainBytes(_ page: HTMLPage, _ zones: [Zone]) -> Int {
        zip(page.blocks, zones).reduce(0) { $0 + ($1.1 == .main ? $1.0.count : 0) }
    }

    /// Gives the zone ``Zone/title`` to the first block that shows the words of the title.
    private static func markTitle(in article: inout Article) {
        let key = TitleKey(article.title)
        guard !key.isEmpty else { return }
        let lengths = (key.bytes.count / 2)...(article.title.utf8.count * 2 + 40)
        for index in article.blocks.indices.prefix(200) {
            let block = article.blocks[index]
            guard lengths ~= block.range.count, block.zone == .heading || index < 60, block.zone != .comments
            else { continue }
            if TitleKey(article.text[block.range]) == key {
                // Where the title was made from the only text there is, that text stays the article.
                let isAll = !article.blocks.enumerated().contains { $0.offset != index && $0.element.zone == .main }
                if block.zone != .main || !isAll { article.blocks[index].zone = .title }
                return
            }
        }
    }
}
