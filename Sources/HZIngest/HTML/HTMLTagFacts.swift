/// What the attributes of a start tag say, as far as reading text needs it; metadata apart.
struct HTMLTagFacts {
    /// What its class, id, role, itemprop, itemtype and rel hint at.
    var hints: HTMLHints = []
    /// Whether it has an `href`.
    var hasTarget = false
    /// Whether that leads to a writer's page.
    var leadsToAuthor = false
    /// Whether `hidden` or its `style` hide it.
    var isHidden = false

    /// Whether they say nothing.
    var isEmpty: Bool { hints.isEmpty && !hasTarget && !isHidden }
}

extension HTMLTagFacts {
    /// Reads the attributes of a tag. Of two of one name the first one counts, as for libxml2; character references in the
    /// values are left as they are, since nothing that is looked for has any.
    ///
    /// - Returns: the facts, and which attributes the tag has.
    static func read(
        _ attributes: [MarkupScanner.Attribute],
        of page: [UInt8],
        hints classHints: inout HTMLClassHints
    ) -> (facts: HTMLTagFacts, names: HTMLAttributeSet) {
        var facts = HTMLTagFacts()
        var names = HTMLAttributeSet()
        var isStreamed = false
        var isStyledAway = false
        for attribute in attributes {
            let name = HTMLAttribute.named(page.span.extracting(attribute.name))
            guard name != .none, names.insert(name) else { continue }
            let value = attribute.value
            switch name {
            case .class: facts.hints.formUnion(classHints.hints(page.span.extracting(value)))
            case .id:
                let hints = classHints.hints(page.span.extracting(value))
                facts.hints.formUnion(Self.isHeadline(page.span.extracting(value)) ? hints.withoutVerdicts : hints)
                isStreamed = Self.isStreamed(page[value])
            case .href:
                facts.hasTarget = true
                facts.leadsToAuthor = WebAddress.isOfAuthor(page.span.extracting(value))
            case .style: isStyledAway = HTMLStyle.hides(page.span.extracting(value))
            case .role: facts.hints.formUnion(HTMLHints.ofRole(page[value]))
            case .itemprop: facts.hints.formUnion(HTMLHints.ofProperty(page[value]))
            case .itemtype: facts.hints.formUnion(HTMLHints.ofType(page[value]))
            case .rel where page[value].elementsEqual("author".utf8): facts.hints.formUnion(.author)
            default: break
            }
        }
        facts.isHidden = names.contains(.hidden) ? !isStreamed : isStyledAway
        return (facts, names)
    }

    /// Whether an id is a whole headline, as programs make them of the heading of a section for links to lead there:
    /// "respond-to-what-reviewers-comment-on". Its words say what the section is about.
    private static func isHeadline(_ id: Span<UInt8>) -> Bool {
        var borders = 0
        for index in id.indices where id[index] == UInt8(ascii: "-") || id[index] == UInt8(ascii: "_") { borders += 1 }
        return borders >= 5
    }

    /// Pages that React renders while they are sent carry finished parts in hidden elements, `id="S:0"` and so on, that a
    /// line of script moves to where they are shown (react-dom/server, completed boundaries).
    private static func isStreamed(_ id: ArraySlice<UInt8>) -> Bool { id.starts(with: "S:".utf8) }
}

/// Which of the attributes that are looked at a tag has.
struct HTMLAttributeSet {
    private var bits: UInt32 = 0

    /// Whether there is one of this name.
    func contains(_ name: HTMLAttribute) -> Bool { bits & Self.bit(name) != 0 }

    /// Adds a name; false where it was there.
    mutating func insert(_ name: HTMLAttribute) -> Bool {
        let isNew = !contains(name)
        bits |= Self.bit(name)
        return isNew
    }

    private static func bit(_ name: HTMLAttribute) -> UInt32 { 1 << UInt32(name.rawValue & 31) }
}
