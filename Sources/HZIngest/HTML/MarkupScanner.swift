import HZJSON

/// Cuts a page into its markup and the text between, for ``HTMLFeed``.
///
/// Start tags end where libxml2 ends them: quotation marks count behind "=" only. Comments and their like end where
/// browsers end them. The content of scripts and style sheets holds no markup.
struct MarkupScanner {
    enum Item {
        /// Text, in which a "<" may stand that begins no markup.
        case text(Range<Int>)
        case startTag(StartTag)
        case endTag(Range<Int>)
        /// A comment, or what browsers take for one.
        case comment(Range<Int>)
        /// The content of a script or style sheet; it follows its start tag.
        case raw(Range<Int>)
    }

    struct StartTag {
        /// From "<" to behind ">".
        var range: Range<Int>
        var nameEnd: Int
        /// How many attributes there are, or a few more.
        var attributes: Int
        /// Whether it ends with "/>".
        var isSelfClosing: Bool
    }

    /// What libxml2 takes for an attribute.
    struct Attribute {
        var name: Range<Int>
        /// Without quotation marks; empty where there is none.
        var value: Range<Int>
        /// Behind the attribute.
        var end: Int
    }

    /// The attributes of the start tag that ``next(_:)`` returned last; of more than the limit, the first ones.
    private(set) var attributes: [Attribute] = []
    /// No more are kept.
    static let attributeLimit = 1_024

    private var position = 0
    private var raw: Range<Int>?

    /// The next piece of the page; nil at its end.
    mutating func next(_ page: Span<UInt8>) -> Item? {
        if let raw = raw.take(), !raw.isEmpty { return .raw(raw) }
        let end = page.count
        var search = position
        while true {
            // Tags follow one another often.
            let isNext = search < end && page[search] == UInt8(ascii: "<")
            let open = isNext ? search : ByteScan.first(of: UInt8(ascii: "<"), page, from: search, to: end)
            guard open &+ 1 < end else { return rest(to: end) }
            let next = page[open &+ 1]
            let isMarkup =
                Self.isLetter(next) || next == UInt8(ascii: "/") || next == UInt8(ascii: "!")
                || next == UInt8(ascii: "?")
            guard isMarkup else {
                search = open &+ 1
                continue
            }
            guard open == position else {
                let text = position..<open
                position = open
                return .text(text)
            }
            return markup(page, at: open, next)
        }
    }

    /// The text of the element that `tag`, which ``next(_:)`` returned last, begins, where nothing stands between it and its
    /// end tag but text; nil for another element.
    func text(of tag: StartTag, _ page: Span<UInt8>) -> Range<Int>? {
        let start = tag.range.upperBound
        let open = ByteScan.first(of: UInt8(ascii: "<"), page, from: start, to: page.count)
        let count = tag.nameEnd &- tag.range.lowerBound &- 1
        let close = open &+ 2 &+ count
        guard close < page.count, page[open &+ 1] == UInt8(ascii: "/"), page[close] == UInt8(ascii: ">") else {
            return nil
        }
        for index in 1...count where page[open &+ 1 &+ index] != page[tag.range.lowerBound &+ index] { return nil }
        return start..<open
    }

    /// Goes on behind the end tag of an element with this text.
    mutating func skipElement(of tag: StartTag, _ text: Range<Int>) {
        position = text.upperBound &+ 2 &+ (tag.nameEnd &- tag.range.lowerBound)
    }

    /// Where the end tag of a title stands that begins with `tag`; 0 where there is none soon, or tags of a head before it.
    func endOfTitle(_ tag: StartTag, _ page: Span<UInt8>) -> Int {
        let limit = min(page.count, tag.range.upperBound &+ Self.longestTitle)
        var open = tag.range.upperBound
        while true {
            open = ByteScan.first(of: UInt8(ascii: "<"), page, from: open, to: limit)
            guard open < limit else { return 0 }
            if Self.matches(page, open, "</title") { return open }
            for name: StaticString in ["<title", "<meta", "<link", "<script", "<style", "</head", "<body"]
            where Self.matches(page, open, name) {
                return 0
            }
            open &+= 1
        }
    }

    private static let longestTitle = 2_000

    /// Whether an end tag of the same name as `tag` stands behind it, before `end`.
    func isClosed(_ tag: StartTag, before end: Int, _ page: Span<UInt8>) -> Bool {
        let count = tag.nameEnd &- tag.range.lowerBound &- 1
        var open = tag.range.upperBound
        while open &+ 2 &+ count < end {
            open = ByteScan.first(of: UInt8(ascii: "<"), page, from: open, to: end)
            guard open &+ 2 &+ count < end else { return false }
            let isSame =
                page[open &+ 1] == UInt8(ascii: "/")
                && (1...count).allSatisfy { index in
                    page[open &+ 1 &+ index] | 0x20 == page[tag.range.lowerBound &+ index] | 0x20
                }
            if isSame { return true }
            open &+= 1
        }
        return false
    }

    private mutating func rest(to end: Int) -> Item? {
        guard position < end else { return nil }
        let text = position..<end
        position = end
        return .text(text)
    }

