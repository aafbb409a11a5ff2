/// Finds the element that holds the article.
enum ContentRoot {
    /// The smallest element that holds nearly all of what `weight` counts: an element that says it is the article's
    /// body or the article wins where it holds enough.
    ///
    /// - Parameters:
    ///   - hints: the names to believe, with the least percent that such an element must hold.
    ///   - joinsPieces: whether bodies side by side are one article where nothing around them says so.
    ///   - entersCells: whether a cell that holds nearly all may be a column of the page.
    /// - Complexity: O(elements).
    static func find(
        _ page: HTMLPage,
        named hints: [(HTMLHints, Int)],
        joinsPieces: Bool = false,
        entersCells: Bool = false,
        weight: (Int) -> Int
    ) -> Int {
        let total = weight(0)
        guard total > 0 else { return 0 }
        for (hint, least) in hints {
            if let named = largest(page, hint, weight: weight) {
                let around = around(page, hint, holding: weight(named) / 10, weight: weight)
                let isOne = around.map { joinsPieces || !page.elements[$0].hints.isDisjoint(with: ofArticle) } ?? false
                if let around, around != named, isOne, weight(around) * 100 >= total * least { return around }
                if weight(named) * 100 >= total * least { return inner(of: named, page, weight: weight) ?? named }
            }
        }
        let children = Children(page)
        var root = 0
        while true {
            let own = weight(root)
            let next = children.of(root).first { weight($0) * 100 >= own * share }
            guard let next, !page.elements[next].tag.isHeading,
                !page.elements[next].tag.isParagraph
                    || entersCells && page.elements[next].tag == .td && holdsParts(next, page, children)
            else {
                return root
            }
            root = next
        }
    }

    /// Whether a cell is a column of the page rather than one of a table: several blocks lie in it.
    private static func holdsParts(_ cell: Int, _ page: HTMLPage, _ children: Children) -> Bool {
        if !children.of(cell).isEmpty { return true }
        var count = 0
        for block in page.blocks where Int(block.element) == cell { count += 1 }
        return count > 1
    }

    /// The element that states to be an article inside one whose name promises its body, where it holds most of that: the
    /// rest are remarks and other articles.
    private static func inner(of named: Int, _ page: HTMLPage, weight: (Int) -> Int) -> Int? {
        guard !page.elements[named].hints.contains(.isStandard) else { return nil }
        var index = named + 1
        while index < page.elements.count, page.elements[index].parent >= named {
            let hints = page.elements[index].hints
            if hints.isSuperset(of: [.article, .statesContent]), weight(index) * 100 >= weight(named) * shareOfInner {
                return index
            }
            index += 1
        }
        return nil
    }

    /// Percent of an element's text that an article inside holds to be all of it.
    private static let shareOfInner = 60

    /// The element around several that say they are the body, each of some size: a body may come in pieces, with
    /// offers between them. Nil where there is but one, or where what they have in common is neither the article nor made
    /// of them.
    private static func around(_ page: HTMLPage, _ hint: HTMLHints, holding least: Int, weight: (Int) -> Int) -> Int? {
        guard hint == .articleBody else { return nil }
        let isPart = { (index: Int) in page.elements[index].hints.isSuperset(of: hint) && weight(index) >= least }
        // Elements stand in the order of their start tags: what holds the first and the last holds all.
        guard let first = page.elements.indices.first(where: isPart),
            let last = page.elements.indices.last(where: isPart)
        else { return nil }
        var (low, high) = (first, last)
        while low != high {
            if high > low { high = Int(page.elements[high].parent) } else { low = Int(page.elements[low].parent) }
        }
        if !page.elements[low].hints.isDisjoint(with: ofArticle) { return low }
        return consists(low, of: first...last, where: isPart, page, weight: weight) ? low : nil
    }

    /// Whether an element holds next to nothing but those elements in `range` that are parts, and no part lies in an
    /// article of its own.
    private static func consists(
        _ element: Int,
        of range: ClosedRange<Int>,
        where isPart: (Int) -> Bool,
        _ page: HTMLPage,
        weight: (Int) -> Int
    ) -> Bool {
        var held = 0
        var end = range.lowerBound
        for part in range where part >= end && isPart(part) {
            var outer = Int(page.elements[part].parent)
            while outer > element {
                if page.elements[outer].hints.contains(.article) { return false }
                outer = Int(page.elements[outer].parent)
            }
            held += weight(part)
            // What follows inside has a parent that is not before it.
            end = part + 1
            while end <= range.upperBound, page.elements[end].parent >= part { end += 1 }
        }
        return held * 100 >= weight(element) * share
    }

    private static let ofArticle: HTMLHints = [.article, .main, .articleBody]

    /// Percent of an element's text that a child must hold to be taken for it.
    private static let share = 90

    /// The element with all of `hints` that holds most; the innermost of several that hold the same.
    private static func largest(_ page: HTMLPage, _ hints: HTMLHints, weight: (Int) -> Int) -> Int? {
        var best: Int?
        for (index, element) in page.elements.enumerated() where element.hints.isSuperset(of: hints) {
            if let found = best, weight(found) > weight(index) { continue }
            best = index
        }
        return best
    }
}

/// The children of each element, in order, in two flat arrays.
struct Children {
    private var starts: [Int32]
    private var list: [Int32]

    init(_ page: HTMLPage) {
        starts = [Int32](repeating: 0, count: page.elements.count + 1)
        for element in page.elements.dropFirst() { starts[Int(element.parent) + 1] += 1 }
        for index in 1..<starts.count { starts[index] += starts[index - 1] }
        var next = starts
        list = [Int32](repeating: 0, count: max(0, page.elements.count - 1))
        for index in page.elements.indices.dropFirst() {
            let parent = Int(page.elements[index].parent)
            list[Int(next[parent])] = Int32(index)
            next[parent] += 1
        }
    }

    func of(_ element: Int) -> some Collection<Int> {
        list[Int(starts[element])..<Int(starts[element + 1])].lazy.map { Int($0) }
    }
}
