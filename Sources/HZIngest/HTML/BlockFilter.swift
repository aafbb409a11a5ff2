/// Judges the blocks inside the article's element: what is not text of the article is left there too, between
/// its paragraphs and around them.
struct BlockFilter {
    let page: HTMLPage
    let kinds: [BlockKind]
    /// Of the blocks that no element set aside.
    private let left: [ElementStatistics]
    /// The candidates, in order.
    let order: [Int]
    /// For each block, whether it lies in an "address": whom to ask, not what is said.
    private let isInAddress: [Bool]
    /// For each element, whether it is a table with cells that head its rows or columns.
    private let hasHeadCells: [Bool]
    /// Whether readers' posts are the article.
    let isForum: Bool
    private let recipe: RecipeParts

    init(
        _ page: HTMLPage,
        kinds: [BlockKind],
        candidates: [Bool],
        left: [ElementStatistics],
        isForum: Bool,
        recipe: RecipeParts
    ) {
        self.page = page
        self.kinds = kinds
        self.left = left
        order = candidates.places
        var isAddress = [Bool](repeating: false, count: page.elements.count)
        var hasHeadCells = isAddress
        for (index, element) in page.elements.enumerated().dropFirst() {
            isAddress[index] = isAddress[Int(element.parent)] || element.tag == .address
            guard element.tag == .th else { continue }
            var table = Int(element.parent)
            while table != 0, page.elements[table].tag != .table { table = Int(page.elements[table].parent) }
            hasHeadCells[table] = table != 0
        }
        self.hasHeadCells = hasHeadCells
        self.isForum = isForum
        self.recipe = recipe
        isInAddress = page.blocks.map { isAddress[Int($0.element)] }
    }

    /// Which blocks belong to the article.
    ///
    /// - Complexity: O(blocks).
    func kept() -> [Bool] {
        var kept = [Bool](repeating: false, count: page.blocks.count)
        guard let opening = order.first(where: { kinds[$0] == .paragraph }),
            let last = order.last(where: { kinds[$0] == .paragraph && !isAppeal($0, last: 0) })
                ?? order.last(where: { kinds[$0] == .paragraph })
        else {
            for block in order { kept[block] = true }
            return kept
        }
        let first = listStart(around: opening)
        for (place, block) in order.enumerated() {
            switch kinds[block] {
            case .heading: continue
            case .short where isControl(block), .links where isControl(block): continue
            case .caption: kept[block] = true
            case .paragraph:
                kept[block] =
                    !isAppeal(block, last: last) && !(hasLinks(block) && isPointer(block)) && !isDeclaration(block)
            case .short where isOfRecipe(block), .links where isOfRecipe(block): kept[block] = !isPointer(block)
            case .links where isButton(block): continue
            case .links:
                let isText = block < last && (standsAlone(place) || isSentence(block))
                let isPart = block > first && (isText || isInMixedList(block) || isData(block, last: last))
                kept[block] = isPart && !isPointer(block) && !followsPointer(place)
            case .short:
                let isInside = block > first && block < last || tag(block).isParagraph || isStep(block)
                let isPart = isInside || goesOn(place, last: last, kept) || isLead(place, first: first) || isPost(block)
                kept[block] =
                    isPart && !isPointer(block) && !isAppeal(block, last: last)
                    && !isMark(block, first: first, last: last)
            }
        }
        dropLabels(&kept, behind: last)
        if !isForum { dropLabelledParts(&kept, first: first) }
        keepTerms(&kept)
        keepHeadings(&kept)
        // Above posts stand the names of those who wrote them, which are links too.
        if !isForum { dropTeasers(&kept) }
        for block in order where kept[block] && kinds[block] == .short && isInAddress[block] { kept[block] = false }
        return kept
    }

    /// Which blocks of a page without running text are its contents.
    func keptOfIndex() -> [Bool] {
        var kept = [Bool](repeating: false, count: page.blocks.count)
        for block in order {
            kept[block] = page.blocks[block].count >= Self.shortPointer || !(isPointer(block) || isControl(block))
        }
        return kept
    }

