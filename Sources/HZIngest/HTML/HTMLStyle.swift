/// Reads the one thing that matters here out of a `style` attribute.
enum HTMLStyle {
    /// How an element is hidden.
    enum Hiding {
        case none
        /// `visibility: hidden` alone: its place on the page is kept, as for what a script shows once the page is ready.
        case inPlace
        /// `display: none`.
        case away
    }

    /// What the declarations say.
    static func hiding(_ style: Span<UInt8>) -> Hiding {
        // How far the declaration that is being read is one of the two; -1 where it is another.
        var matched = (0, 0)
        var hiding = Hiding.none
        for index in 0..<min(style.count, looked) where style[index] > 0x20 {
            let byte = style[index]
            if byte == UInt8(ascii: ";") {
                matched = (0, 0)
                continue
            }
            let folded = byte &- 0x41 < 26 ? byte | 0x20 : byte
            matched = (step(matched.0, folded, noDisplay), step(matched.1, folded, noVisibility))
            if matched.0 == noDisplay.count { return .away }
            if matched.1 == noVisibility.count { (hiding, matched) = (.inPlace, (-1, -1)) }
        }
        return hiding
    }

    private static let looked = 1_024
    private static let noDisplay = Array("display:none".utf8)
    private static let noVisibility = Array("visibility:hidden".utf8)

    private static func step(_ matched: Int, _ byte: UInt8, _ declaration: [UInt8]) -> Int {
        matched >= 0 && declaration[matched] == byte ? matched + 1 : -1
    }
}
