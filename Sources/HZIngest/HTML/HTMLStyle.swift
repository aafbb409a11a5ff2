/// Reads the one thing that matters here out of a `style` attribute.
enum HTMLStyle {
    /// Whether the declarations say `display: none` or `visibility: hidden`.
    static func hides(_ style: Span<UInt8>) -> Bool {
        // How far the declaration that is being read is one of the two; -1 where it is another.
        var matched = (0, 0)
        for index in 0..<min(style.count, looked) where style[index] > 0x20 {
            let byte = style[index]
            if byte == UInt8(ascii: ";") {
                matched = (0, 0)
                continue
            }
            let folded = byte &- 0x41 < 26 ? byte | 0x20 : byte
            matched = (step(matched.0, folded, noDisplay), step(matched.1, folded, noVisibility))
            if matched.0 == noDisplay.count || matched.1 == noVisibility.count { return true }
        }
        return false
    }

    private static let looked = 1_024
    private static let noDisplay = Array("display:none".utf8)
    private static let noVisibility = Array("visibility:hidden".utf8)

    private static func step(_ matched: Int, _ byte: UInt8, _ declaration: [UInt8]) -> Int {
        matched >= 0 && declaration[matched] == byte ? matched + 1 : -1
    }
}
