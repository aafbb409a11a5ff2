import HZAnalysis

/// What of the title element is in neither the title nor the site's name: "Rotterdam" of "Rain again - Rotterdam".
enum TitleRemainder {
    /// Adds it behind the text, as part of the rest of the page, where it can be found.
    static func keep(of page: HTMLPage, in article: inout Article) {
        guard !page.metadata.title.isEmpty, page.metadata.title.count <= longest else { return }
        let full = String(decoding: page.metadata.title, as: UTF8.self).collapsed
        let parts = TitleParts.ranges(full, separators: HTMLTitleReader.separators).map { String(full[$0]).trimmed }
        guard parts.count > 1 else { return }
        let known = [article.title, article.site ?? "", article.url.flatMap { PageAddress.host(of: $0) } ?? ""]
        let keys = known.map { TitleKey($0) }
        let names = keys.dropFirst().map(\.joined)
        let lost = parts.filter { part in
            let key = TitleKey(part)
            return !key.isEmpty && !keys.contains { $0.contains(key) } && !names.contains { $0.contains(key.joined) }
        }
        guard !lost.isEmpty else { return }
        if !article.text.isEmpty { article.text += [0x0A, 0x0A] }
        let start = article.text.count
        article.text += lost.joined(separator: " - ").utf8
        article.blocks.append(ArticleBlock(zone: .page, range: start..<article.text.count))
    }

    private static let longest = 2_000
}
