/// Builds an ``HTMLPage`` from the parser's events, in one pass and with a stack of its own.
struct HTMLPageBuilder {
    /// What is in force inside an open element.
    private struct Frame {
        var tag: HTMLTag
        var flow: HTMLTag.Flow
        /// The innermost recorded element.
        var element: UInt32
        var isPreformatted: Bool
        var opensHidden = false
        var opensLink = false
        /// Whether a style sheet may set it apart from the word before: the mark of a note, a part of a by-line.
        var apartness = Apartness.none
        var mark: HTMLMark.Kind?
        var markStart = 0
    }

    private(set) var page = HTMLPage()
    private var text: VisibleText
    private var titleText = VisibleText()
    private var annotation = VisibleText()
    private var stack: [Frame] = []
    private let shown: HiddenParts

    private var hiddenDepth = 0
    private var isBodyHidden = false
    private var linkDepth = 0
    private var annotationDepth = 0
    private var titleDepth = 0
    private var isInLinkedData = false

    /// Of the open block.
    private var blockElement: UInt32 = 0
    private var blockLinkBytes = 0
    private var lastLineBreak = -1

    /// - Parameter shown: what to take for visible of that which is not.
    init(capacity: Int, shown: HiddenParts) {
        text = VisibleText(capacity: capacity)
        self.shown = shown
    }

    /// How many elements are open.
    var depth: Int { stack.count }

    /// Opens an element. Its metadata are to be read before, by ``readMetadata(_:_:_:)``.
    mutating func open(_ tag: HTMLTag, _ facts: HTMLTagFacts) {
        let flow = flow(of: tag, facts)
        if flow == .block, annotationDepth > 0 { endAnnotationSpans() }
        var frame = Frame(
            tag: tag,
            flow: flow,
            element: stack.last?.element ?? 0,
            isPreformatted: (stack.last?.isPreformatted ?? false) || tag.isPreformatted
        )
        if isHidden(tag, flow, facts) {
            frame.opensHidden = true
            if hiddenDepth == 0 { isBodyHidden = facts.isHidden && HiddenParts.bodies.shows(facts) }
            hiddenDepth += 1
        }
        if hiddenDepth == 0 {
            applyOpening(flow)
            if flow == .annotation { annotationDepth += 1 }
            if facts.leadsHome, isInHeading, page.siteHeadings.count < 100 { page.siteHeadings.append(frame.element) }
            if tag == .a ? facts.hasTarget : tag == .button && !isInHeading {
                if facts.leadsInside { frame.apartness = .ofNumbers }
                // A heading that leads to itself is no link to anything else.
                if !(facts.leadsInside && isInHeading) {
                    frame.opensLink = true
                    linkDepth += 1
                }
            } else if tag == .span, isOfByline(facts) {
                frame.apartness = .ofWords
            }
            record(tag, flow, shown.named(facts), in: &frame)
        }
        if tag == .title, stack.last?.tag != .svg {
            titleDepth += 1
        } else if titleDepth > 0, flow == .block {
            // A title that nobody closed must not swallow the page.
            titleDepth = 0
        }
        stack.append(frame)
    }

    mutating func close() {
        guard let frame = stack.popLast() else { return }
        if frame.tag == .title, titleDepth > 0, stack.last?.tag != .svg { titleDepth -= 1 }
        if frame.tag == .script { isInLinkedData = false }
        if let kind = frame.mark { endMark(kind, frame) }
        if frame.opensLink { linkDepth -= 1 }
        if frame.opensHidden {
            hiddenDepth -= 1
            if frame.flow == .block { endBlock() }
            return
        }
        guard hiddenDepth == 0 else { return }
        switch frame.flow {
        case .block: endBlock()
        case .cell, .spaced: separate(frame.flow)
        case .annotation:
            annotationDepth -= 1
            if frame.tag == .span { annotation.appendSpace() }
        case .inline, .lineBreak, .hidden: break
        }
    }

    /// Adds text between tags, valid UTF-8; `isRaw` says that it is the content of a script or style sheet.
    mutating func add(_ piece: Span<UInt8>, isRaw: Bool) {
        if isRaw { add(raw: piece) } else { add(piece) }
    }

