/// What the attributes of a start tag say, as far as reading text needs it; metadata apart.
struct HTMLTagFacts {
    /// What its class, id, role, itemprop, itemtype and rel hint at.
    var hints: HTMLHints = []
    /// Where on the page its id begins, of an element that may be a section, and its length; 0 for none.
    private(set) var sectionStart: UInt32 = 0
    private(set) var sectionLength: UInt16 = 0
    private var flags: UInt16 = 0

    /// Whether it has an `href`.
    var hasTarget: Bool { has(Self.target) }
    /// Whether that leads to a writer's page.
    var leadsToAuthor: Bool { has(Self.author) }
    /// Whether it leads to the page of somebody who has an account.
    var leadsToMember: Bool { has(Self.member) }
    /// Whether it leads to a place inside a page.
    var leadsInside: Bool { has(Self.inside) }
    /// Whether it leads to the front page of a site.
    var leadsHome: Bool { has(Self.home) }
    /// Whether `hidden` or its `style` hide it.
    var isHidden: Bool { has(Self.hidden) }
    /// Whether that leaves its place on the page empty (``HTMLStyle/Hiding/inPlace``).
    var isHiddenInPlace: Bool { has(Self.inPlace) }
    /// Whether its `style` or `class` gives it lines of its own.
    var isBlock: Bool { has(Self.block) }
    /// Whether it is the content of the element around it, which scripts would put there (declarative shadow DOM).
    var isShadowRoot: Bool { has(Self.shadow) }
    /// Whether its id says something against it that its class does not.
    var isAccusedById: Bool { has(Self.accused) }

    /// Whether it is the name of what the element around it tells of (itemprop).
    var isName: Bool { has(Self.name) }

    /// Whether they say nothing.
    var isEmpty: Bool { hints.isEmpty && sectionLength == 0 && flags & ~(Self.author | Self.member) == 0 }

    private static let target: UInt16 = 1
    private static let author: UInt16 = 2
    private static let inside: UInt16 = 4
    private static let home: UInt16 = 8
    private static let hidden: UInt16 = 16
    private static let shadow: UInt16 = 32
    private static let accused: UInt16 = 64
    private static let name: UInt16 = 128
    private static let inPlace: UInt16 = 256
    private static let block: UInt16 = 512
    private static let member: UInt16 = 1024

    private func has(_ flag: UInt16) -> Bool { flags & flag != 0 }

    private mutating func set(_ flag: UInt16, _ value: Bool) {
        if value { flags |= flag }
    }
}

extension HTMLTagFacts {
    /// Reads the attributes of a tag. Of two of one name the first one counts, as for libxml2; character references in the
    /// values are left as they are, since nothing that is looked for has any.
    ///
    /// - Returns: the facts, and which attributes the tag has.
    static func read(
        _ attributes: [MarkupScanner.Attribute],
        of tag: HTMLTag,
        on page: [UInt8],
        names known: HTMLNames,
        hints classHints: inout HTMLClassHints
    ) -> (facts: HTMLTagFacts, names: HTMLAttributeSet) {
        var facts = HTMLTagFacts()
        var names = HTMLAttributeSet()
        var isStreamed = false
        var style = HTMLStyle()
        var isBlockByClass = false
        var ofId: HTMLHints = []
        for attribute in attributes {
            let name = known.attribute(page.span.extracting(attribute.name))
            guard name != .none, names.insert(name) else { continue }
            let value = attribute.value
            switch name {
            case .class:
                let (ofClass, isBlock) = classHints.read(page.span.extracting(value))
                facts.hints.formUnion(ofClass)
                isBlockByClass = isBlock
            case .id:
                ofId = classHints.read(page.span.extracting(value)).hints
                // The id of a heading is made of its words, as is that of a headline.
                if tag.isHeading || Self.isHeadline(page.span.extracting(value)) { ofId = ofId.withoutVerdicts }
                if tag == .section || tag == .div, let length = UInt16(exactly: value.count) {
                    facts.sectionStart = UInt32(truncatingIfNeeded: value.lowerBound)
                    facts.sectionLength = length
                }
                isStreamed = Self.isStreamed(page[value])
            case .href:
                let address = page.span.extracting(value)
                facts.set(target, true)
                facts.set(author, WebAddress.isOfAuthor(address))
                facts.set(member, WebAddress.isOfMember(address))
                facts.set(home, WebAddress.isFrontPage(address))
                facts.set(inside, WebAddress.hasFragment(address))
            case .style: style = HTMLStyle(page.span.extracting(value))
            case .role: facts.hints.formUnion(HTMLHints.ofRole(page[value]))
            case .itemprop, .property:
                // That of "meta" names what its content is, and belongs to the head of the page.
                guard tag != .meta || name == .itemprop else { continue }
                let property = HTMLHints.localName(page[value])
                facts.hints.formUnion(HTMLHints.ofProperty(property))
                facts.set(Self.name, property.elementsEqual("name".utf8))
            case .itemtype: facts.hints.formUnion(HTMLHints.ofType(page[value]))
            case .shadowrootmode, .shadowroot: facts.set(shadow, tag == .template)
            case .rel where page[value].elementsEqual("author".utf8): facts.hints.formUnion(.author)
            default: break
            }
        }
        facts.set(accused, !ofId.verdicts.subtracting(facts.hints).isEmpty)
        facts.hints.formUnion(ofId)
        let isAway = names.contains(.hidden) ? !isStreamed : style.hiding != .none
        facts.set(hidden, isAway && !facts.hints.folds)
        facts.set(inPlace, facts.isHidden && style.hiding == .inPlace && !names.contains(.hidden))
        facts.set(block, (style.isBlock || isBlockByClass) && tag.flow == .inline)
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
