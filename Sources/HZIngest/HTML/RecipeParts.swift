/// The parts of a page that say what a recipe takes, by names and properties that recipes everywhere have for them: lists of
/// a few words each, which by themselves look like menus, often beside the text or above its first sentence.
struct RecipeParts {
    /// For each element, whether it lies in such a part; empty where the page has none.
    private let isInside: [Bool]
    /// For each element, the bytes of text in such parts.
    private let bytes: [UInt32]

    /// - Complexity: O(elements + blocks).
    init(_ page: HTMLPage, _ statistics: [ElementStatistics]) {
        guard page.elements.contains(where: { $0.hints.contains(.recipe) }) else {
            (isInside, bytes) = ([], [])
            return
        }
        var isInside = [Bool](repeating: false, count: page.elements.count)
        for (index, element) in page.elements.enumerated().dropFirst() {
            // A list of recipes by what they take is made of links.
            let isPart = element.hints.contains(.recipe) && statistics[index].linkPercent < Self.mostLinks
            isInside[index] = isInside[Int(element.parent)] || isPart && !element.tag.isWhole
        }
        var bytes = [UInt32](repeating: 0, count: page.elements.count)
        for block in page.blocks where isInside[Int(block.element)] {
            bytes[Int(block.element)] &+= block.end &- block.start
        }
        for element in page.elements.indices.dropFirst().reversed() {
            bytes[Int(page.elements[element].parent)] &+= bytes[element]
        }
        (self.isInside, self.bytes) = (isInside, bytes)
    }

    var isEmpty: Bool { isInside.isEmpty }

    /// Whether an element lies in such a part.
    func holds(_ element: UInt32) -> Bool { !isInside.isEmpty && isInside[Int(element)] }

    /// Whether an element holds some of such parts.
    func isIn(_ element: Int) -> Bool { !bytes.isEmpty && bytes[element] > 0 }

    /// Whether most of an element with `total` bytes of text is such parts.
    func isMost(of element: Int, total: Int) -> Bool { !bytes.isEmpty && Int(bytes[element]) * 2 > total }

    /// Percent of the text.
    private static let mostLinks = 60
}

extension HTMLPage {
    /// Notes that an element holds a part of a recipe that lies in a line of it.
    mutating func markRecipe(in element: UInt32) {
        if elements[Int(element)].tag.isParagraph { elements[Int(element)].hints.insert(.recipe) }
    }
}