    private mutating func add(_ piece: Span<UInt8>) {
        if titleDepth > 0, titleText.bytes.count < Self.longestTitle {
            let taken = addTitle(piece)
            // What is too much for a title is text: one that nobody closed must not swallow the page.
            if taken < piece.count { add(piece.extracting(droppingFirst: taken)) }
            return
        }
        guard hiddenDepth == 0 else {
            page.hiddenBytes += piece.count
            if isBodyHidden { page.hiddenBodyBytes += piece.count }
            return
        }
        if annotationDepth > 0 {
            if text.isAtBlockStart, annotation.isAtBlockStart { blockElement = stack.last?.element ?? 0 }
            annotation.append(piece)
            // "$30<span> per </span>night": what nobody sees keeps apart what stands around it.
            let isApart = piece.count > 0 && (piece[0] <= 0x20 || piece[piece.count - 1] <= 0x20)
            if isApart, stack.last?.tag == .span, !text.isAtBlockStart { text.appendSpace() }
            return
        }
        if let apartness = stack.last?.apartness, apartness != .none {
            // "C#" may be a link inside the page in running text.
            let mayBeAnchor = isInHeading || piece.count > 1 || !Apartness.isLetter(text.bytes.last ?? 0)
            if apartness == .ofNumbers, mayBeAnchor, Apartness.isAnchor(piece) { return }
            if !text.isAtBlockStart, let last = text.bytes.last, apartness.sets(piece, apartFrom: last) {
                text.appendSpace()
            }
            stack[stack.count - 1].apartness = .none
        }
        let wasAtStart = text.isAtBlockStart
        let before = text.bytes.count
        if stack.last?.isPreformatted ?? false {
            text.append(preformatted: piece)
        } else {
            text.append(piece)
        }
        if linkDepth > 0 { blockLinkBytes += text.bytes.count - before }
        if wasAtStart, !text.isAtBlockStart { blockElement = stack.last?.element ?? 0 }
    }

    /// Takes what a title has room for; how many bytes that were.
    private mutating func addTitle(_ piece: Span<UInt8>) -> Int {
        var taken = 0
        while taken < piece.count, titleText.bytes.count < Self.longestTitle {
            var end = min(piece.count, taken + Self.longestTitle)
            while end < piece.count, piece[end] & 0xC0 == 0x80 { end -= 1 }
            titleText.append(piece.extracting(taken..<end))
            taken = end
        }
        return taken
    }

    private mutating func add(raw piece: Span<UInt8>) {
        guard isInLinkedData, let last = page.metadata.linkedData.indices.last else { return }
        let count = min(piece.count, Self.linkedDataLimit - page.metadata.linkedData[last].count)
        page.metadata.linkedData[last].append(addingCapacity: count) { output in
            for index in 0..<count { output.append(piece[index]) }
        }
    }

    /// The page, when all events have come.
    mutating func finish() -> HTMLPage {
        while !stack.isEmpty { close() }
        closeBlock()
        if let range = titleText.endBlock() { page.metadata.title = Array(titleText.bytes[range]) }
        var page = page
        page.text = text.bytes
        return page
    }

    private static let linkedDataLimit = 1 << 20
    private static let longestTitle = 2_000
}

extension HTMLPageBuilder {
    /// What an element does to the text around it where it stands.
    private func flow(of tag: HTMLTag, _ facts: HTMLTagFacts) -> HTMLTag.Flow {
        switch tag {
        case .template where facts.isShadowRoot: .block
        case .custom where isInSentence: .inline
        case .span where facts.hints.contains(.edit): .annotation
        // What only a screen reader says: "Regular price", "Load image 1 in gallery view".
        case .span where facts.hints.contains(.aside) && !isInHeading && !isInByline: .annotation
        default: facts.isBlock && tag.flow == .inline ? .block : tag.flow
        }
    }

    /// Links to edit a section, and words for screen readers, that nobody closed hold no blocks: what follows is text.
    private mutating func endAnnotationSpans() {
        while let open = stack.lastIndex(where: { $0.flow == .annotation && $0.tag == .span }) {
            stack[open].flow = .inline
            annotationDepth -= 1
        }
    }

