import HZJSON

/// Finds the markup of a page that ``HTMLGuard`` looks at.
///
/// Start tags end where libxml2 ends them: quotation marks count behind "=" only. Comments and their like end where
/// browsers end them. The content of scripts and style sheets holds no markup.
struct MarkupScanner {
    enum Item {
        case startTag(StartTag)
        /// A comment, or what browsers take for one.
        case comment(Range<Int>)
    }

    struct StartTag {
        /// From "<" to behind ">".
        var range: Range<Int>
        var nameEnd: Int
        /// How many there are, or a few more.
        var attributes: Int
        /// Whether it ends with ">", and not with the page.
        var isClosed: Bool
    }

    private var position = 0

    /// The next start tag or comment; nil at the end of the page.
    mutating func next(_ page: Span<UInt8>) -> Item? {
        let end = page.count
        while true {
            let open = ByteScan.first(of: UInt8(ascii: "<"), page, from: position, to: end)
            guard open &+ 1 < end else { return nil }
            let next = page[open &+ 1]
            if Self.isLetter(next) {
                let tag = startTag(page, from: open)
                position = tag.range.upperBound
                skipRawText(page, tag)
                return .startTag(tag)
            }
            switch next {
            case UInt8(ascii: "!") where Self.matches(page, open &+ 2, "--"):
                position = Self.endOfComment(page, from: open &+ 4)
                return .comment(open..<position)
            case UInt8(ascii: "/") where open &+ 2 < end && Self.isLetter(page[open &+ 2]):
                position = open &+ 2
            case UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: "/"):
                position = min(
                    end,
                    ByteScan.first(of: UInt8(ascii: ">"), page, from: open &+ 2, to: end) &+ 1
                )
                return .comment(open..<position)
            default:
                position = open &+ 1
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

    private static func isLetter(_ byte: UInt8) -> Bool {
        (byte | 0x20) &- 0x61 < 26
    }

    /// Behind "-->" or "--!>", or ">" or "->" at once; the end of the page for a comment that nobody closed.
    private static func endOfComment(_ page: Span<UInt8>, from start: Int) -> Int {
        if matches(page, start, ">") { return start &+ 1 }
        if matches(page, start, "->") { return start &+ 2 }
        var dash = start
        while dash < page.count {
            dash = ByteScan.first(of: UInt8(ascii: "-"), page, from: dash, to: page.count)
            if matches(page, dash, "-->") { return dash &+ 3 }
            if matches(page, dash, "--!>") { return dash &+ 4 }
            dash &+= 1
        }
        return page.count
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
