/// Whether a link is open in the parser, which another one would close; told of the tags that it is fed.
struct OpenLink {
    /// True too where that is not certain.
    var isOpen: Bool { count > 0 }
    /// How many links may be open: those that the parser closes by itself are not known.
    private var count = 0
    /// Elements inside, not closed yet, that the end tag of a link does not close: the link stays open then.
    private var holders: [HTMLTag] = []

    /// Takes note of a start tag whose element stays open.
    mutating func begin(_ tag: HTMLTag) {
        if tag == .a { count &+= 1 } else if isOpen, Self.holds(tag) { holders.append(tag) }
    }

    /// Takes note of an end tag.
    mutating func end(_ tag: HTMLTag) {
        if tag == .a {
            if isOpen, holders.isEmpty { count &-= 1 }
        } else if tag == holders.last {
            holders.removeLast()
        }
    }

    /// The elements that libxml2 ranks above others (`htmlEndPriority`).
    private static func holds(_ tag: HTMLTag) -> Bool {
        switch tag {
        case .div, .table, .thead, .tbody, .tfoot, .tr, .td, .th: true
        default: false
        }
    }
}
