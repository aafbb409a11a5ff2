/// Judges by tags, names and statistics whether an element is something else than the article.
///
/// Names lie: a page builder calls every part a widget, a product page its main picture a banner. So a name counts only
/// as far as what it would take away looks like what it promises, element by element and over the whole page.
struct BoilerplateJudge {
    private let page: HTMLPage
    private let all: [ElementStatistics]
    private let whole: ElementStatistics
    /// Bytes of paragraphs outside what readers wrote: however much that is, it does not make the article less.
    private var ownBytes = 0
    /// For each element, whether it lies in one that states to be an article or the main part.
    private let isInArticle: [Bool]
    /// For each element, whether the page's main part lies in it.
    private let holdsMain: [Bool]
    /// For each element, whether a form lies in it.
    private let holdsForm: [Bool]
    /// For each element, how much of the page's paragraphs stands before it.
    private let before: [UInt32]
    /// For each element, whether a label says that readers wrote what is in it; empty where none does.
    private let isLabelled: [Bool]
    /// Hints that names on this page give to most of its paragraphs: they mean nothing here.
    private let lies: HTMLHints
    /// Whether the page tells machines that it is about a thing for sale: what buyers wrote is not its text.
    let isProduct: Bool
    /// Whether it is about one such thing, and no list of them: descriptions stand there twice, folded and unfolded, for
    /// small screens and for large ones.
    let isOneProduct: Bool
    /// Whether the page tells machines that it has a recipe.
    let isOfRecipe: Bool
    /// Where the page says what a recipe takes.
    let recipe: RecipeParts
    /// Whether an element states to be an article.
    private let statesArticle: Bool
    /// Whether the page calls itself a forum, or tells machines so.
    let isForum: Bool
    /// Whether it marks the whole of its text as a discussion (schema.org).
    private let isDiscussion: Bool

    init(_ page: HTMLPage, kinds: [BlockKind]) {
        let statistics = ElementStatistics.of(page, kinds: kinds)
        self.page = page
        all = statistics
        whole = statistics.first ?? ElementStatistics()
        var isInArticle = [Bool](repeating: false, count: page.elements.count)
        for (index, element) in page.elements.enumerated().dropFirst() {
            let parent = Int(element.parent)
            isInArticle[index] =
                isInArticle[parent]
                || !page.elements[parent].hints.isDisjoint(with: [.article, .articleBody, .main])
        }
        self.isInArticle = isInArticle
        holdsMain = Self.holdsMain(page)
        holdsForm = Self.holdsForm(page)
        before = Self.before(page, kinds: kinds)
        isLabelled = CommentLabels.parts(page, kinds: kinds)
        recipe = RecipeParts(page, statistics)
        isOfRecipe =
            !recipe.isEmpty
            && (page.mentionsType("Recipe") || page.elements.contains { $0.hints.contains(.wholeRecipe) })
        statesArticle = page.elements.contains { $0.hints.isSuperset(of: [.article, .isStandard]) }
        lies = Self.lies(page, statistics, isInArticle: isInArticle)
        let isCalledProduct = page.metadata.isOfProduct
        isProduct = isCalledProduct || page.mentionsType("Product")
        isOneProduct = isCalledProduct || isProduct && !page.mentionsType("ItemList", "CollectionPage")
        isDiscussion =
            page.mentionsType("DiscussionForumPosting") || page.elements.contains { $0.hints.contains(.discussion) }
        isForum =
            Self.isCalledForum(page, statistics, before: before)
            || page.mentionsType("DiscussionForumPosting", "QAPage")
        ownBytes = paragraphsOutsideComments()
    }

    /// Those of the page where it is a forum or sells something, or where little is left.
    private func paragraphsOutsideComments() -> Int {
        guard !isForum, !isProduct else { return whole.paragraphBytes }
        var left = whole.paragraphBytes
        var end = 0
        for index in page.elements.indices.dropFirst() where index >= end && isComments(index) {
            left -= all[index].paragraphBytes
            end = index + 1
            while end < page.elements.count, page.elements[end].parent >= index { end += 1 }
        }
        return left >= Self.leastCommented ? left : whole.paragraphBytes
    }

    /// A page that does not call itself a forum is none where it has that much paragraph text of its own.
    static let leastCommented = 2_000

    /// Whether names on a page say that it is a forum. What is called so below an article is what readers say about that,
    /// and links that are called so inside one are what it is filed under.
    private static func isCalledForum(_ page: HTMLPage, _ all: [ElementStatistics], before: [UInt32]) -> Bool {
        var named = page.elements.indices.filter {
            page.elements[$0].hints.contains(.forum) && !page.elements[$0].hints.contains(.footer)
        }
        guard !named.isEmpty else { return false }
        var isInside = [Bool](repeating: false, count: page.elements.count)
        for (index, element) in page.elements.enumerated().dropFirst() {
            isInside[index] = isInside[Int(element.parent)] || page.elements[Int(element.parent)].tag == .article
        }
        named.removeAll { isInside[$0] && all[$0].paragraphBytes == 0 && before[$0] > 0 }
        let posts = named.filter { all[$0].paragraphBytes > 0 }
        return !named.isEmpty && (posts.isEmpty || posts.contains { before[$0] < leastAboveComments })
    }

