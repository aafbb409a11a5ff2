import HZIndex
import HZIngest

extension Document {
    /// An article as the index takes it. The text is shared, not copied.
    ///
    /// - Parameter isStub: it only says why there is no article.
    init(_ article: consuming Article, source: String, stamp: SourceStamp, isStub: Bool) {
        self.init(id: article.id)
        self.source = source
        title = article.title
        author = article.author ?? ""
        language = article.language ?? ""
        site = article.site ?? ""
        url = article.url ?? ""
        date = article.date?.number ?? 0
        self.isStub = isStub
        blocks = article.blocks.compactMap { block in
            Zone(block.zone).map {
                Block(zone: isStub ? .page : $0, start: block.range.lowerBound, end: block.range.upperBound)
            }
        }
        text = article.text
        self.stamp = stamp
    }
}

extension HZIndex.Zone {
    /// Nil for the place that shows the title: the title is indexed by itself.
    fileprivate init?(_ zone: HZIngest.Zone) {
        switch zone {
        case .title: return nil
        case .heading: self = .heading
        case .main: self = .main
        case .caption: self = .caption
        case .comments: self = .comments
        case .page: self = .page
        }
    }
}

extension SourceKind {
    /// Whether it was saved from the web, where a short page may only say why there is no article. A note or a record that
    /// says so is meant as it stands.
    var isOfWeb: Bool { self == .html || self == .mhtml || self == .warc || self == .served }
}