    /// Whether an element that opens here is part of a paragraph, an item that has begun or a heading.
    private var isInSentence: Bool {
        for frame in stack.reversed() {
            switch frame.tag {
            case .p, .span, .em, .strong, .b, .i: return true
            case .li: return !text.isAtBlockStart
            default:
                if frame.tag.isHeading || frame.tag == .custom && frame.flow == .inline { return true }
                if frame.flow != .inline { return false }
            }
        }
        return false
    }

    private var isInHeading: Bool { stack.suffix(3).contains { $0.tag.isHeading } }

    /// Whether an element that opens here is a part of a by-line, or the name of a person inside one.
    private func isOfByline(_ facts: HTMLTagFacts) -> Bool {
        !facts.hints.isDisjoint(with: [.author, .date, .metadata]) || stack.last?.mark != nil
            || isInByline
    }

    private var isInByline: Bool { page.elements[Int(stack.last?.element ?? 0)].hints.contains(.metadata) }

    private func isHidden(_ tag: HTMLTag, _ flow: HTMLTag.Flow, _ facts: HTMLTagFacts) -> Bool {
        if flow == .hidden { return shown != .all || tag.isNeverShown }
        return facts.isHidden && !shown.shows(facts)
    }

    private mutating func applyOpening(_ flow: HTMLTag.Flow) {
        switch flow {
        case .block: endBlock()
        case .cell, .spaced: separate(flow)
        case .lineBreak: breakLine()
        case .inline, .hidden, .annotation: break
        }
    }

    /// A line break; two with nothing between them are the border of a paragraph.
    private mutating func breakLine() {
        if text.bytes.count == lastLineBreak {
            endBlock()
        } else {
            text.appendLineBreak()
            lastLineBreak = text.bytes.count
        }
    }

    /// Keeps short cells of a row together; long ones, and those of several lines, are apart.
    private mutating func separate(_ flow: HTMLTag.Flow) {
        let hasLines = lastLineBreak > text.bytes.count - text.blockCount
        if flow == .cell, hasLines || text.blockCount > Self.longCell { endBlock() } else { text.appendSpace() }
    }

    private static let longCell = 120

    private mutating func endBlock() {
        if page.blocks.count < HTMLPage.limit { closeBlock() } else { text.appendLineBreak() }
    }

    private mutating func closeBlock() {
        if let range = text.endBlock() {
            page.blocks.append(
                HTMLBlock(
                    start: UInt32(truncatingIfNeeded: range.lowerBound),
                    end: UInt32(truncatingIfNeeded: range.upperBound),
                    element: blockElement,
                    linkBytes: UInt32(truncatingIfNeeded: min(blockLinkBytes, range.count))
                )
            )
        }
        blockLinkBytes = 0
        lastLineBreak = -1
        if !annotation.isAtBlockStart, annotationDepth == 0 { addAnnotation() }
    }

    /// Puts what stood above the characters of a block into a block of its own behind it.
    private mutating func addAnnotation() {
        let collected = annotation
        annotation = VisibleText()
        text.append(collected.bytes.span)
        guard let range = text.endBlock() else { return }
        page.blocks.append(
            HTMLBlock(
                start: UInt32(truncatingIfNeeded: range.lowerBound),
                end: UInt32(truncatingIfNeeded: range.upperBound),
                element: blockElement,
                linkBytes: 0,
                isAnnotation: true
            )
        )
    }

    /// Records the element, with its hints, when it begins a block or may be a by-line or date.
    private mutating func record(
        _ tag: HTMLTag,
        _ flow: HTMLTag.Flow,
        _ facts: HTMLTagFacts,
        in frame: inout Frame
    ) {
        let hints = HTMLHints.of(tag).union(facts.hints)
        if flow == .block || flow == .cell, page.elements.count < HTMLPage.limit {
            page.elements.append(HTMLElement(tag: tag, parent: frame.element, hints: hints))
            frame.element = UInt32(page.elements.count - 1)
            if facts.sectionLength > 0, page.sections.count < Self.sectionLimit {
                let id = facts.sectionStart..<(facts.sectionStart &+ UInt32(facts.sectionLength))
                page.sections.append(HTMLSection(element: frame.element, id: id, isAccused: facts.isAccusedById))
            }
        }
        if flow == .inline, hints.contains(.recipe) { page.markRecipe(in: frame.element) }
        guard page.marks.count < Self.markLimit else { return }
        if hints.contains(.author) || facts.isName && stack.suffix(2).contains(where: { $0.mark == .author }) {
            frame.mark = .author
        } else if hints.contains(.date) || tag == .time {
            frame.mark = .date
        } else if tag == .a, facts.leadsToAuthor || facts.leadsToMember {
            frame.mark = facts.leadsToAuthor ? .authorLink : .memberLink
        }
        frame.markStart = text.bytes.count
    }