    private static let shortPointer = 60
    private static let longestPointer = 200
    private static let longestAppeal = 300
    /// Characters of three bytes say more.
    private static let longestMark = 90
    private static let longestWideMark = 300
    private static let shortestLead = 20
    /// White space in it: names have less.
    private static let leadSpaces = 3
    private static let sentence = 100
    static let longestLabel = 40
    private static let longestButton = 30
    /// Elements between a definition and its first block.
    private static let definitionDepth = 3
    /// Bytes beside a link that are a remark on it.
    private static let remark = 20
    /// Percent of a list that says something itself.
    private static let mostLinks = 82

    func parent(_ block: Int) -> UInt32 { page.elements[Int(page.blocks[block].element)].parent }

    /// Takes away the labels of links below the last paragraph that are left out: "Topics".
    private func dropLabels(_ kept: inout [Bool], behind last: Int) {
        for (place, block) in order.enumerated().dropLast() where block > last && kept[block] && kinds[block] == .short
        {
            let next = order[place + 1]
            let isLabel = page.blocks[block].count <= Self.longestLabel && !readsAsSentence(block)
            if isLabel, kinds[next] == .links, !kept[next] { kept[block] = false }
        }
    }

    /// The first block of the list in whose item a block lies; that block itself where it lies in none. The first item
    /// with running text may not be the first one.
    private func listStart(around block: Int) -> Int {
        var element = Int(page.blocks[block].element)
        while element != 0, page.elements[element].hints.isDisjoint(with: [.article, .main]) {
            let list = page.elements[element].parent
            // Whatever begins behind the start of a list that is still open lies in it.
            if page.elements[element].tag == .li { return order.first { page.blocks[$0].element >= list } ?? block }
            element = Int(list)
        }
        return block
    }

    /// Terms are kept with what defines them, though they be links to pages of their own.
    private func keepTerms(_ kept: inout [Bool]) {
        for place in order.indices.dropLast().reversed() where !kept[order[place]] && tag(order[place]) == .dt {
            let next = order[place + 1]
            guard kept[next] else { continue }
            var element = Int(page.blocks[next].element)
            for _ in 0..<Self.definitionDepth where ![.dd, .dt].contains(page.elements[element].tag) {
                element = Int(page.elements[element].parent)
            }
            kept[order[place]] = [.dd, .dt].contains(page.elements[element].tag)
        }
    }

    /// Headings are kept with what they stand above.
    private func keepHeadings(_ kept: inout [Bool]) {
        for place in order.indices.reversed() {
            let block = order[place]
            guard kinds[block] == .heading else { continue }
            var next = place + 1
            while next < order.count, next < place + 4, !kept[order[next]], kinds[order[next]] != .heading,
                kinds[order[next]] != .paragraph
            {
                next += 1
            }
            guard next < order.count, kept[order[next]] else { continue }
            let below = order[next]
            let isText = kinds[below] == .paragraph || readsAsSentence(below)
            kept[block] = isText ? !isLabel(block) : !isPointer(block) && !isAppeal(block, last: 0)
        }
    }

    /// Whether a block of links stands alone between paragraphs: "Read the report" is of the article, a list of ten is not.
    private func standsAlone(_ place: Int) -> Bool {
        let neighbours = order[max(0, place - 2)..<min(order.count, place + 3)]
        return neighbours.filter { kinds[$0] == .links }.count <= 1
    }

    /// Whether a block of links is a paragraph of running text that is a link as a whole, or has a long one in it.
    private func isSentence(_ block: Int) -> Bool { tag(block) == .p && page.blocks[block].count >= Self.sentence }

    /// Whether a short block is a sentence in an element of its own that is an item of a list: a step of instructions.
    private func isStep(_ block: Int) -> Bool {
        page.elements[Int(parent(block))].tag == .li && !hasLinks(block) && readsAsSentence(block)
    }

    /// Whether a block of links is an item of a list or table that holds running text too: sources, footnotes.
    private func isInMixedList(_ block: Int) -> Bool {
        let element = Int(page.blocks[block].element)
        switch page.elements[element].tag {
        case .li, .td, .dd:
            let list = left[Int(page.elements[element].parent)]
            return list.linkPercent < 70 && list.paragraphBytes > 0
        default: return false
        }
    }