    /// Whether an element holds what readers wrote about the article.
    func isComments(_ index: Int) -> Bool {
        let element = page.elements[index]
        guard !element.hints.contains(.articleBody), !element.tag.isWhole else { return false }
        if isProduct || isOfRecipe, element.hints.contains(.reviews), shareOfAll(all[index]) < 80,
            byteShare(all[index]) < 70
        {
            return true
        }
        let isLabelled = !isForum && !isLabelled.isEmpty && isLabelled[index] && before[index] >= Self.leastAboveLabel
        guard isLabelled || element.hints.contains(.comments) || element.hints.contains(.forum) && !isForum else {
            return false
        }
        // What a page that says it is a discussion marks as its comments are the posts of it.
        if isDiscussion, element.hints.isSuperset(of: [.comments, .isStandard]) { return false }
        // Many readers may write more than the article has, and than any recipe.
        if isOfRecipe, !recipe.isIn(index) { return true }
        return shareOfAll(all[index]) < 60 || before[index] >= Self.leastAboveComments
    }

    /// Whether an element says what the page's recipe takes, whatever it lies in.
    func isRecipe(_ index: Int) -> Bool {
        isOfRecipe && page.elements[index].hints.contains(.recipe) && isInArticle[index]
            && recipe.holds(UInt32(truncatingIfNeeded: index))
    }

    /// Whether an element is navigation, a banner, a by-line: not the article.
    func isBoilerplate(_ index: Int) -> Bool {
        let element = page.elements[index]
        var hints = element.hints
        if hints.contains(.articleBody) || element.tag.isWhole { return false }
        if element.tag.isControl { return true }
        if hints.contains(.statesContent) { return false }
        // The header of an article holds its title and first lines.
        if hints.contains(.header), isInArticle[index] { hints.remove(.header) }
        let isStandard = hints.contains(.isStandard)
        if !isStandard {
            hints.subtract(lies)
            // What heads a page stands above its text; below some of it, it heads a part: a question that folds out.
            if Int(before[index]) * Self.mostAboveHead > whole.paragraphBytes { hints.remove(.header) }
        }
        let own = all[index]
        // Beside what states to be an article there may be the box of a recipe that is no part of it.
        if isOfRecipe || isInArticle[index] || !statesArticle, recipe.isMost(of: index, total: own.bytes),
            hints.isDisjoint(with: [.consent, .navigation])
        {
            return false
        }
        // Of a page that scripts fill, questions about cookies may be the only running text.
        if hints.contains(.consent), !hints.contains(.main), share(own) < 80 || byteShare(own) < 80 { return true }
        if hints.contains(.author), !hints.contains(.main), share(own) < 15, byteShare(own) < 15 { return true }
        if hints.isDisjoint(with: .boilerplate) {
            return element.tag == .form && share(own) < 10 && byteShare(own) < 20 && !own.isRunningText
        }
        if isStandard {
            // Descriptions of things for sale fold out of an "aside" or "dialog".
            let isFolded = own.isRunningText && own.linkPercent < 10 && isInArticle[index] && !holdsForm[index]
            if isFolded, hints.isDisjoint(with: [.navigation, .footer, .header, .related]) { return false }
            if hints.contains(.navigation) {
                if own.isRunningText, own.linkPercent < 20 { return false }
                if own.linkPercent >= 50, byteShare(own) < 50 { return true }
            }
            return share(own) < 50
        }
        return isNamedBoilerplate(index, hints, own)
    }

    private func isNamedBoilerplate(_ index: Int, _ hints: HTMLHints, _ own: ElementStatistics) -> Bool {
        let tag = page.elements[index].tag
        let only = hints.intersection(.boilerplate)
        if tag.isHeading || holdsMain[index] { return false }
        // What leads elsewhere has links: a teaser without any says what its own article is about.
        if tag.isParagraph, only == .related, own.linkPercent == 0, isInArticle[index] {
            return false
        }
        if tag == .p, only == .navigation, own.linkPercent >= 50 { return true }
        if tag.isParagraph, hints.isDisjoint(with: [.share, .related, .advertisement, .banner, .aside]) {
            return false
        }
        // Menus are made of links.
        if only == .navigation, own.paragraphBytes > 0, own.linkPercent < Self.leastInMenu { return false }
        // A list of other articles may be longer than a short article.
        let isList = tag == .ul || tag == .ol
        if isList, hints.contains(.related), own.linkPercent >= 5, share(own) < Self.mostInList { return true }
        if byteShare(own) > 40, own.linkPercent < 60 { return false }
        // "content-footer" and "article-header" are as often the one as the other.
        let isDoubtful = !hints.isDisjoint(with: [.article, .content, .main]) && !hints.contains(.related)
        if share(own) >= (isDoubtful ? 10 : 30) { return false }
        // Running text without links is not what these names promise.
        guard own.isRunningText else { return true }
        if only == .banner, !hints.contains(.appeal), own.linkPercent < 20 { return false }
        if only == .related, hints.contains(.content), isInArticle[index], own.linkPercent < 20 { return false }
        let mayHoldText: HTMLHints = [.banner, .advertisement, .aside, .share, .footer, .sidebar]
        return !hints.isDisjoint(with: mayHoldText) || own.linkPercent >= 5
    }

