import HZAnalysis

/// What of the title element is in neither the title nor the site's name: "Rotterdam" of "Rain again - Rotterdam".
enum TitleRemainder {
    /// Adds it behind the text, as part of the rest of the page, where it can be found.
    static func keep(of page: HTMLPage, in article: inout Article) {
        guard !page.metadata.title.isEmpty, page.metadata.title.count <= longest else { return }
        let full = String(decoding: page.metadata.title, as: UTF8.self).collapsed
        let known = [article.title, article.site ?? "", article.url.flatMap { PageAddress.host(of: $0) } ?? ""]
        let keys = known.map { TitleKey($0) }
        let names = known.dropFirst().map { letters(of: $0) }
        let parts = TitleParts.ranges(full, separators: HTMLTitleReader.separators).map { String(full[$0]).trimmed }
        let lost = parts.filter { part in
            let (key, name) = (TitleKey(part), letters(of: part))
            return !key.isEmpty && !keys.contains { $0.contains(key) } && !names.contains { $0.contains(name) }
        }
        guard parts.count > 1, !lost.isEmpty else { return }
        if !article.text.isEmpty { article.text += [0x0A, 0x0A] }
        let start = article.text.count
        article.text += lost.joined(separator: " - ").utf8
        article.blocks.append(ArticleBlock(zone: .page, range: start..<article.text.count))
    }

    private static let longest = 2_000

    /// The letters and digits alone, in lower case: names of sites are written in one in addresses.
    private static func letters(of text: String) -> String {
        String(decoding: TitleKey(text).bytes.filter { $0 != 0x20 }, as: UTF8.self)
    }
}