    /// Whether a block of links is a row of a table of facts, or says something beside its links as its neighbours do:
    /// among paragraphs, or below them where items have numbers, as sources have.
    private func isData(_ block: Int, last: Int) -> Bool {
        let element = Int(page.blocks[block].element)
        guard block < last || page.elements[Int(page.elements[element].parent)].tag == .ol else { return false }
        switch page.elements[element].tag {
        case .td, .th, .tr:
            var table = element
            while table != 0, page.elements[table].tag != .table { table = Int(page.elements[table].parent) }
            return hasHeadCells[table]
        case .li, .dd: return left[Int(page.elements[element].parent)].linkPercent <= Self.mostLinks
        case .p: return page.blocks[block].count - Int(page.blocks[block].linkBytes) >= Self.remark
        default: return false
        }
    }

    /// Whether a short block is a sentence right below text of the article, in the same element or beside it: the last
    /// lines of a story.
    private func goesOn(_ place: Int, last: Int, _ kept: [Bool]) -> Bool {
        let block = order[place]
        guard place > 0, block > last, !hasLinks(block), readsAsSentence(block) else { return false }
        let (above, element) = (order[place - 1], Int(page.blocks[block].element))
        guard kept[above] else { return false }
        let other = Int(page.blocks[above].element)
        return other == element || page.elements[other].parent == page.elements[element].parent
    }

    /// Whether a short block is some words between the title and the first paragraph: what the article is about.
    private func isLead(_ place: Int, first: Int) -> Bool {
        let block = order[place]
        guard block < first, !hasLinks(block), page.blocks[block].count >= Self.shortestLead else { return false }
        let element = Int(page.blocks[block].element)
        let outer = Int(page.elements[element].parent)
        let hints = page.elements[element].hints.union(page.elements[outer].hints)
        guard hints.isDisjoint(with: [.metadata, .author, .date, .caption, .picture, .form]) else { return false }
        var above = place
        while above > 0, order[above] > order[place] - 4, kinds[order[above]] != .heading { above -= 1 }
        guard kinds[order[above]] == .heading, page.isTitleHeading(page.blocks[order[above]]) else { return false }
        let text = page.text[page.blocks[block].range]
        return text.count { $0 == 0x20 } >= Self.leadSpaces || text[text.startIndex] >= 0xE3 && readsAsSentence(block)
    }

    /// Whether a short block is a sentence of somebody's post: "Thanks, that solved it."
    private func isPost(_ block: Int) -> Bool {
        isForum && !hasLinks(block) && readsAsSentence(block)
    }

    func readsAsSentence(_ block: Int) -> Bool {
        SentenceText.isSentence(page.text.span.extracting(page.blocks[block].range))
    }

    /// Whether a block stands right below "Read also:" or the like.
    private func followsPointer(_ place: Int) -> Bool {
        guard place > 0, order[place - 1] + 1 == order[place] else { return false }
        let above = order[place - 1]
        return kinds[above] != .paragraph && page.blocks[above].count <= Self.longestLabel && isPointer(above)
    }

    /// "Read also: …", a call to share, a label of what follows the article.
    func isPointer(_ block: Int) -> Bool {
        let text = page.text.span.extracting(page.blocks[block].range)
        guard text.count < Self.longestPointer * (isWide(text) ? 3 : 1) else { return false }
        let isSentence = kinds[block] != .links && SentenceText.isSentence(text)
        // Steps of instructions are orders too: "Follow the blue cable."
        if isSentence, !hasLinks(block), tag(block) == .li { return false }
        if BlockPhrases.isPointer(text) { return true }
        guard BlockPhrases.mayBePointer(text) else { return false }
        return !isSentence || BlockPhrases.isLabel(text) || BlockPhrases.isToReader(text)
    }

    /// What a platform declares about an article that others put there.
    private func isDeclaration(_ block: Int) -> Bool {
        page.blocks[block].count < 2 * Self.longestPointer
            && BlockPhrases.isDeclaration(page.text.span.extracting(page.blocks[block].range))
    }

