/// Whether the declarations of a style hide the first words of a letter, which programs show in lists of letters: `mso-hide: all`,
/// or neither height nor colour, and nothing that stands out.
struct MailStyle {
    /// The declarations that the one that is being read may be, those that were met, and that whose value may go on.
    private var (possible, met, open): (UInt8, UInt8, UInt8) = (every, 0, 0)
    private var length = 0

    /// Whether they do.
    var hides: Bool { met & 1 != 0 || met == Self.every & ~1 }

    /// Takes the next byte that is no white space, in small letters.
    @inline(__always)
    mutating func take(_ byte: UInt8) {
        if open != 0 {
            // "opacity: 0.9".
            if byte == UInt8(ascii: ".") || byte &- 0x30 < 10 { met &= ~open }
            open = 0
        }
        if possible != 0 { compare(byte) }
    }

    mutating func endDeclaration() { (possible, open, length) = (Self.every, 0, 0) }

    private mutating func compare(_ byte: UInt8) {
        for place in Self.declarations.indices where possible & 1 << UInt8(place) != 0 {
            let declaration = Self.declarations[place]
            if declaration[length] != byte {
                possible &= ~(1 << UInt8(place))
            } else if declaration.count == length &+ 1 {
                met |= 1 << UInt8(place)
                (possible, open) = (0, 1 << UInt8(place))
            }
        }
        length &+= 1
    }

    /// None is the beginning of another.
    private static let declarations = ["mso-hide:all", "max-height:0", "opacity:0", "overflow:hidden"].map {
        Array($0.utf8)
    }
    private static let every: UInt8 = 1 << 4 - 1
}
