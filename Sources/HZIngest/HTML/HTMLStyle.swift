/// Reads the one thing that matters here out of a `style` attribute.
enum HTMLStyle {
    /// Whether the declarations say `display: none` or `visibility: hidden`.
    static func hides(_ style: ArraySlice<UInt8>) -> Bool {
        var compact: [UInt8] = []
        for byte in style.prefix(1_024) where byte > 0x20 {
            compact.append(byte &- 0x41 < 26 ? byte | 0x20 : byte)
        }
        return contains(compact, "display:none") || contains(compact, "visibility:hidden")
    }

    private static func contains(_ style: [UInt8], _ declaration: String) -> Bool {
        let wanted = Array(declaration.utf8)
        guard style.count >= wanted.count, let first = wanted.first else { return false }
        for start in 0...(style.count - wanted.count) where style[start] == first {
            let isWhole = start == 0 || style[start - 1] == UInt8(ascii: ";")
            if isWhole, style[start...].starts(with: wanted) { return true }
        }
        return false
    }
}
