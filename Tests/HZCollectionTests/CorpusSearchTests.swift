import Foundation
import HZCollection
import HZIndex
import HZSearch
import Testing

/// Searches the articles in corpus/, as people would.
@Suite struct CorpusSearchTests {
    private static let corpus = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "corpus").path

    private func indexed() throws -> (searcher: Searcher, articles: [Document]) {
        let scratch = try ScratchFolder()
        try scratch.update([Self.corpus])
        return (Searcher(snapshot: try scratch.snapshot()), try Array(scratch.articles().values))
    }

    private func text(_ article: Document) -> String {
        article.title + "\n" + String(decoding: article.text, as: UTF8.self)
    }

    @Test func everyTitleTypedBareFindsItsArticleFirst() throws {
        let (searcher, articles) = try indexed()
        #expect(articles.count > 40)
        for article in articles where !article.title.isEmpty {
            let hits = try searcher.search(SearchRequest(query: article.title)).hits
            #expect(hits.first?.title == article.title, "\(article.title): \(hits.prefix(3).map(\.title))")
        }
    }

    @Test func thePhraseComesFirstWhereWordsAreTypedBare() throws {
        let (searcher, articles) = try indexed()
        let phrase = articles.filter { text($0).lowercased().contains("six little dragons") }.map(\.id)
        #expect(phrase.count > 3)
        let hits = try searcher.search(SearchRequest(query: "Six Little Dragons")).hits
        #expect(Set(hits.prefix(phrase.count).map(\.id)) == Set(phrase.prefix(hits.count)))
    }

    @Test(arguments: ["六小龙", "小龙", "龙", "杭州六小龙"]) func everySubstringFindsItsArticles(_ query: String) throws {
        let (searcher, articles) = try indexed()
        // In traditional writing too.
        let having = articles.filter { text($0).replacing("龍", with: "龙").contains(query) }.map(\.id)
        #expect(having.count > 1)
        var request = SearchRequest(query: query)
        (request.limit, request.options.mode) = (1_000, .all)
        let result = try searcher.search(request)
        #expect(result.total.value == having.count)
        #expect(Set(result.hits.map(\.id)) == Set(having))
    }
}
