import HZJSON

/// Takes from a page, before libxml2 sees it, what a reader does not see and what costs the parser more than time in
/// proportion.
///
/// Comments, declarations (`<!…>`), processing instructions (`<?…>`) and end tags without a name go, by the rules of the
/// HTML Standard (section 13.2.5): libxml2 2.9.14 shows some of them as text, loses text behind others, and searches the
/// whole rest of the page for the end of each. So do NUL bytes. Start tags within the limits pass as they are; of one beyond
/// them the first attributes stay that fit, and of those only the ones with values of ordinary length, because the parser's
/// work on a tag grows with the square of the number of attributes (80,000 of them take more than 12 seconds). No text is touched.
enum HTMLGuard {
    /// The longest start tag that passes whole: 32 KiB.
    static let tagLimitBytes = 32 << 10
    /// The most attributes of a start tag.
    static let attributeLimit = 256
    /// The longest value kept in a start tag that is over a limit.
    static let valueLimitBytes = 4 << 10

    /// The page, ready for the parser; the same array where nothing had to change.
    ///
    /// - Complexity: O(count).
    static func clean(_ page: [UInt8]) -> [UInt8] {
        let nul = ByteScan.first(of: 0, page.span, from: 0, to: page.count)
        let page = nul == page.count ? page : page.filter { $0 != 0 }
        var cleaned: [UInt8] = []
        var copied = 0
        var scanner = MarkupScanner()
        while let item = scanner.next(page.span) {
            switch item {
            case .comment(let range):
                if copied == 0 { cleaned.reserveCapacity(page.count) }
                cleaned.append(contentsOf: page[copied..<range.lowerBound])
                copied = range.upperBound
            case .startTag(let tag):
                guard tag.range.count > tagLimitBytes || tag.attributes > attributeLimit else { continue }
                cleaned.append(contentsOf: page[copied..<tag.nameEnd])
                keepAttributes(of: tag, page, into: &cleaned)
                copied = tag.range.upperBound
            }
        }
        if copied == 0 { return page }
        cleaned.append(contentsOf: page[copied...])
        return cleaned
    }

    /// Writes the attributes that stay, and the end of the tag.
    private static func keepAttributes(
        of tag: MarkupScanner.StartTag,
        _ page: [UInt8],
        into output: inout [UInt8]
    ) {
        let end = tag.isClosed ? tag.range.upperBound - 1 : tag.range.upperBound
        var position = tag.nameEnd
        var kept = 0
        let limit = output.count + tagLimitBytes
        while position < end, kept < attributeLimit, output.count < limit {
            let start = position
            while position < end, MarkupScanner.isBlank(page[position]) { position += 1 }
            position = MarkupScanner.attributeEnd(page.span, from: position, to: end)
            if position - start <= valueLimitBytes {
                output.append(contentsOf: page[start..<position])
                kept += 1
            }
        }
        output.append(UInt8(ascii: ">"))
    }
}
