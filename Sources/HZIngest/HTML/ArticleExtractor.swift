/// Decides what each block of a page is: the article, or the rest.
///
/// Three steps, all on the flat lists of ``HTMLPage``. First the parts that their tags and names call boilerplate are set
/// aside, where their text bears that out (``BoilerplateJudge``). Then the smallest element is sought that holds nearly
/// all paragraphs left (``ContentRoot``). Last, each block inside is judged by its own text, links and neighbours
/// (``BlockFilter``), after Kohlschütter et al., "Boilerplate Detection using Shallow Text Features" (WSDM 2010,
/// doi:10.1145/1718487.1718542) and jusText (Pomikálek 2011).
///
/// Where a page has no paragraphs to speak of (an index, a table of an interface), all of it is main text but
/// its navigation and footers. Where readers' posts are all there is (a forum), they are main text.
struct ArticleExtractor {
    private let page: HTMLPage
    private let kinds: [BlockKind]
    private let judge: BoilerplateJudge
    /// For each element, whether it lies in a part that was set aside, and in which.
    private var asides: [Aside]
    /// For each block, whether it lies in none.
    private var isOpen: [Bool] = []
    /// Of the open blocks.
    private var left: [ElementStatistics] = []
    private var isForum = false

    /// Parts of a page that are not the article.
    private enum Aside: UInt8 {
        case none
        case boilerplate
        case comments
    }

    /// The zone of each block, in order.
    ///
    /// - Complexity: O(elements + blocks).
    static func zones(of page: HTMLPage) -> [Zone] {
        guard !page.blocks.isEmpty else { return [] }
        return ArticleExtractor(page).zones()
    }

    private init(_ page: HTMLPage) {
        self.page = page
        kinds = BlockKind.kinds(of: page)
        judge = BoilerplateJudge(page, kinds: kinds)
        asides = [Aside](repeating: .none, count: page.elements.count)
        setAside(commentsApart: true)
        isForum = isWrittenByReaders()
        if isForum { setAside(commentsApart: false) }
    }

    /// Marks what tags, roles and names call something else than the article.
    private mutating func setAside(commentsApart: Bool) {
        for index in page.elements.indices.dropFirst() {
            let parent = Int(page.elements[index].parent)
            // Comments may stand in what else is no article: a footer.
            if commentsApart, asides[parent] != .comments, judge.isComments(index) {
                asides[index] = .comments
            } else if asides[parent] == .boilerplate, judge.isRecipe(index) {
                asides[index] = .none
            } else if asides[parent] != .none {
                asides[index] = asides[parent]
            } else {
                asides[index] = judge.isBoilerplate(index) ? .boilerplate : .none
            }
        }
        isOpen = page.blocks.map { asides[Int($0.element)] == .none }
        if let line = ArchivedPage.line(on: page) { isOpen[line.block] = false }
        left = ElementStatistics.of(page, kinds: kinds, counting: isOpen)
    }

    /// Whether next to nothing is left beside the comments; on a page that calls itself a forum, less than they hold.
    private func isWrittenByReaders() -> Bool {
        var comments = 0
        for (index, block) in page.blocks.enumerated()
        where kinds[index] == .paragraph && asides[Int(block.element)] == .comments {
            comments += block.count - Int(block.linkBytes)
        }
        guard comments > 0, !judge.isOfRecipe else { return false }
        // Many readers may write a hundred times what they read.
        if !judge.isForum, left[0].paragraphBytes >= BoilerplateJudge.leastCommented { return false }
        return left[0].paragraphBytes * 100 < comments * (judge.isForum ? 60 : 4)
    }

