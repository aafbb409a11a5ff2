import HZAnalysis
import HZIndex

extension Searcher {
    /// Sites that articles are of, each put instead of one that none is of: `nytimes.com` for `nytimes`, `news.lake.example`
    /// for `lake.example`. O(sites); nil where there is none to put.
    func siteOptions(_ query: String) throws(IndexError) -> [WordCorrector.Option]? {
        var options: [WordCorrector.Option] = []
        var isAsked = false
        var isExcluded = false
        var lexer = QueryLexer(query)
        while let token = lexer.next() {
            switch token.kind {
            case .minus, .not: isExcluded = true
            case .field(let name): isAsked = name == QueryField.site.rawValue && !isExcluded
            case .word(let text, _), .quoted(let text, _):
                if isAsked, let site = try likeliestSite(like: SiteKey.key(text)) {
                    let isWord = site.allSatisfy { $0.isLetter || $0.isNumber || "-._".contains($0) }
                    options.append(
                        WordCorrector.Option(range: token.range, text: isWord ? site : "\"\(site)\"", value: 1)
                    )
                }
                (isAsked, isExcluded) = (false, false)
            default: (isAsked, isExcluded) = (false, false)
            }
        }
        return options.isEmpty ? nil : options
    }

    /// The site with the most articles of those whose host or name has a text as one or more of its words; nil where that is a
    /// site itself.
    private func likeliestSite(like text: String) throws(IndexError) -> String? {
        guard !text.isEmpty else { return nil }
        var sites: [String: Int] = [:]
        for segment in snapshot.segments {
            var terms = try segment.reader.terms(from: .siteKey)
            while try terms.next(), terms.key.first == Field.siteKey.rawValue {
                let site = String(decoding: terms.key.dropFirst(), as: UTF8.self)
                if site == text { return nil }
                if Self.words(of: site, include: text) { sites[site, default: 0] += Int(terms.info.documentFrequency) }
            }
        }
        return sites.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    }

    private static func words(of site: String, include text: String) -> Bool {
        site.ranges(of: text).contains { range in
            let before = site[..<range.lowerBound].last
            let after = site[range.upperBound...].first
            return [before, after].allSatisfy { $0.map { !$0.isLetter && !$0.isNumber } ?? true }
        }
    }
}
