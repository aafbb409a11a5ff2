import HZAnalysis
import HZIndex

extension Searcher {
    /// The articles that are from an address, hidden copies too. `https://` may be left out; what only tells where a reader
    /// came from does not count, nor does `www.`, a slash at the end, what follows `#`, or the order of parameters.
    ///
    /// - Complexity: O(log terms) for each segment, and the articles' chunks of the store.
    public func articles(at address: String) throws(SearchError) -> AddressReport {
        let typed = address.contains("://") ? address : "https://" + address
        var report = AddressReport(address: PageAddress.canonical(typed))
        try indexed { () throws(IndexError) in
            for (number, segment) in snapshot.segments.enumerated() {
                for document in try segment.documents(with: report.address.utf8, in: .address) {
                    report.articles.append(try article(at: (number, document)))
                }
            }
            try snapshot.checkMappings()
        }
        report.articles.sort { ($0.copyOf == nil ? 0 : 1, $0.id) < ($1.copyOf == nil ? 0 : 1, $1.id) }
        return report
    }

    private func article(
        at place: (segment: Int, document: UInt32)
    ) throws(IndexError) -> AddressReport.Article {
        let reader = snapshot.segments[place.segment].reader
        let document = try reader.document(place.document)
        return AddressReport.Article(
            id: document.id,
            path: document.source.isEmpty || document.source == "-" ? document.id : document.source,
            title: document.title,
            url: document.url,
            copyOf: document.kind == .alias ? try original(of: place) : nil
        )
    }
}
