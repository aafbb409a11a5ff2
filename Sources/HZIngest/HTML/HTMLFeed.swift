import HZJSON

/// What the parser is given of a page: its tags, and of everything else no more than it needs to know that it is there.
///
/// The parser's work on a byte is many times that of looking for the next "<", so it is spared what says nothing about
/// the structure of the page:
///
/// - Texts go around it (``Bypass``), and so do inline elements that hold nothing but a text (``Bypass/Phrase``). Texts
///   with character references are cut at them.
/// - Attributes are read here (``HTMLTagFacts``), and found by where their tag ends in what was fed. Only those of tags
///   with metadata are passed.
/// - Scripts and style sheets lose their content, but for JSON-LD. White space between tags is one character.
///
/// And it is spared what a reader does not see and what costs it more than time in proportion. Comments, declarations
/// (`<!…>`), processing instructions (`<?…>`) and end tags without a name go, by the rules of the HTML Standard (section
/// 13.2.5): libxml2 2.9.14 shows some of them as text, loses text behind others, and searches the whole rest of the page
/// for the end of each. So do NUL bytes, and end tags before any element: where none is open it reads no further, so the
/// one around all is never closed either. Of a tag beyond the limits the first attributes stay that fit, and of those only
/// the ones with values of ordinary length, because the parser's work on a tag grows with the square of the number of
/// attributes (80,000 of them take more than 12 seconds). Of a page with hundreds of thousands of tags the rest is text.
struct HTMLFeed {
    /// The longest start tag that passes whole: 32 KiB.
    static let tagLimitBytes = 32 << 10
    /// The most attributes of a start tag.
    static let attributeLimit = 256
    /// The longest value kept in a start tag that is over a limit.
    static let valueLimitBytes = 4 << 10
    /// What is fed at a time, or somewhat more.
    static let chunkBytes = 32 << 10

    /// The page; offsets are into this.
    let page: [UInt8]

    private struct Tag {
        /// Offset of its end, ">" or "/>", in all that was fed.
        var end: Int
        var facts: HTMLTagFacts
    }

    private var scanner = MarkupScanner()
    private var classHints = HTMLClassHints()
    private let names = HTMLNames.shared
    /// What goes around the parser.
    var bypass: Bypass
    /// Tags with facts that the parser has not come to, in order, from `nextTag` on.
    private var tags: [Tag] = []
    private var nextTag = 0
    /// Bytes of the chunks before.
    private var passed = 0
    /// What is yet to be fed of a text, and of something that passes as it is.
    private var text = 0..<0
    private var copying = 0..<0
    /// Whether a tag has been seen inside which white space is shown.
    private var mayBePreformatted = false
    private var place = ParserPlace()
    private var link = OpenLink()
    /// Where the title ends that was begun last.
    private var titleEnd = 0
    /// Whether anything was fed that opens an element: behind an end tag that has none open the parser reads no further.
    private var hasBegun = false
    private var isInLinkedData = false
    private var isInScript = false
    /// Where on the page the contents of other scripts are, of the first ones.
    private(set) var scripts: [Range<Int>] = []
    private static let scriptLimit = 500
    private let tagLimit: Int
    private var startTags = 0

    /// A feed of a page in valid UTF-8. Behind `tagLimit` start tags all is text, with line breaks between the blocks.
    init(_ page: [UInt8], tagLimit: Int = HTMLPage.limit) {
        self.tagLimit = tagLimit
        let nul = ByteScan.first(of: 0, page.span, from: 0, to: page.count)
        self.page = nul == page.count ? page : page.filter { $0 != 0 }
        bypass = Bypass(page)
    }

    /// How many bytes were fed.
    var fed: Int { passed }

    /// Puts the next piece for the parser into `chunk`, which ends between characters; false at the end.
    ///
    /// - Complexity: O(count) for all pieces.
    mutating func fill(_ chunk: inout [UInt8]) -> Bool {
        let page = page
        chunk.removeAll(keepingCapacity: true)
        forgetTags()
        chunk.append(addingCapacity: Self.chunkBytes + Self.mostBytes) { output in
            while output.count < Self.chunkBytes {
                if !copying.isEmpty {
                    copy(to: &output)
                } else if !text.isEmpty {
                    feedText(to: &output)
                } else if let item = scanner.next(page.span) {
                    feed(item, to: &output)
                } else {
                    break
                }
            }
        }
        passed += chunk.count
        return !chunk.isEmpty
    }

    /// More than is ever fed of one thing: a start tag at its limit.
    private static let mostBytes = tagLimitBytes + 4 * valueLimitBytes

    private mutating func feed(_ item: MarkupScanner.Item, to output: inout OutputSpan<UInt8>) {
        switch item {
        case .text(let range):
            text = range
            if !hasBegun { hasBegun = page[range].contains { !Self.isBlank($0) } }
        case .startTag(let tag): feed(tag, to: &output)
        case .endTag(let range): feedEndTag(range, to: &output)
        case .comment: break
        case .raw(let range):
            if isInLinkedData {
                feedRun(range, to: &output)
            } else if isInScript, scripts.count < Self.scriptLimit {
                scripts.append(range)
            }
        }
    }

