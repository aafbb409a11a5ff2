/// What lies inside an element, all its descendants included.
struct ElementStatistics {
    /// Its text, what of it is links, and what is running text.
    private var counts = SIMD4<UInt32>()

    /// Bytes of visible text.
    var bytes: Int { Int(counts.x) }
    var linkBytes: Int { Int(counts.y) }
    /// Those of paragraphs, outside links.
    var paragraphBytes: Int { Int(counts.z) }

    /// Whether most of the text is running text.
    var isRunningText: Bool { paragraphBytes * 2 > bytes }

    /// Percent of the text that is links.
    var linkPercent: Int { linkBytes * 100 / max(1, bytes) }

    /// For each element of the page.
    ///
    /// - Complexity: O(elements + blocks).
    static func of(_ page: HTMLPage, kinds: [BlockKind], counting isCounted: [Bool]? = nil) -> [ElementStatistics] {
        var all = [ElementStatistics](repeating: ElementStatistics(), count: page.elements.count)
        for (index, block) in page.blocks.enumerated() where isCounted?[index] ?? true {
            let count = UInt32(truncatingIfNeeded: block.count)
            let running = kinds[index] == .paragraph ? count &- block.linkBytes : 0
            all[Int(block.element)].counts &+= SIMD4(count, block.linkBytes, running, 0)
        }
        // Children come after their parents: going backwards, each is complete when it is added.
        for element in page.elements.indices.dropFirst().reversed() {
            all[Int(page.elements[element].parent)].counts &+= all[element].counts
        }
        return all
    }
}
