/// A digit of ASCII, of Arabic and Persian, or a full-width one.
struct DecimalDigit {
    let value: Int
    /// Bytes in UTF-8.
    let length: Int

    /// The digit at a place of a text in UTF-8; nil where there is none.
    init?<Text: RandomAccessCollection<UInt8>>(_ text: Text, at place: Text.Index) where Text.Index == Int {
        guard place < text.endIndex else { return nil }
        let lead = text[place]
        if lead &- 0x30 < 10 {
            (value, length) = (Int(lead - 0x30), 1)
            return
        }
        let first: UInt8
        switch lead {
        // U+0660, U+06F0, U+FF10.
        case 0xD9: (first, length) = (0xA0, 2)
        case 0xDB: (first, length) = (0xB0, 2)
        case 0xEF where place + 2 < text.endIndex && text[place + 1] == 0xBC: (first, length) = (0x90, 3)
        default: return nil
        }
        let last = place + length - 1
        guard last < text.endIndex, text[last] &- first < 10 else { return nil }
        value = Int(text[last] &- first)
    }
}
