@testable import HZIngest

/// Small pages, read as ingestion reads them.
enum PageFixture {
    static func article(_ body: String, head: String = "") -> Article {
        let page = "<!DOCTYPE html><html lang=en><head>\(head)</head><body>\(body)</body></html>"
        return HTMLArticleReader.read(Array(page.utf8), path: "/page.html")
    }

    static func body(_ article: Article) -> String { String(decoding: article.body, as: UTF8.self) }

    static func text(_ article: Article, _ zone: Zone) -> String {
        String(decoding: article.text(of: [zone]), as: UTF8.self)
    }

    /// Three paragraphs that every reader would call an article.
    static let story = """
        <p>The ferry to the northern islands was late again on Tuesday, and the crew handed out tea to everybody on the pier.</p>
        <p>Nobody complained, because the storm that had been forecast for the evening had already torn the roof off the kiosk.</p>
        <p>By midnight the wind had dropped, the lights came back, and the first boat left with two hundred people and a goat.</p>
        """
}
