/// Recognizes UTF-16 and UTF-32 without a byte order mark by where their zero bytes stand.
enum WideText {
    private static let looked = 1_024

    /// The encoding of text in two or four bytes a character: mostly ASCII, or with line breaks and spaces among characters
    /// that text has; nil for anything else.
    static func charset(of bytes: [UInt8]) -> Charset? {
        let head = bytes.prefix(looked)
        guard head.count >= 8 else { return nil }
        var zeros = [0, 0, 0, 0]
        for (index, byte) in head.enumerated() where byte == 0 { zeros[index & 3] += 1 }
        guard zeros.contains(where: { $0 > 0 }) else { return nil }
        let quarter = head.count / 4
        let most = quarter * 3 / 4
        let few = quarter / 20
        if zeros[1] > most, zeros[2] > most, zeros[3] > most, zeros[0] <= few { return .utf32LittleEndian }
        if zeros[0] > most, zeros[1] > most, zeros[2] > most, zeros[3] <= few { return .utf32BigEndian }
        if zeros[1] > most, zeros[3] > most, zeros[0] <= few, zeros[2] <= few { return .utf16LittleEndian }
        if zeros[0] > most, zeros[2] > most, zeros[1] <= few, zeros[3] <= few { return .utf16BigEndian }
        if isText(head, highFirst: false) { return .utf16LittleEndian }
        if isText(head, highFirst: true) { return .utf16BigEndian }
        return nil
    }

    /// Whether pairs of bytes are characters as texts have them, some of them line breaks or spaces.
    private static func isText(_ head: ArraySlice<UInt8>, highFirst: Bool) -> Bool {
        var (units, blanks, strange) = (0, 0, 0)
        var isInPair = false
        for position in stride(from: head.startIndex, to: head.endIndex - 1, by: 2) {
            let (first, second) = (UInt16(head[position]), UInt16(head[position + 1]))
            let unit = highFirst ? first << 8 | second : second << 8 | first
            units += 1
            switch unit {
            case 0x09, 0x0A, 0x0D, 0x20: blanks += 1
            case 0x21...0x7E, 0xA0...0x06FF, 0x0900...0x0E7F, 0x2010...0x2049, 0x20A0...0x20BF, 0x2100...0x22FF,
                0x3000...0x30FF, 0x3400...0x9FFF, 0xAC00...0xD7A3, 0xFF01...0xFFE6:
                break
            case 0xD800...0xDBFF: isInPair = true
            case 0xDC00...0xDFFF where isInPair: isInPair = false
            default: strange += 1
            }
        }
        return blanks > 0 && units >= leastUnits && strange * 50 <= units
    }

    private static let leastUnits = 8
}