    private func zones() -> [Zone] {
        let isIndex = isIndex
        let root = findRoot(isIndex: isIndex)
        var isInside = [Bool](repeating: false, count: page.elements.count)
        isInside[root] = true
        for index in page.elements.indices.dropFirst() where isInside[Int(page.elements[index].parent)] {
            isInside[index] = true
        }
        var candidates = page.blocks.indices.map { isOpen[$0] && isInside[Int(page.blocks[$0].element)] }
        ArticleCards.remove(from: &candidates, of: page, kinds: kinds)
        if !isIndex, root != 0 {
            addLead(to: &candidates)
            addOpening(to: &candidates, root: root)
        }
        addRecipe(to: &candidates)
        let filter = BlockFilter(
            page,
            kinds: kinds,
            candidates: candidates,
            left: left,
            isForum: isForum || judge.isForum,
            recipe: judge.recipe
        )
        var kept = isIndex ? filter.keptOfIndex() : filter.kept()
        if isForum || judge.isForum { filter.dropRepeated(&kept) }
        if judge.isOneProduct { filter.dropAgain(&kept) }
        if !isForum, !judge.isForum, !page.isCalledArticle { filter.dropEchoes(&kept, isIndex: isIndex) }
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

    /// Whether the page has too few paragraphs for an article: in all, or beside the rest of its text.
    private var isIndex: Bool {
        let (paragraphs, bytes) = (left[0].paragraphBytes, left[0].bytes)
        if paragraphs < Self.leastArticle { return true }
        if paragraphs * 100 >= bytes * Self.leastShare { return false }
        let isCalled = page.isCalledArticle || judge.isOneProduct || judge.isOfRecipe
        return paragraphs * 100 < bytes * Self.leastShareOfCalled || !isCalled
    }

    private func findRoot(isIndex: Bool) -> Int {
        let main: [(HTMLHints, Int)] = [([.main, .isStandard], Self.leastShareOfMain)]
        if isIndex {
            // One recipe among offers; several are a list of them.
            let isOne = judge.isOfRecipe && page.elements.count { $0.hints.contains(.wholeRecipe) } == 1
            let recipe: [(HTMLHints, Int)] = isOne ? [(.wholeRecipe, Self.leastShareOfRecipe)] : []
            return ContentRoot.find(page, named: recipe + main) { left[$0].bytes }
        }
        let article: [(HTMLHints, Int)] = [(.articleBody, 40), ([.article, .isStandard], 50)]
        let names = isForum ? main : article + main
        // The folds of a thing for sale are bodies too: its description, and what it weighs.
        return ContentRoot.find(page, named: names, joinsPieces: !judge.isProduct, entersCells: true) {
            left[$0].paragraphBytes
        }
    }

    /// Adds paragraphs between the title and the article's element: the lead is often set apart from the body.
    private func addLead(to candidates: inout [Bool]) {
        guard let first = candidates.firstIndex(of: true) else { return }
        let before = max(0, first - Self.longestLead)..<first
        guard let title = before.last(where: isTitleHeading) else { return }
        // Where the title lies in a part that was set aside, what is right below it may be of that part.
        let end = isOpen[title] ? first : min(first, title + Self.subtitlePlaces)
        for block in (title + 1)..<end where isOpen[block] {
            let text = page.blocks[block]
            switch kinds[block] {
            case .paragraph: candidates[block] = Int(text.linkBytes) * 4 < text.count
            case .heading where block - title <= Self.subtitlePlaces:
                candidates[block] = text.linkBytes == 0 && text.count >= Self.shortestSubtitle
            default: continue
            }
        }
    }

    /// Adds paragraphs right before the article's element that lie in the same article or main part as it does.
    private func addOpening(to candidates: inout [Bool], root: Int) {
        guard let first = candidates.firstIndex(of: true) else { return }
        var around = Int(page.elements[root].parent)
        while around != 0, page.elements[around].hints.isDisjoint(with: [.article, .main]) {
            around = Int(page.elements[around].parent)
        }
        guard around != 0, !page.elements[around].tag.isWhole || page.elements[around].tag == .main else { return }
        for block in max(0, first - Self.longestOpening)..<first where isOpen[block] && kinds[block] == .paragraph {
            var element = Int(page.blocks[block].element)
            while element > around { element = Int(page.elements[element].parent) }
            let isPlain = Int(page.blocks[block].linkBytes) * 10 < page.blocks[block].count
            if element == around, isPlain { candidates[block] = true }
        }
    }

    /// Adds what a recipe takes, wherever the page has it: often a column of its own beside the steps.
    private func addRecipe(to candidates: inout [Bool]) {
        guard !judge.recipe.isEmpty else { return }
        for (index, block) in page.blocks.enumerated() where isOpen[index] && judge.recipe.holds(block.element) {
            candidates[index] = true
        }
    }

    private func isTitleHeading(_ block: Int) -> Bool {
        guard kinds[block] == .heading else { return false }
        var index = Int(page.blocks[block].element)
        while index != 0, !page.elements[index].tag.isHeading { index = Int(page.elements[index].parent) }
        return page.elements[index].tag == .h1
    }

    /// Less paragraph text than this is no article.
    private static let leastArticle = 200
    /// Percent of the text of an article that its paragraphs are, or more; of one that tells machines that it is one, or of
    /// one thing for sale.
    private static let leastShare = 30
    private static let leastShareOfCalled = 12
    /// Percent of the text that the main part holds where the page has one: offers to readers of other countries and the
    /// small print of prices are often longer.
    private static let leastShareOfMain = 20
    /// The same of a recipe.
    private static let leastShareOfRecipe = 3
    /// How far below the title a subtitle stands, and how many bytes it has at least: other headings name a section.
    private static let subtitlePlaces = 4
    private static let shortestSubtitle = 50
    /// Blocks between a title and the body.
    private static let longestLead = 25
    /// Blocks between the beginning of an article and its body.
    private static let longestOpening = 10
}
