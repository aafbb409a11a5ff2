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

    /// The least text outside links of a paragraph: a sentence of English, or one of Chinese.
    static let paragraphBytes = 80
    /// What a heading has less of: one that nobody closed holds what follows.
    private static let headingBytes = 1_000
    /// The most text of an element that is a caption by its name.
    private static let captionBytes = 400
    /// The same of one that holds a picture by its name: teasers and galleries hold running text too.
    private static let pictureBytes = 160
    /// The most text of a block that begins like a caption: "Fig. 3", "Abbildung: …".
    private static let figureBytes = 260
    /// The most text of a line of facts about the article.
    private static let factBytes = 300

    /// The kind of each block of a page.
    ///
    /// - Complexity: O(elements + blocks).
    static func kinds(of page: HTMLPage) -> [BlockKind] {
        var bytes = [Int](repeating: 0, count: page.elements.count)
        for block in page.blocks { bytes[Int(block.element)] += block.count }
        for element in page.elements.indices.dropFirst().reversed() {
            bytes[Int(page.elements[element].parent)] += bytes[element]
        }
        // What lies around a block: headings win over captions.
        var around = [BlockKind](repeating: .paragraph, count: page.elements.count)
        for (index, element) in page.elements.enumerated().dropFirst() {
            let outer = around[Int(element.parent)]
            let isHeading = element.tag.isHeading && bytes[index] < headingBytes
            // A list inside a heading is in one that nobody closed.
            if isHeading || outer == .heading && !element.tag.isList {
                around[index] = .heading
            } else if outer == .caption || element.tag == .figcaption || element.tag == .caption
                || (element.hints.contains(.caption) && bytes[index] < captionBytes)
                || (element.hints.contains(.picture) && bytes[index] < pictureBytes && !element.hints.contains(.recipe))
            {
                around[index] = .caption
            } else {
                around[index] = element.tag.isControl || outer == .short ? .short : .paragraph
            }
        }
        return page.blocks.map { block in
            // What stands above or behind the words of a heading is none of its own.
            if block.isAnnotation { return .short }
            let outer = around[Int(block.element)]
            if outer != .paragraph { return outer }
            if page.elements[Int(block.element)].tag.isHeading { return .heading }
            if Int(block.linkBytes) * 2 > block.count { return .links }
            if block.count < figureBytes, BlockPhrases.isFigure(page.text.span.extracting(block.range)) {
                return .caption
            }
            if block.count < factBytes, page.text[Int(block.start)] >= 0xE3,
                HanCredit.isFacts(page.text.span.extracting(block.range))
            {
                return .short
            }
            return block.count - Int(block.linkBytes) >= paragraphBytes ? .paragraph : .short
        }
    }
}
