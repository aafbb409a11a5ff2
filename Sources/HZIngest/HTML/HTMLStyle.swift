/// What matters here of a `style` attribute.
struct HTMLStyle {
    /// How an element is hidden.
    enum Hiding {
        case none
        /// `visibility: hidden` alone: its place on the page is kept, as for what a script shows once the page is ready.
        case inPlace
        /// `display: none`; what letters have for lists of letters to show and for nobody to read.
        case away
    }

    private(set) var hiding = Hiding.none
    /// Whether it stands on lines of its own, whatever its tag: `display: block` and the like.
    private(set) var isBlock = false

    /// Nothing said.
    init() {}

    /// What the declarations say; behind one that hides the element the others don't matter.
    init(_ style: Span<UInt8>) {
        // How far the declaration that is being read is one of the two; -1 where it is another.
        var matched = (0, 0)
        // The value of "display" so far, its last byte the lowest.
        var display: UInt64 = 0
        var mail = MailStyle()
        for index in 0..<min(style.count, Self.looked) where style[index] > 0x20 {
            let byte = style[index]
            if byte == UInt8(ascii: ";") {
                (matched, display) = ((0, 0), 0)
                mail.endDeclaration()
                continue
            }
            let folded = byte &- 0x41 < 26 ? byte | 0x20 : byte
            mail.take(folded)
            if matched.0 == Self.display.count {
                display = display &<< 8 | UInt64(folded)
                if display == Self.none {
                    hiding = .away
                    return
                }
                if Self.blocks.contains(display) { isBlock = true }
                continue
            }
            matched = (Self.step(matched.0, folded, Self.display), Self.step(matched.1, folded, Self.noVisibility))
            if matched.1 == Self.noVisibility.count { (hiding, matched) = (.inPlace, (-1, -1)) }
        }
        if mail.hides { hiding = .away }
    }

    private static let looked = 1_024
    private static let display = Array("display:".utf8)
    private static let noVisibility = Array("visibility:hidden".utf8)
    private static let none = packed("none")
    private static let blocks = [packed("block"), packed("flex"), packed("grid"), packed("table")]

    private static func packed(_ word: String) -> UInt64 { word.utf8.reduce(0) { $0 << 8 | UInt64($1) } }

    private static func step(_ matched: Int, _ byte: UInt8, _ declaration: [UInt8]) -> Int {
        matched >= 0 && declaration[matched] == byte ? matched + 1 : -1
    }
}
