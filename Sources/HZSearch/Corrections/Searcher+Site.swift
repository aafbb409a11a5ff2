import HZAnalysis
import HZIndex

extension Searcher {
    /// Sites that articles are of, each put instead of one that none is of: `nytimes.com` for `nytimes`, `news.lake.example`
    /// for `lake.example`. O(sites); nil where there is none to put, or no time to look for it.
    func siteOptions(
        _ query: String,
        deadline: ContinuousClock.Instant?
    ) throws(IndexError) -> [WordCorrector.Option]? {
        var options: [WordCorrector.Option] = []
        var isAsked = false
        var isExcluded = false
        var looks = 0
        var lexer = QueryLexer(query)
        while let token = lexer.next() {
            switch token.kind {
            case .minus, .not: isExcluded = true
            case .field(let name): isAsked = name == QueryField.site.rawValue && !isExcluded
            case .word(let text, _), .quoted(let text, _):
                if isAsked, looks < Self.mostSites {
                    looks += 1
                    if let site = try likeliestSite(like: SiteKey.key(text), deadline: deadline) {
                        options.append(Self.option(site, at: token.range))
                    }
                }
                (isAsked, isExcluded) = (false, false)
            default: (isAsked, isExcluded) = (false, false)
            }
        }
        return options.isEmpty ? nil : options
    }

    /// All sites are looked at for each one that is asked for: for so many of a query.
    private static let mostSites = 2
    /// Sites between two looks at the clock.
    private static let betweenLooks = 4_096

    private static func option(_ site: String, at range: Range<Int>) -> WordCorrector.Option {
        let isWord = site.allSatisfy { $0.isLetter || $0.isNumber || "-._".contains($0) }
        return WordCorrector.Option(range: range, text: isWord ? site : "\"\(site)\"", value: 1)
    }

    /// The site with the most articles of those whose host or name has a text as one or more of its words; nil where that is a
    /// site itself, and after the deadline.
    private func likeliestSite(
        like text: String,
        deadline: ContinuousClock.Instant?
    ) throws(IndexError) -> String? {
        guard !text.isEmpty else { return nil }
        let wanted = Array(text.utf8)
        var looked = 0
        var sites: [String: Int] = [:]
        for segment in snapshot.segments {
            var terms = try segment.reader.terms(from: .siteKey)
            while try terms.next(), terms.key.first == Field.siteKey.rawValue {
                looked += 1
                if looked % Self.betweenLooks == 0, let deadline, ContinuousClock.now > deadline { return nil }
                let key = terms.key.dropFirst()
                guard Self.holds(key, wanted) else { continue }
                let site = String(decoding: key, as: UTF8.self)
                if site == text { return nil }
                if Self.words(of: site, include: text) { sites[site, default: 0] += Int(terms.info.documentFrequency) }
            }
        }
        return sites.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    }

    private static func holds(_ key: ArraySlice<UInt8>, _ text: [UInt8]) -> Bool {
        guard key.count >= text.count else { return false }
        return (key.startIndex...key.endIndex - text.count).contains { start in
            key[start] == text[0] && key[start..<start + text.count].elementsEqual(text)
        }
    }

    private static func words(of site: String, include text: String) -> Bool {
        site.ranges(of: text).contains { range in
            let before = site[..<range.lowerBound].last
            let after = site[range.upperBound...].first
            return [before, after].allSatisfy { $0.map { !$0.isLetter && !$0.isNumber } ?? true }
        }
    }
}