    /// Whether a heading is a pointer or an appeal in so many words, whatever stands below it: "Related work" may be of
    /// the article, "Related" is not.
    private func isLabel(_ block: Int) -> Bool {
        guard page.blocks[block].count < Self.longestPointer else { return false }
        let text = page.text.span.extracting(page.blocks[block].range)
        return BlockPhrases.isPointer(text) || BlockPhrases.isLabel(text) || BlockPhrases.isAppeal(text)
            || BlockPhrases.beginsAppeal(text)
    }

    /// An offer of a newsletter, a call for money: with a link, or after the last paragraph.
    private func isAppeal(_ block: Int, last: Int) -> Bool {
        guard hasLinks(block) || block >= last else { return false }
        let text = page.text.span.extracting(page.blocks[block].range)
        guard text.count < Self.longestAppeal * (isWide(text) ? 2 : 1) else { return false }
        if BlockPhrases.isAppeal(text) { return true }
        guard BlockPhrases.mayBeAppeal(text) else { return false }
        let isPlain = kinds[block] == .paragraph || kinds[block] == .heading || SentenceText.isSentence(text)
        return !isPlain || BlockPhrases.beginsAppeal(text) || BlockPhrases.isToReader(text)
    }

    /// A credit, a by-line or date above the article, a label with nothing behind it below.
    private func isMark(_ block: Int, first: Int, last: Int) -> Bool {
        let text = page.text.span.extracting(page.blocks[block].range)
        guard text.count < (isWide(text) ? Self.longestWideMark : Self.longestMark) else { return false }
        if BlockPhrases.isCredit(text) || HanCredit.isOne(text) || HanCredit.isFacts(text) { return true }
        if PressRecordFacts.endsRecord(page.text[page.blocks[block].range]) { return true }
        if block < first || block > last, isHanByline(block) { return true }
        if block < first {
            let isLine = !SentenceText.isSentence(text) || BlockPhrases.isDateLabel(text)
            return BlockPhrases.isByline(text) || isLine && hasDate(block)
        }
        guard block > last else { return false }
        let slice = page.text[page.blocks[block].range]
        // Where the writer is reached: "jane@example.org".
        if slice.contains(UInt8(ascii: "@")), !slice.contains(0x20) { return true }
        return slice.last == UInt8(ascii: ":") || slice.suffix(3).elementsEqual("：".utf8)
    }

    /// Whether a text begins with a character of three bytes: they are letters as well as those of one.
    private func isWide(_ text: Span<UInt8>) -> Bool { text.count > 0 && text[0] >= 0xE0 }

    /// Whether a block names reporters and says nothing else.
    private func isHanByline(_ block: Int) -> Bool {
        let text = page.text[page.blocks[block].range]
        guard let first = text.first, first >= 0xE3, !readsAsSentence(block) else { return false }
        return HanByline.names(inLine: text) != nil || HangulByline.names(inLine: text) != nil
    }

    func hasDate(_ block: Int) -> Bool {
        let text = page.text[page.blocks[block].range]
        return text.contains { $0 &- 0x30 < 10 } && DateScanner(text).hasDate
    }

    /// What stands on buttons: "Add to cart", "Show more".
    private func isControl(_ block: Int) -> Bool {
        page.blocks[block].count <= Self.longestLabel
            && BlockPhrases.isControl(page.text.span.extracting(page.blocks[block].range))
    }

    /// Some words in an element of their own that lead elsewhere: "$150 at the shop", "Get a quote".
    private func isButton(_ block: Int) -> Bool {
        tag(block) == .div && page.blocks[block].count < Self.longestButton
    }

    private func isOfRecipe(_ block: Int) -> Bool { recipe.holds(page.blocks[block].element) }

    func hasLinks(_ block: Int) -> Bool { page.blocks[block].linkBytes > 0 }

    func tag(_ block: Int) -> HTMLTag { page.elements[Int(page.blocks[block].element)].tag }
}

extension [Bool] {
    /// Where it is true, in an array with no room for more: those of a page are among its largest.
    fileprivate var places: [Int] {
        var places: [Int] = []
        places.reserveCapacity(count { $0 })
        for index in indices where self[index] { places.append(index) }
        return places
    }
}
