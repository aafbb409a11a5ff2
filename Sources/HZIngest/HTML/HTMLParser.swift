import CLibXML2

/// Parses pages with libxml2's push parser, by events and without a tree: the one place that touches libxml2.
///
/// Treats the parser as code that may be wrong: a fresh context for each page, no network, no files, no entities but
/// HTML's own, errors ignored. Every offset it hands over is checked by its length; what it keeps of the page's nesting
/// is capped (see ``maximumDepth``), because each end tag costs it time in proportion to the open elements.
enum HTMLParser {
    /// Elements open at a time; deeper ones are taken as closed at once, their text stays.
    static let maximumDepth = 160

    private static let chunkBytes = 64 << 10

    /// Builds the page that `bytes`, valid UTF-8 that has been through ``HTMLGuard``, describe.
    ///
    /// - Parameter showsHidden: see ``HTMLPageBuilder/init(capacity:showsHidden:)``.
    /// - Complexity: O(count).
    static func parse(_ bytes: [UInt8], showsHidden: Bool = false) -> HTMLPage {
        _ = isLibraryReady
        var events = unsafe Events(
            builder: HTMLPageBuilder(capacity: bytes.count / 4, showsHidden: showsHidden)
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
            unsafe feed(bytes, to: context)
            return unsafe events.pointee.builder.finish()
        }
    }

    /// Set up once for the process, before any thread parses.
    private static let isLibraryReady: Bool = {
        xmlInitParser()
        return true
    }()

    /// In chunks that end between characters.
    private static func feed(_ bytes: [UInt8], to context: htmlParserCtxtPtr) {
        unsafe bytes.withUnsafeBytes { raw in
            var start = 0
            while start < raw.count {
                var end = min(start + chunkBytes, raw.count)
                while end < raw.count, end > start, unsafe raw[end] & 0xC0 == 0x80 { end -= 1 }
                if end == start { end = min(start + chunkBytes, raw.count) }
                let chunk = unsafe raw.baseAddress?.advanced(by: start).assumingMemoryBound(to: CChar.self)
                unsafe htmlParseChunk(context, chunk, Int32(end - start), 0)
                start = end
            }
            unsafe htmlParseChunk(context, nil, 0, 1)
        }
    }

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
        unsafe events.pointee.attributes.removeAll()
        var next = unsafe attributes
        while let pair = unsafe next, let attribute = unsafe pair.pointee {
            let known = unsafe HTMLAttribute.named(
                Span(_unsafeStart: attribute, count: Int(xmlStrlen(attribute)))
            )
            if known != .none {
                // An attribute without a value has none here.
                let value = unsafe pair[1] ?? attribute
                let count = unsafe pair[1] == nil ? 0 : Int(xmlStrlen(value))
                unsafe events.pointee.attributes.append(known, value: Span(_unsafeStart: value, count: count))
            }
            unsafe next = unsafe pair + 2
        }
        let tag = unsafe HTMLTag.named(Span(_unsafeStart: name, count: Int(xmlStrlen(name))))
        unsafe events.pointee.builder.open(tag, events.pointee.attributes)
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
        if isRaw {
            unsafe events.pointee.builder.add(raw: piece)
        } else {
            unsafe events.pointee.builder.add(piece)
        }
    }

    /// What the callbacks work on; lives on the stack of ``parse(_:showsHidden:)``.
    @safe private struct Events {
        var builder: HTMLPageBuilder
        var attributes = HTMLAttributes()
        var context: htmlParserCtxtPtr?

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
