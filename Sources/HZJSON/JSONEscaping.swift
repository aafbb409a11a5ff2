/// Turns text into the inside of a JSON string.
enum JSONEscaping {
    /// Appends `range` of `text`, escaped, and ill-formed UTF-8 replaced by U+FFFD.
    ///
    /// - Complexity: O(count), eight bytes at a time over plain ASCII.
    static func append(_ text: [UInt8], in range: Range<Int>, to output: inout [UInt8]) {
        var position = range.lowerBound
        let limit = range.upperBound
        while position < limit {
            let plain = ByteScan.plainEnd(text.span, from: position, to: limit)
            if plain > position {
                output.append(contentsOf: text[position..<plain])
                position = plain
            }
            guard position < limit else { break }
            if text[position] < 0x80 {
                appendASCII(text[position], to: &output)
                position &+= 1
            } else {
                position = appendBeyondASCII(text, from: position, to: limit, output: &output)
            }
        }
    }

    private static func appendASCII(_ byte: UInt8, to output: inout [UInt8]) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"):
            output.append(UInt8(ascii: "\\"))
            output.append(byte)
        case 0x0A: output.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "n")])
        case 0x09: output.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "t")])
        case 0x0D: output.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "r")])
        default: appendEscape(UInt32(byte), to: &output)
        }
    }

    /// Appends the run of bytes outside ASCII that starts at `start` and returns its end.
    private static func appendBeyondASCII(
        _ text: [UInt8],
        from start: Int,
        to limit: Int,
        output: inout [UInt8]
    ) -> Int {
        var runEnd = start
        while runEnd < limit, text[runEnd] >= 0x80 { runEnd &+= 1 }
        var position = start
        while position < runEnd {
            // Everything up to the next lead byte that may start a dangerous character is copied as it is.
            var copyEnd = position
            while copyEnd < runEnd, !mayNeedEscape(text[copyEnd]) { copyEnd &+= 1 }
            var scalar: UInt32?
            while copyEnd < runEnd {
                scalar = dangerousScalar(text, at: copyEnd, limit: runEnd)
                if scalar != nil { break }
                copyEnd &+= 1
                while copyEnd < runEnd, !mayNeedEscape(text[copyEnd]) { copyEnd &+= 1 }
            }
            UTF8Repair.append(text, in: position..<copyEnd, to: &output)
            position = copyEnd
            if let scalar {
                appendEscape(scalar, to: &output)
                position &+= scalar < 0x800 ? 2 : 3
            }
        }
        return runEnd
    }

    private static func mayNeedEscape(_ lead: UInt8) -> Bool {
        lead == 0xC2 || lead == 0xD8 || lead == 0xE2 || lead == 0xEF
    }

    /// The C1 control, line or paragraph separator, direction control or byte order mark at `position`, if any.
    private static func dangerousScalar(_ text: [UInt8], at position: Int, limit: Int) -> UInt32? {
        guard position &+ 1 < limit else { return nil }
        let second = text[position &+ 1]
        switch text[position] {
        case 0xC2 where 0x80...0x9F ~= second: return UInt32(second)
        case 0xD8 where second == 0x9C: return 0x061C
        case 0xE2 where position &+ 2 < limit && (second == 0x80 || second == 0x81):
            let third = text[position &+ 2]
            guard third & 0xC0 == 0x80 else { return nil }
            let scalar = 0x2000 | UInt32(second & 1) << 6 | UInt32(third & 0x3F)
            switch scalar {
            case 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: return scalar
            default: return nil
            }
        case 0xEF where position &+ 2 < limit && second == 0xBB && text[position &+ 2] == 0xBF: return 0xFEFF
        default: return nil
        }
    }

    private static func appendEscape(_ scalar: UInt32, to output: inout [UInt8]) {
        output.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "u")])
        Hexadecimal.append(UInt64(scalar), count: 4, to: &output)
    }
}
