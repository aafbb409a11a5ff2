/// What a block looks like by itself, before its place on the page is considered.
enum BlockKind: UInt8 {
    /// Running text: long enough to be a paragraph, and not made of links.
    case paragraph
    /// Too short to tell.
    case short
    /// Mostly links.
    case links
    case heading
    case caption

    init(_ block: HTMLBlock, tag: HTMLTag, isInCaption: Bool) {
        if isInCaption {
            self = .caption
        } else if tag.isHeading {
            self = .heading
        } else if Int(block.linkBytes) * 2 > block.count {
            self = .links
        } else {
            self = block.count - Int(block.linkBytes) >= Self.paragraphBytes ? .paragraph : .short
        }
    }

    /// The least text outside links of a paragraph: a sentence of English, or one of Chinese.
    static let paragraphBytes = 80
}

/// What lies inside an element, all its descendants included.
struct ElementStatistics {
    /// Visible text.
    var bytes = 0
    var linkBytes = 0
    /// Text of paragraphs, outside links.
    var paragraphBytes = 0

    /// For each element of the page.
    ///
    /// - Complexity: O(elements + blocks).
    static func of(_ page: HTMLPage, counting isCounted: (Int) -> Bool, kinds: [BlockKind])
        -> [ElementStatistics]
    {
        var all = [ElementStatistics](repeating: ElementStatistics(), count: page.elements.count)
        for (index, block) in page.blocks.enumerated() where isCounted(index) {
            let element = Int(block.element)
            all[element].bytes += block.count
            all[element].linkBytes += Int(block.linkBytes)
            if kinds[index] == .paragraph {
                all[element].paragraphBytes += block.count - Int(block.linkBytes)
            }
        }
        // Children come after their parents: going backwards, each is complete when it is added.
        for element in page.elements.indices.dropFirst().reversed() {
            let parent = Int(page.elements[element].parent)
            all[parent].bytes += all[element].bytes
            all[parent].linkBytes += all[element].linkBytes
            all[parent].paragraphBytes += all[element].paragraphBytes
        }
        return all
    }
}
