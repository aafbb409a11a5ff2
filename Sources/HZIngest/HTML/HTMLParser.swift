import CLibXML2

/// Parses pages with libxml2's push parser, by events and without a tree: the one place that touches libxml2.
///
/// Treats the parser as code that may be wrong: a fresh context for each page, no network, no files, no entities but
/// HTML's own, errors ignored. Every offset it hands over is checked by its length; what it keeps of the page's nesting
/// is capped (see ``maximumDepth``), because each end tag costs it time in proportion to the open elements.
enum HTMLParser {
    /// Elements open at a time; deeper ones are taken as closed at once, their text stays.
    static let maximumDepth = 160

    /// Builds the page that `bytes`, valid UTF-8, describe; what the parser is given of them ``HTMLFeed`` decides.
    ///
    /// - Parameter shown: what to take for visible of that which is not.
    /// - Complexity: O(count).
    static func parse(_ bytes: [UInt8], shown: HiddenParts = .none) -> HTMLPage {
        _ = isLibraryReady
        var events = Events(
            builder: HTMLPageBuilder(capacity: bytes.count / 4, shown: shown),
            feed: HTMLFeed(bytes)
        )
        return unsafe withUnsafeMutablePointer(to: &events) { events in
            var handler = unsafe Self.handler()
            guard
                let context = unsafe htmlCreatePushParserCtxt(
                    &handler,
                    events,
                    nil,
                    0,
                    nil,
                    XML_CHAR_ENCODING_UTF8
                )
            else {
                return HTMLPage()
            }
            defer { unsafe htmlFreeParserCtxt(context) }
            unsafe events.pointee.context = unsafe context
            // The encoding has been decided: what the page declares is ignored.
            let options =
                HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
                | HTML_PARSE_NONET.rawValue | HTML_PARSE_IGNORE_ENC.rawValue
            unsafe htmlCtxtUseOptions(context, Int32(options))
            var chunk: [UInt8] = []
            chunk.reserveCapacity(2 * HTMLFeed.chunkBytes)
            while unsafe events.pointee.feed.fill(&chunk) {
                unsafe chunk.withUnsafeBytes { raw in
                    let bytes = unsafe raw.baseAddress?.assumingMemoryBound(to: CChar.self)
                    _ = unsafe htmlParseChunk(context, bytes, Int32(raw.count), 0)
                }
            }
            unsafe htmlParseChunk(context, nil, 0, 1)
            var page = unsafe events.pointee.builder.finish()
            page.source = unsafe events.pointee.feed.page
            page.scripts = unsafe events.pointee.feed.scripts
            SectionNames.forgive(&page)
            return page
        }
    }

    /// Set up once for the process, before any thread parses.
    private static let isLibraryReady: Bool = {
        xmlInitParser()
        return true
    }()

    /// Sets up what the library shares between pages.
    static func prepare() { _ = isLibraryReady }

    private static func handler() -> htmlSAXHandler {
        var handler = unsafe htmlSAXHandler()
        unsafe handler.startElement = { events, name, attributes in
            unsafe HTMLParser.start(events, name, attributes)
        }
        unsafe handler.endElement = { events, _ in
            unsafe HTMLParser.end(events)
        }
        unsafe handler.characters = { events, bytes, count in
            unsafe HTMLParser.characters(events, bytes, count, isRaw: false)
        }
        unsafe handler.ignorableWhitespace = { events, bytes, count in
            unsafe HTMLParser.characters(events, bytes, count, isRaw: false)
        }
        unsafe handler.cdataBlock = { events, bytes, count in
            unsafe HTMLParser.characters(events, bytes, count, isRaw: true)
        }
        return unsafe handler
    }

    private static func start(
        _ pointer: UnsafeMutableRawPointer?,
        _ name: UnsafePointer<xmlChar>?,
        _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
    ) {
        guard let events = unsafe pointer?.assumingMemoryBound(to: Events.self), let name = unsafe name else {
            return
        }
        // The name of the new element is on the parser's stack already.
        unsafe events.pointee.catchUp(pending: 1)
        let tag = unsafe events.pointee.tag(name)
        let facts = unsafe events.pointee.facts()
        if let attributes = unsafe attributes {
            unsafe events.pointee.read(attributes)
            unsafe events.pointee.builder.readMetadata(tag, events.pointee.attributes, facts)
        }
        unsafe events.pointee.builder.open(tag, facts)
        if unsafe events.pointee.builder.depth > maximumDepth { unsafe events.pointee.closeAtOnce() }
    }

