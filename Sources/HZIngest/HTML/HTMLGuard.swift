import HZJSON

/// Takes from a page, before libxml2 sees it, what costs the parser more than time in proportion: its work on one start tag
/// grows with the square of the number of attributes (80,000 of them take more than 12 seconds in libxml2 2.9.14).
///
/// Tags within the limits pass as they are. Of one beyond them the first attributes stay that fit, and of those only the
/// ones with values of ordinary length; no text is touched. NUL bytes are left out, as browsers do.
enum HTMLGuard {
    /// The longest start tag that passes whole: 32 KiB.
    static let tagLimitBytes = 32 << 10
    /// The most attributes of a start tag.
    static let attributeLimit = 1_024
    /// The longest value kept in a start tag that is over a limit.
    static let valueLimitBytes = 4 << 10

    /// The page, ready for the parser; the same array where nothing had to change.
    ///
    /// - Complexity: O(count).
    static func clean(_ page: [UInt8]) -> [UInt8] {
        let nul = ByteScan.first(of: 0, page.span, from: 0, to: page.count)
        let page = nul == page.count ? page : page.filter { $0 != 0 }
        var cleaned: [UInt8]?
        var copied = 0
        var scanner = TagScanner(position: 0)
        while let tag = scanner.nextStartTag(page.span) {
            guard tag.range.count > tagLimitBytes || tag.attributes > attributeLimit else { continue }
            var output = cleaned ?? []
            output.append(contentsOf: page[copied..<tag.nameEnd])
            keepAttributes(of: tag, page, into: &output)
            copied = tag.range.upperBound
            cleaned = output
        }
        guard var cleaned else { return page }
        cleaned.append(contentsOf: page[copied...])
        return cleaned
    }

    /// Writes the attributes that stay, and the end of the tag.
    private static func keepAttributes(
        of tag: TagScanner.StartTag,
        _ page: [UInt8],
        into output: inout [UInt8]
    ) {
        let end = tag.isClosed ? tag.range.upperBound - 1 : tag.range.upperBound
        var position = tag.nameEnd
        var kept = 0
        let limit = output.count + tagLimitBytes
        while position < end, kept < attributeLimit, output.count < limit {
            let start = position
            while position < end, TagScanner.isBlank(page[position]) { position += 1 }
            position = TagScanner.attributeEnd(page.span, from: position, to: end)
            if position - start <= valueLimitBytes {
                output.append(contentsOf: page[start..<position])
                kept += 1
            }
        }
        output.append(UInt8(ascii: ">"))
    }
}

/// Finds start tags the way libxml2 does: quotation marks count behind "=" only, comments and the content of scripts
/// and style sheets hold no tags.
struct TagScanner {
    struct StartTag {
        /// From "<" to behind ">".
        var range: Range<Int>
        var nameEnd: Int
        /// How many there are, or a few more.
        var attributes: Int
        /// Whether it ends with ">", and not with the page.
        var isClosed: Bool
    }

    private(set) var position: Int

    init(position: Int) { self.position = position }

    /// The next start tag; nil at the end of the page.
    mutating func nextStartTag(_ page: Span<UInt8>) -> StartTag? {
        let end = page.count
        while true {
            let open = ByteScan.first(of: UInt8(ascii: "<"), page, from: position, to: end)
            guard open &+ 1 < end else { return nil }
            let next = page[open &+ 1]
            if (next | 0x20) &- 0x61 < 26 {
                let tag = startTag(page, from: open)
                position = tag.range.upperBound
                skipRawText(page, tag)
                return tag
            }
            position = open &+ 1
            if next == UInt8(ascii: "!"), Self.matches(page, open &+ 2, "--") {
                skipComment(page, from: open &+ 4)
            }
        }
    }

    private func startTag(_ page: Span<UInt8>, from open: Int) -> StartTag {
        let end = page.count
        var position = open &+ 1
        while position < end, !Self.isBlank(page[position]), page[position] != UInt8(ascii: ">"),
            page[position] != UInt8(ascii: "/")
        {
            position &+= 1
        }
        let nameEnd = position
        var attributes = 0
        while true {
            while position < end, Self.isBlank(page[position]) { position &+= 1 }
            guard position < end else {
                return StartTag(range: open..<end, nameEnd: nameEnd, attributes: attributes, isClosed: false)
            }
            if page[position] == UInt8(ascii: ">") {
                return StartTag(
                    range: open..<(position &+ 1),
                    nameEnd: nameEnd,
                    attributes: attributes,
                    isClosed: true
                )
            }
            attributes &+= 1
            position = Self.attributeEnd(page, from: position, to: end)
        }
    }

    /// Behind the attribute that begins at `start`: a name, or a name, "=" and a value. At least one byte, if there is one.
    static func attributeEnd(_ page: Span<UInt8>, from start: Int, to end: Int) -> Int {
        var position = start
        while position < end, !isBlank(page[position]), page[position] != UInt8(ascii: ">"),
            page[position] != UInt8(ascii: "=")
        {
            position &+= 1
            if page[position &- 1] == UInt8(ascii: "/") { return position }
        }
        var value = position
        while value < end, isBlank(page[value]) { value &+= 1 }
        guard value < end, page[value] == UInt8(ascii: "=") else {
            return max(position, min(start &+ 1, end))
        }
        value &+= 1
        while value < end, isBlank(page[value]) { value &+= 1 }
        guard value < end else { return end }
        let quote = page[value]
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            return min(end, ByteScan.first(of: quote, page, from: value &+ 1, to: end) &+ 1)
        }
        while value < end, !isBlank(page[value]), page[value] != UInt8(ascii: ">") { value &+= 1 }
        return value
    }

    static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D || byte == 0x0C
    }

    private mutating func skipComment(_ page: Span<UInt8>, from start: Int) {
        var dash = start
        while dash < page.count {
            dash = ByteScan.first(of: UInt8(ascii: "-"), page, from: dash, to: page.count)
            if Self.matches(page, dash, "-->") {
                position = dash &+ 3
                return
            }
            dash &+= 1
        }
        position = page.count
    }

    /// Moves to the end tag of a script or style sheet.
    private mutating func skipRawText(_ page: Span<UInt8>, _ tag: StartTag) {
        let name: StaticString
        switch tag.nameEnd &- tag.range.lowerBound {
        case 7 where Self.matches(page, tag.range.lowerBound &+ 1, "script"): name = "script"
        case 6 where Self.matches(page, tag.range.lowerBound &+ 1, "style"): name = "style"
        default: return
        }
        // "<script/>" has no content for libxml2.
        if tag.isClosed, page[tag.range.upperBound &- 2] == UInt8(ascii: "/") { return }
        while position < page.count {
            let open = ByteScan.first(of: UInt8(ascii: "<"), page, from: position, to: page.count)
            if Self.matches(page, open &+ 1, "/"), Self.matches(page, open &+ 2, name) {
                position = open
                return
            }
            position = open &+ 1
        }
        position = page.count
    }

    /// Whether `lowercase` stands at `start`, in either case.
    private static func matches(_ page: Span<UInt8>, _ start: Int, _ lowercase: StaticString) -> Bool {
        guard start &+ lowercase.utf8CodeUnitCount <= page.count else { return false }
        return lowercase.withUTF8Buffer { expected in
            for index in expected.indices {
                let byte = page[start &+ index]
                let folded = byte &- 0x41 < 26 ? byte | 0x20 : byte
                guard unsafe expected[index] == folded else { return false }
            }
            return true
        }
    }
}
