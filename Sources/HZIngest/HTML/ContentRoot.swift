/// Finds the element that holds the article.
enum ContentRoot {
    /// The smallest element that holds nearly all paragraphs.
    ///
    /// - Complexity: O(elements).
    static func find(_ page: HTMLPage, _ statistics: [ElementStatistics]) -> Int {
        let total = statistics[0].paragraphBytes
        guard total > 0 else { return 0 }
        if let named = named(page, statistics, total: total) { return named }
        let children = Children(page)
        var root = 0
        while true {
            let own = statistics[root].paragraphBytes
            let next = children.of(root).first { child in
                statistics[child].paragraphBytes * 100 >= own * share
                    && page.elements[child].tag.flow == .block
            }
            guard let next, !isText(page.elements[next].tag) else { return root }
            root = next
        }
    }

    /// Percent of an element's paragraphs that a child must hold to be taken for it.
    private static let share = 70

    /// The one element that is called the article's body, or an article, and holds enough to be believed.
    private static func named(_ page: HTMLPage, _ statistics: [ElementStatistics], total: Int) -> Int? {
        for (hint, least) in [(HTMLHints.articleBody, 40), (.article, 50), (.main, 50)] {
            var best: Int?
            for index in page.elements.indices where page.elements[index].hints.contains(hint) {
                if hint != .articleBody, !page.elements[index].hints.contains(.isStandard) { continue }
                let bytes = statistics[index].paragraphBytes
                guard bytes * 100 >= total * least else { continue }
                if let found = best, statistics[found].paragraphBytes > bytes { continue }
                best = index
            }
            if let best { return best }
        }
        return nil
    }

    /// Elements that are themselves the paragraph.
    private static func isText(_ tag: HTMLTag) -> Bool {
        tag == .p || tag == .pre || tag == .blockquote || tag == .li || tag == .ul || tag == .ol || tag == .dl
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

    func of(_ element: Int) -> some Sequence<Int> {
        list[Int(starts[element])..<Int(starts[element + 1])].lazy.map { Int($0) }
    }
}