    private static func end(_ pointer: UnsafeMutableRawPointer?) {
        guard let events = unsafe pointer?.assumingMemoryBound(to: Events.self) else { return }
        unsafe events.pointee.catchUp(pending: 0)
        unsafe events.pointee.builder.close()
    }

    private static func characters(
        _ pointer: UnsafeMutableRawPointer?,
        _ bytes: UnsafePointer<xmlChar>?,
        _ count: Int32,
        isRaw: Bool
    ) {
        guard let events = unsafe pointer?.assumingMemoryBound(to: Events.self), let bytes = unsafe bytes,
            count > 0
        else { return }
        unsafe events.pointee.catchUp(pending: 0)
        let piece = unsafe Span(_unsafeStart: bytes, count: Int(count))
        unsafe events.pointee.add(piece, isRaw: isRaw)
    }

    /// What the callbacks work on; lives on the stack of ``parse(_:shown:)``.
    @safe private struct Events {
        var builder: HTMLPageBuilder
        var feed: HTMLFeed
        var attributes = HTMLAttributes()
        var context: htmlParserCtxtPtr?
        /// Tags by where the parser keeps their names, which it does once for each name.
        private var names = unsafe [(UnsafePointer<xmlChar>?, HTMLTag)](repeating: (nil, .unknown), count: 64)

        init(builder: HTMLPageBuilder, feed: HTMLFeed) {
            self.builder = builder
            self.feed = feed
        }

        /// The tag of a name in the parser's dictionary.
        mutating func tag(_ name: UnsafePointer<xmlChar>) -> HTMLTag {
            let place = Int(truncatingIfNeeded: (UInt(bitPattern: name) &* 0x9E37_79B9_7F4A_7C15) >> 58)
            if unsafe names[place].0 == name { return unsafe names[place].1 }
            let tag = unsafe HTMLNames.shared.tag(Span(_unsafeStart: name, count: Int(xmlStrlen(name))))
            unsafe names[place] = unsafe (name, tag)
            return tag
        }

        /// The facts of the tag at whose end the parser is.
        mutating func facts() -> HTMLTagFacts {
            guard let input = unsafe context?.pointee.input, let current = unsafe input.pointee.cur,
                let end = unsafe input.pointee.end
            else { return HTMLTagFacts() }
            return unsafe feed.facts(endingAt: feed.fed - (end - current))
        }

        /// Keeps those of the parser's attributes that are looked at.
        mutating func read(_ given: UnsafeMutablePointer<UnsafePointer<xmlChar>?>) {
            attributes.removeAll()
            var next = unsafe given
            while let attribute = unsafe next.pointee {
                let known = unsafe HTMLNames.shared.attribute(
                    Span(_unsafeStart: attribute, count: Int(xmlStrlen(attribute)))
                )
                if known != .none {
                    // An attribute without a value has none here.
                    let value = unsafe next[1] ?? attribute
                    let count = unsafe next[1] == nil ? 0 : Int(xmlStrlen(value))
                    unsafe attributes.append(known, value: Span(_unsafeStart: value, count: count))
                }
                unsafe next = unsafe next + 2
            }
        }

        /// Adds text from the parser, and what went around it.
        mutating func add(_ piece: Span<UInt8>, isRaw: Bool) {
            var position = 0
            while position < piece.count {
                switch feed.bypass.passage(at: &position, in: piece) {
                case .text(let text):
                    let page = feed.page
                    builder.add(page.span.extracting(text), isRaw: isRaw)
                case .phrase(let phrase):
                    let page = feed.page
                    builder.open(phrase.tag, phrase.facts)
                    if !phrase.text.isEmpty { builder.add(page.span.extracting(phrase.text), isRaw: false) }
                    builder.close()
                case .half: break
                case nil:
                    let start = position
                    repeat { position += 1 } while position < piece.count && piece[position] != Bypass.lead
                    builder.add(piece.extracting(start..<position), isRaw: isRaw)
                }
            }
        }

        /// Closes elements that the parser gave up without a word, as it does with tags that have no end.
        mutating func catchUp(pending: Int) {
            guard let context = unsafe context else { return }
            let open = unsafe Int(context.pointee.nameNr) - pending
            while builder.depth > open, builder.depth > 0 { builder.close() }
        }

        /// Takes the element that was just opened off the parser's stack of names, as its own `htmlnamePop` does.
        mutating func closeAtOnce() {
            guard let context = unsafe context, let names = unsafe context.pointee.nameTab else { return }
            let count = unsafe Int(context.pointee.nameNr)
            guard count > 1 else { return }
            unsafe context.pointee.nameNr = Int32(count - 1)
            unsafe context.pointee.name = unsafe names[count - 2]
            unsafe names[count - 1] = nil
            builder.close()
        }
    }
}