    /// Percent of the page's paragraphs.
    private func shareOfAll(_ own: ElementStatistics) -> Int {
        own.paragraphBytes * 100 / max(1, whole.paragraphBytes)
    }

    /// Percent of the paragraphs that are not what readers wrote.
    private func share(_ own: ElementStatistics) -> Int {
        own.paragraphBytes * 100 / max(1, ownBytes)
    }

    /// Percent of the page's visible text.
    private func byteShare(_ own: ElementStatistics) -> Int {
        own.bytes * 100 / max(1, whole.bytes)
    }

    /// Bytes of paragraphs above comments that only a label tells.
    private static let leastAboveLabel: UInt32 = 200
    /// Bytes of paragraphs above them.
    private static let leastAboveComments: UInt32 = 600
    /// Percent of the paragraphs.
    private static let mostInList = 70
    /// Percent of its text that the links of a menu are, or more.
    private static let leastInMenu = 10
    /// So many sides of as many parts are how the page is laid out.
    private static let mostSides = 3

    /// A page's head has less than one of so many parts of its paragraphs above it.
    private static let mostAboveHead = 20

    /// For each element, whether one that states to be the main part lies in it.
    private static func holdsMain(_ page: HTMLPage) -> [Bool] {
        var holds = [Bool](repeating: false, count: page.elements.count)
        for element in page.elements where element.hints.isSuperset(of: [.main, .isStandard, .statesContent]) {
            var outer = Int(element.parent)
            while outer != 0, !holds[outer] {
                holds[outer] = true
                outer = Int(page.elements[outer].parent)
            }
        }
        return holds
    }

    private static func holdsForm(_ page: HTMLPage) -> [Bool] {
        var holds = [Bool](repeating: false, count: page.elements.count)
        for element in page.elements where element.tag == .form {
            var outer = Int(element.parent)
            while outer != 0, !holds[outer] {
                holds[outer] = true
                outer = Int(page.elements[outer].parent)
            }
        }
        return holds
    }

    /// For each element, the bytes of paragraphs in blocks that begin before its own first one.
    private static func before(_ page: HTMLPage, kinds: [BlockKind]) -> [UInt32] {
        var before = [UInt32](repeating: 0, count: page.elements.count)
        var isSeen = [Bool](repeating: false, count: page.elements.count)
        var passed = 0
        for (index, block) in page.blocks.enumerated() {
            var element = Int(block.element)
            while !isSeen[element] {
                isSeen[element] = true
                before[element] = UInt32(truncatingIfNeeded: passed)
                element = Int(page.elements[element].parent)
            }
            if kinds[index] == .paragraph { passed += block.count - Int(block.linkBytes) }
        }
        return before
    }

    private static let named: [HTMLHints] = [
        .navigation, .header, .footer, .sidebar, .related, .share, .banner, .advertisement,
    ]

    /// Hints by name whose elements, the large ones left out, hold more than half of the paragraphs together; the sidebar
    /// too where several parts of the article have a left or right side of running text.
    private static func lies(_ page: HTMLPage, _ all: [ElementStatistics], isInArticle: [Bool]) -> HTMLHints {
        let total = all.first?.paragraphBytes ?? 0
        var around = [HTMLHints](repeating: [], count: page.elements.count)
        var mass = [Int](repeating: 0, count: named.count)
        var (sides, rows) = (0, UInt32.max)
        for (index, element) in page.elements.enumerated().dropFirst() {
            around[index] = around[Int(element.parent)]
            let hints = element.hints
            guard !hints.isDisjoint(with: .boilerplate), !hints.contains(.isStandard), !element.tag.isWhole else {
                continue
            }
            let limit = hints.isDisjoint(with: [.article, .content, .main]) ? 30 : 10
            guard all[index].paragraphBytes * 100 < total * limit else { continue }
            for (place, hint) in named.enumerated()
            where hints.contains(hint) && !around[index].contains(hint) {
                mass[place] += all[index].paragraphBytes
                around[index].insert(hint)
                guard hint == .sidebar, isInArticle[index], element.parent != rows, all[index].isRunningText,
                    all[index].linkPercent < 20
                else { continue }
                (sides, rows) = (sides + 1, element.parent)
            }
        }
        var lies: HTMLHints = []
        for (place, hint) in named.enumerated() where mass[place] * 2 > total { lies.insert(hint) }
        if sides >= mostSides { lies.insert(.sidebar) }
        return lies
    }
}
