import HZJSON

/// Text made safe for a terminal: articles come from strangers, and a title must not move the cursor, change the
/// colours or turn the line around.
public enum TerminalText {
    /// What to write for a scalar that a terminal might obey; nil for one that may be written as it is.
    ///
    /// Replaced are C0, DEL and C1 controls, the bidirectional controls (Unicode Technical Report 36), and the line
    /// and paragraph separators.
    public static func replacement(for scalar: Unicode.Scalar) -> String? {
        switch scalar.value {
        case 0...0x1F, 0x7F...0x9F:
            return "\\x" + Hexadecimal.text(UInt64(scalar.value), count: 2)
        case 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069:
            return "\\u{" + String(scalar.value, radix: 16) + "}"
        default:
            return nil
        }
    }

    /// The text with every such scalar replaced.
    public static func escaped(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { replacement(for: $0) != nil }) else { return text }
        var safe = ""
        for scalar in text.unicodeScalars {
            if let replacement = replacement(for: scalar) {
                safe += replacement
            } else {
                safe.unicodeScalars.append(scalar)
            }
        }
        return safe
    }

    /// Appends lines of UTF-8 with every such scalar but the line breaks replaced.
    package static func append(lines text: ArraySlice<UInt8>, to output: inout [UInt8]) {
        if !text.contains(where: mayBeginReplaced) {
            output.append(contentsOf: text)
            return
        }
        var isFirst = true
        for line in text.split(separator: 0x0A, omittingEmptySubsequences: false) {
            if !isFirst { output.append(0x0A) }
            isFirst = false
            output.append(contentsOf: escaped(String(decoding: line, as: UTF8.self)).utf8)
        }
    }

    /// Whether a byte begins a scalar that may have to be replaced; a line break is none.
    private static func mayBeginReplaced(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x0A: false
        case 0...0x1F, 0x7F, 0xC2, 0xD8, 0xE2: true
        default: false
        }
    }

    /// How many columns a scalar takes: 0 for combining marks and joiners, 2 for wide East Asian characters and
    /// emoji (Unicode Standard Annex 11, by blocks), else 1.
    public static func columns(of scalar: Unicode.Scalar) -> Int {
        switch scalar.value {
        case ..<0x300: 1
        case 0x300...0x36F, 0x200B...0x200D, 0x20D0...0x20FF, 0xFE00...0xFE0F, 0xFE20...0xFE2F: 0
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3,
            0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
            0x1F900...0x1F9FF, 0x20000...0x3FFFD:
            2
        default: 1
        }
    }

    /// How many columns a text takes that holds nothing to replace.
    public static func columns(of text: String) -> Int {
        text.unicodeScalars.reduce(0) { $0 + columns(of: $1) }
    }

    /// As much of the beginning of scalars that are safe as fits into so many columns.
    static func prefix<Scalars: Collection<Unicode.Scalar>>(_ scalars: Scalars, columns: Int) -> Scalars.SubSequence {
        var room = columns
        return scalars.prefix { scalar in
            room -= Self.columns(of: scalar)
            return room >= 0
        }
    }
}
