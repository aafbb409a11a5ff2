/// Reads the one thing that matters here out of a `style` attribute.
///
/// `visibility: hidden` keeps the room of what it hides: it is there for a script to show the text when it is reached, as
/// sliders and effects of scrolling do.
enum HTMLStyle {
    /// Whether the declarations say `display: none`.
    static func hides(_ style: Span<UInt8>) -> Bool {
        // How far the declaration that is being read is that one; -1 where it is another.
        var matched = 0
        for index in 0..<min(style.count, looked) where style[index] > 0x20 {
            let byte = style[index]
            if byte == UInt8(ascii: ";") {
                matched = 0
                continue
            }
            let folded = byte &- 0x41 < 26 ? byte | 0x20 : byte
            matched = matched >= 0 && noDisplay[matched] == folded ? matched + 1 : -1
            if matched == noDisplay.count { return true }
        }
        return false
    }

    private static let looked = 1_024
    private static let noDisplay = Array("display:none".utf8)
}