    private mutating func markup(_ page: Span<UInt8>, at open: Int, _ next: UInt8) -> Item {
        if Self.isLetter(next) {
            let tag = startTag(page, from: open)
            position = tag.range.upperBound
            skipRawText(page, tag)
            return .startTag(tag)
        }
        if next == UInt8(ascii: "!"), Self.matches(page, open &+ 2, "--") {
            position = Self.endOfComment(page, from: open &+ 4)
            return .comment(open..<position)
        }
        let close = ByteScan.first(of: UInt8(ascii: ">"), page, from: open &+ 2, to: page.count)
        position = min(page.count, close &+ 1)
        let isEndTag = next == UInt8(ascii: "/") && open &+ 2 < page.count && Self.isLetter(page[open &+ 2])
        return isEndTag ? .endTag(open..<position) : .comment(open..<position)
    }

    private mutating func startTag(_ page: Span<UInt8>, from open: Int) -> StartTag {
        let end = page.count
        var position = open &+ 1
        while position < end, !Self.endsName(page[position]) { position &+= 1 }
        var tag = StartTag(
            range: open..<end,
            nameEnd: position,
            attributes: 0,
            isSelfClosing: false
        )
        attributes.removeAll(keepingCapacity: true)
        while true {
            while position < end, Self.isBlank(page[position]) {
                tag.isSelfClosing = false
                position &+= 1
            }
            guard position < end else { return tag }
            if page[position] == UInt8(ascii: ">") {
                tag.range = open..<(position &+ 1)
                return tag
            }
            let attribute = Self.attribute(page, from: position, to: end)
            tag.attributes &+= 1
            if attributes.count < Self.attributeLimit { attributes.append(attribute) }
            position = attribute.end
            tag.isSelfClosing = attribute.value.isEmpty && page[position &- 1] == UInt8(ascii: "/")
        }
    }

    /// The attribute that begins at `start`: a name, or a name, "=" and a value. At least one byte, if there is one.
    private static func attribute(_ page: Span<UInt8>, from start: Int, to end: Int) -> Attribute {
        var position = start
        while position < end, !isOne(page[position], of: blanks | bit(">") | bit("=")) {
            position &+= 1
            if page[position &- 1] == UInt8(ascii: "/") {
                return Attribute(name: start..<(position &- 1), value: position..<position, end: position)
            }
        }
        let name = start..<position
        var value = position
        while value < end, isBlank(page[value]) { value &+= 1 }
        guard value < end, page[value] == UInt8(ascii: "=") else {
            let end = max(position, min(start &+ 1, end))
            return Attribute(name: name, value: end..<end, end: end)
        }
        value &+= 1
        while value < end, isBlank(page[value]) { value &+= 1 }
        guard value < end else { return Attribute(name: name, value: end..<end, end: end) }
        let quote = page[value]
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            let close = ByteScan.first(of: quote, page, from: value &+ 1, to: end)
            return Attribute(name: name, value: min(value &+ 1, close)..<close, end: min(end, close &+ 1))
        }
        let first = value
        while value < end, !isBlank(page[value]), page[value] != UInt8(ascii: ">") { value &+= 1 }
        return Attribute(name: name, value: first..<value, end: value)
    }

    static func isBlank(_ byte: UInt8) -> Bool { isOne(byte, of: blanks) }

    /// Whether a byte ends the name of a tag.
    static func endsName(_ byte: UInt8) -> Bool { isOne(byte, of: blanks | bit(">") | bit("/")) }

    /// A bit for each of the bytes below 64 that are white space in tags.
    private static let blanks: UInt64 = 1 << 0x20 | 1 << 0x0A | 1 << 0x09 | 1 << 0x0D | 1 << 0x0C

    private static func bit(_ sign: Unicode.Scalar) -> UInt64 { 1 << UInt64(sign.value & 63) }

    @inline(__always)
    private static func isOne(_ byte: UInt8, of set: UInt64) -> Bool { byte < 64 && set &>> UInt64(byte) & 1 == 1 }

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

    /// Finds the content of a script or style sheet, and moves to the end tag.
    private mutating func skipRawText(_ page: Span<UInt8>, _ tag: StartTag) {
        let name: StaticString
        switch tag.nameEnd &- tag.range.lowerBound {
        case 7 where Self.matches(page, tag.range.lowerBound &+ 1, "script"): name = "script"
        case 6 where Self.matches(page, tag.range.lowerBound &+ 1, "style"): name = "style"
        default: return
        }
        // "<script/>" has no content for libxml2.
        if tag.isSelfClosing { return }
        let start = position
        while position < page.count {
            let open = ByteScan.first(of: UInt8(ascii: "<"), page, from: position, to: page.count)
            if Self.matches(page, open &+ 1, "/"), Self.matches(page, open &+ 2, name) {
                position = open
                break
            }
            position = min(page.count, open &+ 1)
        }
        raw = start..<position
    }

    /// Whether `lowercase` stands at `start`, in either case.
    static func matches(_ page: Span<UInt8>, _ start: Int, _ lowercase: StaticString) -> Bool {
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
