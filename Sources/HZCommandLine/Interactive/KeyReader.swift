/// Bytes of a terminal turned into keys. An escape sequence or a character may arrive in parts.
struct KeyReader {
    private var pending: [UInt8] = []
    /// Whether what comes was pasted, not typed.
    private var isPasting = false

    /// Whether the rest of a key is missing; a lone Escape key looks so too. Of what is pasted the rest comes for sure.
    var isWaiting: Bool { isPasting ? pending == [0x1B] : !pending.isEmpty }

    /// The keys that are complete now.
    mutating func keys(_ bytes: some Sequence<UInt8>) -> [Key] {
        pending += bytes
        var keys: [Key] = []
        while let key = next() { keys.append(key) }
        return keys
    }

    /// The rest never came: what was begun was the Escape key, or nothing.
    mutating func giveUp() -> [Key] {
        defer {
            pending = []
            isPasting = false
        }
        return pending.first == 0x1B ? [.escape] : []
    }

    private mutating func next() -> Key? {
        guard let first = pending.first else { return nil }
        if isPasting { return pasted() }
        switch first {
        case 0x1B: return sequence()
        case 0..<0x20, 0x7F: return take(1, as: Self.control(first))
        default: return text()
        }
    }

    private static func control(_ byte: UInt8) -> Key {
        switch byte {
        case 0x0D, 0x0A: .enter
        case 0x7F, 0x08: .backspace
        case 0x09: .tab
        case 0x01: .home
        case 0x02: .left
        case 0x05: .end
        case 0x06: .right
        case 0x03, 0x04: .quit
        case 0x0C: .redraw
        case 0x0E: .down
        case 0x10: .up
        case 0x15: .clear
        case 0x17: .deleteWord
        default: .other
        }
    }

    /// CSI and SS3 sequences (ECMA-48, 5.4): parameters, intermediates, one final byte.
    private mutating func sequence() -> Key? {
        guard pending.count > 1 else { return nil }
        guard pending[1] == UInt8(ascii: "[") || pending[1] == UInt8(ascii: "O") else { return alternate(pending[1]) }
        guard let end = pending.dropFirst(2).firstIndex(where: { (0x40...0x7E).contains($0) }) else {
            // No sequence of a key is longer.
            return pending.count > 16 ? take(pending.count, as: .other) : nil
        }
        let parameters = String(decoding: pending[2..<end], as: UTF8.self)
        isPasting = parameters == "200" && pending[end] == UInt8(ascii: "~")
        let key: Key =
            switch (pending[end], parameters) {
            case (UInt8(ascii: "A"), _): .up
            case (UInt8(ascii: "B"), _): .down
            case (UInt8(ascii: "C"), _): .right
            case (UInt8(ascii: "D"), _): .left
            case (UInt8(ascii: "~"), "3"): .delete
            case (UInt8(ascii: "H"), _), (UInt8(ascii: "~"), "1"), (UInt8(ascii: "~"), "7"): .home
            case (UInt8(ascii: "F"), _), (UInt8(ascii: "~"), "4"), (UInt8(ascii: "~"), "8"): .end
            case (UInt8(ascii: "~"), "5"): .pageUp
            case (UInt8(ascii: "~"), "6"): .pageDown
            default: .other
            }
        return take(end + 1, as: key)
    }

    /// What terminals put behind what is pasted (xterm's bracketed paste).
    private static let pasteEnd = Array("\u{1B}[201~".utf8)

    /// What was pasted as text, as far as it is there: line feeds and other controls in it are blanks, not keys.
    private mutating func pasted() -> Key? {
        var end = pending.firstIndex(of: 0x1B) ?? pending.count
        if end == 0 {
            if pending.starts(with: Self.pasteEnd) {
                isPasting = false
                return take(Self.pasteEnd.count, as: .other)
            }
            if Self.pasteEnd.starts(with: pending) { return nil }
            end = 1
        }
        if end == pending.count { end -= Self.unfinished(pending[..<end]) }
        if end == 0 { return nil }
        for place in 0..<end where pending[place] < 0x20 || pending[place] == 0x7F { pending[place] = 0x20 }
        return take(end, as: text(of: pending[..<end]))
    }

    /// A key that was pressed with Alt comes behind an escape.
    private mutating func alternate(_ byte: UInt8) -> Key? {
        if byte == 0x1B { return take(1, as: .escape) }
        let length = Self.length(of: byte)
        guard pending.count > length else { return nil }
        return take(1 + length, as: byte == 0x7F || byte == 0x08 ? .deleteWord : .other)
    }

    /// All characters up to the next control; bytes that are no UTF-8 are dropped.
    private mutating func text() -> Key? {
        let end = pending.firstIndex { $0 < 0x20 || $0 == 0x7F } ?? pending.count
        var whole = end
        if end == pending.count { whole -= Self.unfinished(pending[..<end]) }
        if whole == 0 { return nil }
        return take(whole, as: text(of: pending[..<whole]))
    }

    private func text(of bytes: ArraySlice<UInt8>) -> Key {
        let text = String(decoding: bytes, as: UTF8.self).unicodeScalars.filter { $0 != "\u{FFFD}" }
        return text.isEmpty ? .other : .text(String(String.UnicodeScalarView(text)))
    }

    /// How many bytes a character has that begins with this one.
    private static func length(of byte: UInt8) -> Int { byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1 }

    /// How many bytes at the end begin a character that is not all there.
    private static func unfinished(_ bytes: ArraySlice<UInt8>) -> Int {
        for (index, byte) in bytes.reversed().prefix(3).enumerated() {
            let length = length(of: byte)
            if byte & 0xC0 != 0x80 { return length > index + 1 ? index + 1 : 0 }
        }
        return 0
    }

    private mutating func take(_ count: Int, as key: Key) -> Key {
        pending.removeFirst(count)
        return key
    }
}
