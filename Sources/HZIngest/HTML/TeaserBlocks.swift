/// Other articles, with their titles and first lines, inside the element of this one.
extension BlockFilter {
    /// Takes away parts that say what they are: whose first words are "Read also" or the like, and that are the smaller
    /// part of the text. Such words above paragraphs of the article, in one element with them, end nothing.
    ///
    /// - Complexity: O(elements + blocks), where there are such words.
    func dropLabelledParts(_ kept: inout [Bool], first: Int) {
        let labels = order.filter { isPartLabel($0) && $0 > first }
        guard !labels.isEmpty else { return }
        let firsts = page.firstBlocks()
        let ends = lastDescendants()
        let total = order.reduce(0) { $0 + (kept[$1] ? page.blocks[$1].count : 0) }
        var end = 0
        for label in labels where label >= end {
            var part = Int(page.blocks[label].element)
            guard firsts[part] == label else { continue }
            while part != 0, firsts[Int(page.elements[part].parent)] == label { part = Int(page.elements[part].parent) }
            end = label
            var mass = 0
            while end < page.blocks.count, part...ends[part] ~= Int(page.blocks[end].element) {
                if kept[end] { mass += page.blocks[end].count }
                end += 1
            }
            guard mass * 100 < total * Self.mostLabelled, !leadsOn(label) else { continue }
            for block in label..<end { kept[block] = false }
        }
    }

    /// Whether running text without links stands right below a label: it tells what it refers to.
    private func leadsOn(_ label: Int) -> Bool {
        label + 1 < page.blocks.count && kinds[label + 1] == .paragraph && !hasLinks(label + 1)
    }

    /// Whether a block is a short label of other articles, and no sentence.
    private func isPartLabel(_ block: Int) -> Bool {
        page.blocks[block].count <= Self.longestLabel && (kinds[block] == .heading || kinds[block] == .short)
            && !readsAsSentence(block) && BlockPhrases.isPointer(page.text.span.extracting(page.blocks[block].range))
    }

    /// For each element, the last one that lies in it; itself where none does.
    private func lastDescendants() -> [Int] {
        var ends = Array(page.elements.indices)
        for element in page.elements.indices.dropFirst().reversed() {
            let parent = Int(page.elements[element].parent)
            ends[parent] = max(ends[parent], ends[element])
        }
        return ends
    }

    /// Takes away what ends a page where each heading is a link: other articles, with their first lines. Only where that
    /// is the smaller part: a list may be all that a page has. Behind a box of them in the text, the text goes on.
    func dropTeasers(_ kept: inout [Bool]) {
        let total = order.reduce(0) { $0 + (kept[$1] ? page.blocks[$1].count : 0) }
        var start: Int?
        var (mass, passed, dated) = (0, 0, 0)
        for place in order.indices.reversed() {
            let block = order[place]
            if isDatedLink(place) {
                dated += 1
                guard passed * 100 < total * Self.mostTeasers else { break }
                if dated >= Self.fewestTeasers { (start, mass) = (block, passed) }
            }
            guard kept[block] else { continue }
            passed += page.blocks[block].count
            guard kinds[block] == .heading else { continue }
            guard Int(page.blocks[block].linkBytes) * 10 >= page.blocks[block].count * 9 else { break }
            (start, mass) = (block, passed)
        }
        guard let start, mass * 100 < total * Self.mostTeasers else { return }
        let parents = parentsOfText(kept, before: start)
        // A box of dated links has no heading.
        var isBoxed = kinds[start] == .links && !parents[Int(parent(start))]
        for block in order where block >= start && kept[block] {
            let isInText = parents[Int(parent(block))]
            if kinds[block] == .heading { isBoxed = !isInText }
            kept[block] = kinds[block] == .paragraph && isBoxed && isInText && !hasLinks(block)
        }
    }

    /// Whether a block is a link and nothing else, and the next one little more than a day: the title of another article.
    private func isDatedLink(_ place: Int) -> Bool {
        let block = order[place]
        guard !isForum, kinds[block] == .links, tag(block) == .div || tag(block) == .p, place + 1 < order.count,
            kinds[order[place + 1]] == .short,
            Int(page.blocks[block].linkBytes) * 10 >= page.blocks[block].count * 9
        else { return false }
        let next = order[place + 1]
        return page.blocks[next].count <= Self.longestDay && !hasLinks(next) && hasDate(next)
    }

    /// For each element, whether it is the parent of two kept paragraphs or more that stand before block `end`.
    private func parentsOfText(_ kept: [Bool], before end: Int) -> [Bool] {
        var counts = [UInt32](repeating: 0, count: page.elements.count)
        for block in order.prefix(while: { $0 < end }) where kept[block] && kinds[block] == .paragraph {
            counts[Int(parent(block))] += 1
        }
        return counts.map { $0 > 1 }
    }

    private static let longestDay = 60
    private static let fewestTeasers = 2
    /// Percent of the text.
    private static let mostTeasers = 35
    /// The same where words say that they are teasers.
    private static let mostLabelled = 50
}
