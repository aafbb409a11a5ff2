/// The elements that reading text needs to tell apart; all others are ``unknown``, or ``custom`` when their name
/// has a hyphen.
enum HTMLTag: UInt8, CaseIterable {
    case unknown, custom
    case html, head, body, title, meta, link, base, script, style, template, noscript
    case article, aside, footer, header, main, nav, section, search, hgroup, address
    case h1, h2, h3, h4, h5, h6
    case div, p, blockquote, pre, ul, ol, li, dl, dt, dd, menu, figure, figcaption, hr, center, details,
        summary
    case table, caption, thead, tbody, tfoot, tr, td, th, colgroup, col
    case form, fieldset, legend, label, input, button, select, optgroup, option, textarea, datalist, output
    case a, abbr, b, big, br, cite, code, em, font, i, img, kbd, mark, q, rp, rt, ruby, s, samp, small, span
    case strong, sub, sup, time, tt, u, `var`, wbr
    case audio, canvas, dialog, embed, frame, frameset, iframe, map, math, annotation, noframes, object,
        picture
    case svg, desc, video, xmp, listing, plaintext

    /// What the element does to the text around it.
    enum Flow: UInt8 {
        /// Nothing.
        case inline
        /// Begins and ends a block.
        case block
        /// A table cell: a space from the next when both are short, else a block.
        case cell
        /// A space before and after.
        case spaced
        case lineBreak
        /// Its content is not shown.
        case hidden
        /// A reading aid above or beside the characters it explains.
        case annotation
    }

    var flow: Flow {
        switch self {
        case .unknown, .a, .abbr, .b, .big, .cite, .code, .em, .font, .i, .kbd, .mark, .q, .ruby, .s, .samp,
            .small,
            .span, .strong, .sub, .sup, .time, .tt, .u, .var, .wbr, .label, .output, .math, .picture, .map,
            .base,
            .meta, .link, .col:
            .inline
        case .td, .th: .cell
        case .img, .input, .button, .option, .embed: .spaced
        case .br: .lineBreak
        case .script, .style, .template, .noscript, .datalist, .audio, .canvas, .iframe, .noframes, .object,
            .video,
            .annotation:
            .hidden
        case .rp, .rt: .annotation
        default: .block
        }
    }

    /// Whether no reader sees what the element holds, whatever else is shown.
    var isNeverShown: Bool { [.script, .style, .template, .datalist, .annotation].contains(self) }

    var isHeading: Bool { HTMLTag.h1.rawValue...HTMLTag.h6.rawValue ~= rawValue }

    /// Elements that are themselves a paragraph, an item or a cell.
    var isParagraph: Bool {
        switch self {
        case .p, .blockquote, .pre, .li, .td, .dd: true
        default: false
        }
    }

    /// Elements that hold items or rows.
    var isList: Bool { self == .ul || self == .ol || self == .dl || self == .table }

    /// Elements of which a page has one, around everything.
    var isWhole: Bool { self == .html || self == .body || self == .main }

    /// Elements around or before all others.
    var isOuter: Bool { self == .html || self == .head || self == .body }

    /// Elements for which the parser opens no body.
    var isBeforeBody: Bool {
        switch self {
        case .html, .head, .frameset, .frame, .noframes: true
        default: isHeadContent
        }
    }

    /// Elements for which the parser opens a head where there was none.
    var isHeadContent: Bool {
        switch self {
        case .title, .meta, .link, .base, .script, .style: true
        default: false
        }
    }

    /// Elements inside paragraphs that close no others, but for links and links, and that nothing inside closes.
    var isPhrase: Bool {
        switch self {
        case .a, .abbr, .b, .big, .cite, .code, .em, .font, .i, .kbd, .mark, .q, .s, .samp, .small, .span, .strong,
            .sub, .sup, .tt, .u, .var:
            true
        default: isVoidPhrase
        }
    }

    /// Those of them that have no end tag.
    var isVoidPhrase: Bool { self == .br || self == .img || self == .wbr }

    /// What readers choose from or write into.
    var isControl: Bool { self == .select || self == .textarea }

    /// Whether white space inside is shown as it stands.
    var isPreformatted: Bool {
        self == .pre || self == .textarea || self == .xmp || self == .listing || self == .plaintext
    }
}

/// The attributes that are looked at.
enum HTMLAttribute: UInt8, CaseIterable {
    case none
    case id, `class`, role, style, hidden, itemprop, rel, href, lang, name, property, content, type, datetime
    case httpEquiv, xmlLang, itemtype, title, shadowrootmode, shadowroot
}

/// Tells what names of tags and attributes mean, in either case. Whoever asks for each tag of a page keeps it: whether
/// something shared is there yet is a call each time.
struct HTMLNames: Sendable {
    static let shared = HTMLNames()

    private let tags = NameTable(
        HTMLTag.allCases.filter { $0 != .unknown && $0 != .custom }.map {
            (String(describing: $0), $0.rawValue)
        }
    )
    private let attributes = NameTable(
        HTMLAttribute.allCases.filter { $0 != .none }.map { attribute in
            switch attribute {
            case .httpEquiv: ("http-equiv", attribute.rawValue)
            case .xmlLang: ("xml:lang", attribute.rawValue)
            default: (String(describing: attribute), attribute.rawValue)
            }
        }
    )

    func tag(_ name: Span<UInt8>) -> HTMLTag {
        if let index = tags.index(of: name) { return HTMLTag(rawValue: index) ?? .unknown }
        for index in name.indices where name[index] == UInt8(ascii: "-") { return .custom }
        return .unknown
    }

    func attribute(_ name: Span<UInt8>) -> HTMLAttribute {
        attributes.index(of: name).flatMap { HTMLAttribute(rawValue: $0) } ?? .none
    }
}

/// Finds short names in a few nanoseconds: a hash table without collisions to resolve at run time but by probing.
private struct NameTable: Sendable {
    private struct Slot: Sendable {
        var key: UInt64 = 0
        var length: UInt8 = 0
        var index: UInt8 = 0
    }

    private var slots = [Slot](repeating: Slot(), count: 512)

    init(_ names: [(String, UInt8)]) {
        for (name, index) in names {
            let bytes = Array(name.utf8)
            let key = Self.key(bytes.span)
            var place = Self.place(key, bytes.count)
            while slots[place].length != 0 { place = (place + 1) & 511 }
            slots[place] = Slot(key: key, length: UInt8(bytes.count), index: index)
        }
    }

    func index(of name: Span<UInt8>) -> UInt8? {
        let key = Self.key(name)
        var place = Self.place(key, name.count)
        while slots[place].length != 0 {
            if slots[place].key == key, Int(slots[place].length) == name.count { return slots[place].index }
            place = (place &+ 1) & 511
        }
        return nil
    }

    /// The first eight bytes in lower case; with the length they tell all names of the tables apart.
    private static func key(_ name: Span<UInt8>) -> UInt64 {
        var key: UInt64 = 0
        for index in 0..<min(8, name.count) {
            let byte = name[index]
            key = key << 8 | UInt64(byte &- 0x41 < 26 ? byte | 0x20 : byte)
        }
        return key
    }

    private static func place(_ key: UInt64, _ length: Int) -> Int {
        Int(truncatingIfNeeded: ((key &+ UInt64(length)) &* 0x9E37_79B9_7F4A_7C15) >> 55)
    }
}
