/// Decides what each block of a page is: the article, or the rest.
///
/// Three steps, all on the flat lists of ``HTMLPage``. First the parts that their tags and names call boilerplate are set
/// aside, unless they hold most of the page's paragraphs (names lie). Then the smallest element is sought that holds
/// nearly all paragraphs left, by walking down from the page; an element that says it is the article's body wins.
/// Last, each block inside is judged by its own text, links and neighbours, after Kohlschütter et al., "Boilerplate
/// Detection using Shallow Text Features" (WSDM 2010, doi:10.1145/1718487.1718542) and jusText (Pomikálek 2011).
///
/// Where a page has no paragraphs to speak of (an index, a table of an interface), all of it is main text but
/// its navigation and footers.
struct ArticleExtractor {
    private let page: HTMLPage
    private let kinds: [BlockKind]
    private let all: [ElementStatistics]
    /// For each element, whether it lies in a part that was set aside, and in which.
    private var asides: [Aside]

    /// Parts of a page that are not the article.
    private enum Aside: UInt8 {
        case none
        case boilerplate
        case comments
    }

    /// The zone of each block, in order.
    static func zones(of page: HTMLPage) -> [Zone] {
        guard !page.blocks.isEmpty else { return [] }
        return ArticleExtractor(page).zones()
    }

    private init(_ page: HTMLPage) {
        self.page = page
        kinds = Self.kinds(of: page)
        all = ElementStatistics.of(page, counting: { _ in true }, kinds: kinds)
        asides = [Aside](repeating: .none, count: page.elements.count)
        setAside()
    }

    private static func kinds(of page: HTMLPage) -> [BlockKind] {
        var isCaption = [Bool](repeating: false, count: page.elements.count)
        var heading = [HTMLTag](repeating: .unknown, count: page.elements.count)
        for index in page.elements.indices.dropFirst() {
            let element = page.elements[index]
            let parent = Int(element.parent)
            isCaption[index] = isCaption[parent] || element.hints.contains(.caption)
            heading[index] = element.tag.isHeading ? element.tag : heading[parent]
        }
        return page.blocks.map { block in
            BlockKind(block, tag: heading[Int(block.element)], isInCaption: isCaption[Int(block.element)])
        }
    }

    /// Marks what tags, roles and names call something else than the article.
    private mutating func setAside() {
        let total = max(1, all[0].paragraphBytes)
        for index in page.elements.indices.dropFirst() {
            let element = page.elements[index]
            let parent = Int(element.parent)
            if asides[parent] != .none {
                asides[index] = asides[parent]
                continue
            }
            let share = all[index].paragraphBytes * 100 / total
            let isWhole = element.tag == .body || element.tag == .html || element.tag == .main
            if isWhole { continue }
            if element.hints.contains(.comments), !element.hints.contains(.articleBody), share < 60 {
                asides[index] = .comments
            } else if isBoilerplate(element, index: index, share: share) {
                asides[index] = .boilerplate
            }
        }
    }

    private func isBoilerplate(_ element: HTMLElement, index: Int, share: Int) -> Bool {
        var hints = element.hints
        if hints.contains(.articleBody) { return false }
        // The header of an article holds its title and first lines.
        if hints.contains(.header), isInArticle(index) { hints.remove(.header) }
        if hints.isDisjoint(with: .boilerplate) { return false }
        if hints.contains(.isStandard) { return share < 50 }
        // "content-footer" and "article-header" are as often the one as the other.
        if !hints.isDisjoint(with: [.article, .content, .main]) { return share < 10 }
        return share < 30
    }

    private func isInArticle(_ index: Int) -> Bool {
        var index = Int(page.elements[index].parent)
        while index != 0 {
            if !page.elements[index].hints.isDisjoint(with: [.article, .articleBody, .main]) { return true }
            index = Int(page.elements[index].parent)
        }
        return false
    }

    private func zones() -> [Zone] {
        let isOpen = { (block: Int) -> Bool in asides[Int(page.blocks[block].element)] == .none }
        let left = ElementStatistics.of(page, counting: isOpen, kinds: kinds)
        let root = ContentRoot.find(page, left)
        var isInside = [Bool](repeating: false, count: page.elements.count)
        isInside[root] = true
        for index in page.elements.indices.dropFirst() where isInside[Int(page.elements[index].parent)] {
            isInside[index] = true
        }
        let isManual = left[root].paragraphBytes < Self.leastArticle
        let candidates = page.blocks.indices.map { block in
            isOpen(block) && (isManual || isInside[Int(page.blocks[block].element)])
        }
        let kept = isManual ? candidates : BlockFilter(page, kinds: kinds, candidates: candidates).kept()
        return page.blocks.indices.map { block in
            if page.blocks[block].isAnnotation { return .page }
            if kept[block] {
                switch kinds[block] {
                case .heading: return .heading
                case .caption: return .caption
                case .paragraph, .short, .links: return .main
                }
            }
            return asides[Int(page.blocks[block].element)] == .comments ? .comments : .page
        }
    }

    /// Less paragraph text than this is no article.
    private static let leastArticle = 200
}