    private static let sectionLimit = 4_000
    private static let markLimit = 1_000

    private mutating func endMark(_ kind: HTMLMark.Kind, _ frame: Frame) {
        // Blanks before the end may yet be those at the end of a block, which vanish.
        var end = text.bytes.count
        while end > frame.markStart, text.bytes[end - 1] <= 0x20 { end -= 1 }
        let range = frame.markStart..<max(frame.markStart, end)
        guard 1..<Self.longestMark ~= range.count, page.marks.count < Self.markLimit else { return }
        page.marks.append(HTMLMark(kind: kind, range: range, element: frame.element))
    }

    private static let longestMark = 400
}

extension HTMLPageBuilder {
    /// Reads the metadata that the next element carries.
    mutating func readMetadata(_ tag: HTMLTag, _ attributes: HTMLAttributes, _ facts: HTMLTagFacts) {
        switch tag {
        case .meta: readMeta(attributes)
        case .script:
            isInLinkedData =
                attributes.value(.type).map { $0.starts(with: "application/ld+json".utf8) } ?? false
                && page.metadata.linkedData.count < 32
            if isInLinkedData { page.metadata.linkedData.append([]) }
        case .link:
            let isCanonical = attributes.value(.rel)?.elementsEqual("canonical".utf8) ?? false
            if isCanonical, page.metadata.canonicalURL == nil {
                page.metadata.canonicalURL = Self.string(attributes.value(.href))
            }
        case .html:
            guard page.metadata.language == nil else { return }
            page.metadata.language = Self.string(attributes.value(.lang) ?? attributes.value(.xmlLang))
        case .time: addTime(attributes.value(.datetime), facts)
        // <abbr class="published" title="2017-09-09T10:52:00+02:00">, as microformats have it.
        default: if facts.hints.contains(.date) { addTime(attributes.value(.title), facts) }
        }
        let name = attributes.value(.itemprop) ?? attributes.value(.property).map { HTMLHints.localName($0) }
        if tag != .meta, let content = Self.string(attributes.value(.content)), let property = Self.string(name) {
            addEntry(property, content)
        }
    }

    private mutating func addTime(_ value: ArraySlice<UInt8>?, _ facts: HTMLTagFacts) {
        guard let datetime = Self.string(value), page.metadata.times.count < 200 else { return }
        let element = stack.last?.element ?? 0
        page.metadata.times.append(
            .init(datetime: datetime, isPublication: facts.hints.contains(.date), element: element)
        )
    }

    private mutating func readMeta(_ attributes: HTMLAttributes) {
        guard let content = Self.string(attributes.value(.content)) else { return }
        for name in [HTMLAttribute.property, .name, .itemprop, .httpEquiv] {
            if let key = Self.string(attributes.value(name)) { addEntry(key, content) }
        }
    }

    private mutating func addEntry(_ name: String, _ content: String) {
        guard page.metadata.entries.count < 500, name.utf8.count <= 100 else { return }
        page.metadata.entries.append(.init(name: name.lowercased(), content: content))
    }

    /// A value of ordinary length without white space at its ends; nil for nothing.
    private static func string(_ value: ArraySlice<UInt8>?) -> String? {
        guard var value, value.count <= 8_192 else { return nil }
        while let last = value.last, last <= 0x20 { value.removeLast() }
        value = value.drop { $0 <= 0x20 }
        return value.isEmpty ? nil : String(decoding: value, as: UTF8.self)
    }
}