    private func append(_ range: Range<Int>, to output: inout OutputSpan<UInt8>) {
        let page = page.span
        for index in range { output.append(page[index]) }
    }

    /// Writes as much as there is room for of what passes as it is.
    private mutating func copy(to output: inout OutputSpan<UInt8>) {
        var end = min(copying.upperBound, copying.lowerBound + Self.chunkBytes)
        while end < copying.upperBound, page[end] & 0xC0 == 0x80 { end += 1 }
        append(copying.lowerBound..<end, to: &output)
        copying = end..<copying.upperBound
    }
}

extension HTMLFeed {
    /// Feeds a text up to its next character reference, and that.
    private mutating func feedText(to output: inout OutputSpan<UInt8>) {
        let reference = ReferenceScan.next(page.span, in: text)
        if reference > text.lowerBound {
            // What is fed of this may not be written at once: the reference has to wait.
            feedRun(text.lowerBound..<reference, to: &output)
            text = reference..<text.upperBound
            return
        }
        let end =
            ReferenceScan.endOfCommon(page.span, reference, to: text.upperBound)
            ?? ReferenceScan.endOfNumber(page.span, reference, to: text.upperBound)
        if let end {
            append(reference..<end, to: &output)
            text = end..<text.upperBound
        } else if let found = NamedReferences.reference(page.span, at: reference, to: text.upperBound) {
            // The parser knows those of HTML 4 alone, and none without a semicolon.
            append(escaping: found.first, to: &output)
            if let second = found.second { append(escaping: second, to: &output) }
            text = found.end..<text.upperBound
        } else {
            append(escaping: UInt8(ascii: "&"), to: &output)
            text = (reference + 1)..<text.upperBound
        }
    }

    /// Writes a character so that the parser takes it for text.
    private func append(escaping scalar: Unicode.Scalar, to output: inout OutputSpan<UInt8>) {
        for byte in UTF8.encode(scalar) ?? .init() { append(escaping: byte, to: &output) }
    }

    private func append(escaping byte: UInt8, to output: inout OutputSpan<UInt8>) {
        switch byte {
        case UInt8(ascii: "&"): for byte in "&amp;".utf8 { output.append(byte) }
        case UInt8(ascii: "<"): for byte in "&lt;".utf8 { output.append(byte) }
        default: output.append(byte)
        }
    }

    /// Feeds text without character references, or the content of a script.
    private mutating func feedRun(_ range: Range<Int>, to output: inout OutputSpan<UInt8>) {
        var start = range.lowerBound
        var isWrapped = false
        while start < range.upperBound, Self.isBlank(page[start]) {
            if page[start] != 0x20, page[start] != 0x09 { isWrapped = true }
            start &+= 1
        }
        if start == range.upperBound, !mayBePreformatted {
            output.append(isWrapped ? 0x0A : 0x20)
        } else if range.count < Self.shortest {
            append(range, to: &output)
        } else if bypass.isOpen, start < range.upperBound {
            bypass.take(range, to: &output)
        } else {
            copying = range
        }
    }

    /// A text of fewer bytes passes as it is.
    private static let shortest = 12

    /// White space to libxml2.
    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D
    }
}

extension HTMLFeed {
    /// The facts of the tag that ends at `offset` of all that was fed. To be asked for rising offsets.
    mutating func facts(endingAt offset: Int) -> HTMLTagFacts {
        while nextTag < tags.count, tags[nextTag].end < offset { nextTag &+= 1 }
        return nextTag < tags.count && tags[nextTag].end == offset ? tags[nextTag].facts : HTMLTagFacts()
    }

    private mutating func forgetTags() {
        guard nextTag > 0 else { return }
        tags.removeFirst(nextTag)
        nextTag = 0
    }

    private mutating func feed(_ tag: MarkupScanner.StartTag, to output: inout OutputSpan<UInt8>) {
        let name = names.tag(page.span.extracting((tag.range.lowerBound + 1)..<tag.nameEnd))
        if name == .title {
            titleEnd = scanner.endOfTitle(tag, page.span)
        } else if tag.range.lowerBound < titleEnd, feedInTitle(tag, name, to: &output) {
            return
        }
        if name.isPreformatted { mayBePreformatted = true }
        startTags &+= 1
        hasBegun = true
        if startTags > tagLimit {
            isInScript = name == .script
            isInLinkedData = false
            feedBorder(name, to: &output)
            return
        }
        var facts = HTMLTagFacts()
        var hasMetadata = false
        if tag.attributes > 0 {
            let given: HTMLAttributeSet
            (facts, given) = HTMLTagFacts.read(
                scanner.attributes,
                of: name,
                on: page,
                names: names,
                hints: &classHints
            )
            hasMetadata = Self.hasMetadata(name, given, facts)
        }
        if !hasMetadata, let text = phraseText(tag, name) {
            bypass.take(Bypass.Phrase(tag: name, facts: facts, text: text), to: &output)
            return
        }
        appendName(tag.range.lowerBound, to: tag.nameEnd, &output)
        if hasMetadata { appendAttributes(of: tag, to: &output) }
        if !facts.isEmpty {
            // Elements that the parser opens for this one are opened when it has read the name: not at its end.
            output.append(0x20)
            tags.append(Tag(end: passed + output.count, facts: facts))
        }
        place.begin(name)
        if !tag.isSelfClosing { link.begin(name) }
        isInScript = name == .script
        isInLinkedData = isInScript && holdsLinkedData
        // A page whose elements are all closed the parser takes for read: html, head and body stay open.
        if tag.isSelfClosing, !name.isOuter { output.append(UInt8(ascii: "/")) }
        output.append(UInt8(ascii: ">"))
    }

