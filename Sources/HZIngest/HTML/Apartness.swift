/// What of an element is to be set apart from the word before it, where nothing but a style sheet does.
enum Apartness {
    case none
    /// Of a link inside the page: a number is the mark of a note.
    case ofNumbers
    /// Of a by-line: names, dates and reading times stand one behind the other.
    case ofWords

    /// Whether a text stands apart from the one before, which ends with `last`.
    func sets(_ piece: Span<UInt8>, apartFrom last: UInt8) -> Bool {
        guard !piece.isEmpty else { return false }
        switch self {
        case .none: return false
        case .ofWords: return Self.isLetter(last) && Self.isLetter(piece[0])
        case .ofNumbers:
            guard piece.count <= 3 else { return false }
            for index in piece.indices where piece[index] &- 0x30 >= 10 { return false }
            return Self.isLetter(last) && last > 0x39 || Self.endsPart.contains(last)
        }
    }

    /// Whether all that a link inside the page shows is that it is one: "¶" or "#" behind a heading, for its address to be copied.
    static func isAnchor(_ piece: Span<UInt8>) -> Bool {
        switch piece.count {
        case 1: piece[0] == UInt8(ascii: "#")
        case 2: piece[0] == 0xC2 && piece[1] == 0xB6
        // The link of an icon font, U+F0C1.
        case 3: piece[0] == 0xEF && piece[1] == 0x83 && piece[2] == 0x81
        case 4: piece[0] == 0xF0 && piece[1] == 0x9F && piece[2] == 0x94 && piece[3] == 0x97
        default: false
        }
    }

    /// Letters, digits, and whatever is not ASCII.
    static func isLetter(_ byte: UInt8) -> Bool {
        (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte >= 0x80
    }

    private static let endsPart = Array(".,;:!?\"')".utf8)
}
