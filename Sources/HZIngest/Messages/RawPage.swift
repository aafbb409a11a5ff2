import HZAnalysis

/// The bytes of one article as they came out of a file, a message or a container, with what that knows of it.
struct RawPage {
    var bytes: [UInt8]
    var kind: SourceKind
    /// The encoding that a header names.
    var transport: Charset?
    /// Where it was saved from.
    var url: String?
    /// What a line above it says: of a letter in a letter.
    var heading: String?
    /// Of a chapter: what its book is called, which many makers of books write for the title of each.
    var book: String?
    /// What stands behind it in the same message.
    var further: [RawPage] = []
    /// Facts that hold where the page itself says nothing.
    var fallback = Facts()
    /// Facts that hold whatever the page says.
    var decided = Facts()

    /// What can be known of an article from outside.
    struct Facts {
        var title: String?
        var author: String?
        var date: ArticleDate?
        var site: String?
        var language: String?
    }

    init(_ bytes: [UInt8], kind: SourceKind) {
        self.bytes = bytes
        self.kind = kind
    }

    /// Puts into an article what it lacks, and what is known better.
    func complete(_ article: inout Article) {
        article.url = article.url ?? url
        if let title = decided.title, TitleKey(title) != TitleKey(article.title) {
            // What the page has for its title is text like any other, then.
            for index in article.blocks.indices where article.blocks[index].zone == .title {
                article.blocks[index].zone = .main
            }
        }
        nameByHeading(&article)
        article.title = decided.title ?? (article.title.isEmpty ? fallback.title ?? "" : article.title)
        article.author = decided.author ?? article.author ?? fallback.author
        article.date = decided.date ?? article.date ?? fallback.date
        article.site = decided.site ?? article.site ?? fallback.site ?? url.flatMap { PageAddress.host(of: $0) }
        article.language = decided.language ?? article.language ?? fallback.language
    }

    /// Calls a chapter that has its book's title by its first heading.
    private func nameByHeading(_ article: inout Article) {
        guard let book, TitleKey(book) == TitleKey(article.title),
            let place = article.blocks.prefix(Self.mostHead).firstIndex(where: { $0.zone == .heading })
        else { return }
        for index in article.blocks.indices where article.blocks[index].zone == .title {
            article.blocks[index].zone = .heading
        }
        let heading = article.text[article.blocks[place].range]
        article.title =
            heading.count <= Self.longestHeading
            ? String(decoding: heading.map { $0 < 0x20 ? 0x20 : $0 }, as: UTF8.self) : Headline.make(from: heading)
        article.blocks[place].zone = .title
    }

    /// Of a longer heading the first sentence is the title.
    private static let longestHeading = 300

    /// Blocks among which the heading of a chapter is.
    private static let mostHead = 6
}