    /// Feeds what looks like a tag in a title, where there are none: a line break becomes a space, a name that nothing closes
    /// is text ("How to use the <div> tag"). False for elements that are meant, though they stand where they may not.
    private func feedInTitle(_ tag: MarkupScanner.StartTag, _ name: HTMLTag, to output: inout OutputSpan<UInt8>) -> Bool
    {
        if name == .br {
            output.append(0x20)
            return true
        }
        guard !scanner.isClosed(tag, before: titleEnd, page.span) else { return false }
        for index in tag.range { append(escaping: page[index], to: &output) }
        return true
    }

    /// The text of an inline element that may go around the parser; behind its end tag the scanner goes on.
    private mutating func phraseText(_ tag: MarkupScanner.StartTag, _ name: HTMLTag) -> Range<Int>? {
        guard bypass.isOpen, place.isBody, name.isPhrase, !(name == .a && link.isOpen) else { return nil }
        if tag.isSelfClosing || name.isVoidPhrase { return tag.range.upperBound..<tag.range.upperBound }
        guard let text = scanner.text(of: tag, page.span), ReferenceScan.next(page.span, in: text) == text.upperBound
        else { return nil }
        scanner.skipElement(of: tag, text)
        return text
    }

    /// Feeds an end tag without what else may stand in it.
    private mutating func feedEndTag(_ range: Range<Int>, to output: inout OutputSpan<UInt8>) {
        guard hasBegun else { return }
        let page = page
        var end = range.lowerBound + 2
        while end < range.upperBound, !MarkupScanner.endsName(page[end]) { end &+= 1 }
        if startTags > tagLimit {
            feedBorder(names.tag(page.span.extracting((range.lowerBound + 2)..<end)), to: &output)
            return
        }
        if link.isOpen || end - range.lowerBound == 6 {
            let name = names.tag(page.span.extracting((range.lowerBound + 2)..<end))
            link.end(name)
            place.end(name)
            if name == .html {
                for byte in "</body>".utf8 { output.append(byte) }
                return
            }
        }
        appendName(range.lowerBound, to: end, &output)
        output.append(UInt8(ascii: ">"))
    }

    /// Feeds a line break as text, U+2028, in the place of a tag that would part the text around it.
    private func feedBorder(_ tag: HTMLTag, to output: inout OutputSpan<UInt8>) {
        switch tag.flow {
        case .inline, .hidden, .annotation: return
        case .block, .cell, .spaced, .lineBreak:
            output.append(0xE2)
            output.append(0x80)
            output.append(0xA8)
        }
    }

    /// Writes the beginning of a tag and its name, of which the parser reads no more than what is ASCII.
    private func appendName(_ start: Int, to end: Int, _ output: inout OutputSpan<UInt8>) {
        let page = page.span
        for index in start..<min(end, start + Self.valueLimitBytes) {
            guard page[index] < 0x80 else { return }
            output.append(page[index])
        }
    }

    private static func hasMetadata(_ tag: HTMLTag, _ names: HTMLAttributeSet, _ facts: HTMLTagFacts) -> Bool {
        switch tag {
        case .meta, .link, .html, .time, .script: true
        default:
            names.contains(.content) && (names.contains(.itemprop) || names.contains(.property))
                || facts.hints.contains(.date) && names.contains(.title)
        }
    }

    /// Whether the script whose attributes were read last holds JSON-LD.
    private var holdsLinkedData: Bool {
        scanner.attributes.contains { attribute in
            names.attribute(page.span.extracting(attribute.name)) == .type
                && page[attribute.value].starts(with: "application/ld+json".utf8)
        }
    }

    /// Writes the attributes of a tag that stay.
    private func appendAttributes(of tag: MarkupScanner.StartTag, to output: inout OutputSpan<UInt8>) {
        let isWhole = tag.range.count <= Self.tagLimitBytes && tag.attributes <= Self.attributeLimit
        let limit = output.count + Self.tagLimitBytes
        for attribute in scanner.attributes.prefix(Self.attributeLimit) where output.count < limit {
            let range = attribute.name.lowerBound..<attribute.end
            guard isWhole || range.count <= Self.valueLimitBytes, !attribute.name.isEmpty else { continue }
            output.append(0x20)
            // The "/" behind a name without a value is the end of the tag's, where it means anything.
            append(attribute.value.isEmpty ? attribute.name : range, to: &output)
        }
    }
}
