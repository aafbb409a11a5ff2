/// Where on a page the parser is; told of the tags that it is fed.
struct ParserPlace {
    private enum Part { case start, head, behindHead, body, end }

    private var part = Part.start
    /// Whether the head may hold an element that the parser takes for none of a head's: it does not open the body then.
    private var isHeadMixed = false

    /// Whether a body is open and no head: only there the parser opens and closes nothing for an inline element. False too
    /// where that is not certain.
    var isBody: Bool { part == .body }

    /// Takes note of a start tag.
    mutating func begin(_ tag: HTMLTag) {
        switch part {
        case .start where tag == .head || tag.isHeadContent: part = .head
        case .start where !tag.isBeforeBody, .behindHead where !tag.isBeforeBody: part = .body
        case .head where tag == .body || Self.closesHead(tag) && !isHeadMixed: part = .body
        case .head where !tag.isHeadContent: isHeadMixed = true
        default: break
        }
    }

    /// Takes note of an end tag.
    mutating func end(_ tag: HTMLTag) {
        switch tag {
        case .head where part == .head: part = .behindHead
        // It closes the body with it, where that is inside.
        case .head where part == .body: part = .end
        case .body, .html: part = .end
        default: break
        }
    }

    /// Elements at which libxml2 ends a head (`htmlStartClose`).
    private static func closesHead(_ tag: HTMLTag) -> Bool {
        switch tag {
        case .a, .abbr, .address, .b, .big, .blockquote, .br, .center, .cite, .code, .dd, .div, .dl, .dt, .em,
            .fieldset,
            .font, .form, .h1, .h2, .h3, .h4, .h5, .h6, .hr, .i, .iframe, .img, .kbd, .li, .listing, .map, .menu, .ol,
            .p,
            .pre, .q, .s, .samp, .small, .span, .strong, .sub, .sup, .table, .tt, .u, .ul, .var, .xmp:
            true
        default: false
        }
    }
}
