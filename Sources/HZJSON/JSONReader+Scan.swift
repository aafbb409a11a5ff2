/// The lexical layer: white space, strings, numbers, literals. Each function stands on the first byte of its
/// token, leaves the reader behind the last one, and looks at no byte from `end` on.
extension JSONReader {
    mutating func skipWhiteSpace() {
        while offset < end {
            switch bytes[offset] {
            case 0x20, 0x0A, 0x0D, 0x09: offset &+= 1
            default: return
            }
        }
    }

    /// Reads a string from its opening to its closing quotation mark and appends its text.
    mutating func unescapeString(into output: inout [UInt8]) throws(JSONError) {
        let close = ByteScan.stringEnd(bytes.span, from: offset &+ 1, to: end)
        if close &- offset > Self.longString, output.isEmpty, close < end {
            output = plainStart(close)
        } else {
            offset &+= 1
        }
        while offset < close {
            var sawHigh = false
            let stop = ByteScan.first(
                of: UInt8(ascii: "\\"),
                or: UInt8(ascii: "\\"),
                bytes.span,
                from: offset,
                to: close,
                sawHigh: &sawHigh
            )
            if stop > offset {
                if sawHigh {
                    UTF8Repair.append(bytes, in: offset..<stop, to: &output)
                } else {
                    output.append(contentsOf: bytes[offset..<stop])
                }
                offset = stop
            }
            // Text that is escaped character by character, as most writers do outside ASCII, stays in this loop.
            while offset < close, bytes[offset] == UInt8(ascii: "\\") {
                try unescape(into: &output)
            }
        }
        guard offset < end else { throw .unexpectedEnd(offset: offset) }
        offset &+= 1
    }

    /// Strings longer than this are worth an array of their own.
    private static let longString = 128

    /// The text of a long string as far as its escapes are of one letter and it is well formed; the reader stands
    /// behind it.
    private mutating func plainStart(_ close: Int) -> [UInt8] {
        let start = offset &+ 1
        var read = start
        var sawHigh = false
        let bytes = bytes
        let text = unsafe [UInt8](unsafeUninitializedCapacity: close - start + 8) { room, count in
            guard let output = room.baseAddress else { return }
            let found = unsafe ByteScan.unescape(bytes.span, from: start, to: close, into: output)
            (read, count, sawHigh) = (found.read, found.written, found.sawHigh)
        }
        if sawHigh, !UTF8Repair.isValid(text) {
            offset = start
            return []
        }
        offset = read
        return text
    }

    /// Passes over a string without unescaping it.
    mutating func skipString() throws(JSONError) {
        offset &+= 1
        while true {
            var sawHigh = false
            offset = ByteScan.first(
                of: UInt8(ascii: "\""),
                or: UInt8(ascii: "\\"),
                bytes.span,
                from: offset,
                to: end,
                sawHigh: &sawHigh
            )
            guard offset < end else { throw .unexpectedEnd(offset: offset) }
            if bytes[offset] == UInt8(ascii: "\"") {
                offset &+= 1
                return
            }
            guard offset &+ 1 < end else { throw .unexpectedEnd(offset: offset) }
            offset &+= 2
        }
    }

    /// Reads one escape sequence; the reader stands on its reverse solidus.
    private mutating func unescape(into output: inout [UInt8]) throws(JSONError) {
        guard offset &+ 1 < end else { throw .unexpectedEnd(offset: offset) }
        let letter = bytes[offset &+ 1]
        offset &+= 2
        switch letter {
        case UInt8(ascii: "n"): output.append(0x0A)
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): output.append(letter)
        case UInt8(ascii: "t"): output.append(0x09)
        case UInt8(ascii: "r"): output.append(0x0D)
        case UInt8(ascii: "b"): output.append(0x08)
        case UInt8(ascii: "f"): output.append(0x0C)
        case UInt8(ascii: "u"): appendUnicodeEscape(to: &output)
        default:
            // The letter after an unknown escape may be the start of a longer UTF-8 sequence: it is text.
            output.append(contentsOf: UTF8Repair.replacement)
            offset &-= 1
        }
    }

    /// Reads the digits after `\u`, and the low surrogate that belongs to a high one.
    private mutating func appendUnicodeEscape(to output: inout [UInt8]) {
        guard let unit = hexUnit(at: offset) else {
            output.append(contentsOf: UTF8Repair.replacement)
            return
        }
        offset &+= 4
        switch unit {
        case 0..<0x80:
            output.append(UInt8(truncatingIfNeeded: unit))
        case 0x80..<0x800:
            output.append(0xC0 | UInt8(truncatingIfNeeded: unit >> 6))
            output.append(0x80 | UInt8(truncatingIfNeeded: unit & 0x3F))
        case 0xD800..<0xDC00:
            appendPair(high: unit, to: &output)
        case 0xDC00..<0xE000:
            output.append(contentsOf: UTF8Repair.replacement)
        default:
            output.append(0xE0 | UInt8(truncatingIfNeeded: unit >> 12))
            output.append(0x80 | UInt8(truncatingIfNeeded: unit >> 6 & 0x3F))
            output.append(0x80 | UInt8(truncatingIfNeeded: unit & 0x3F))
        }
    }

    private mutating func appendPair(high: UInt32, to output: inout [UInt8]) {
        guard offset &+ 1 < end, bytes[offset] == UInt8(ascii: "\\"), bytes[offset &+ 1] == UInt8(ascii: "u"),
            let low = hexUnit(at: offset &+ 2), 0xDC00..<0xE000 ~= low
        else {
            output.append(contentsOf: UTF8Repair.replacement)
            return
        }
        offset &+= 6
        let scalar = 0x10000 &+ (high &- 0xD800) << 10 &+ (low &- 0xDC00)
        output.append(0xF0 | UInt8(truncatingIfNeeded: scalar >> 18))
        output.append(0x80 | UInt8(truncatingIfNeeded: scalar >> 12 & 0x3F))
        output.append(0x80 | UInt8(truncatingIfNeeded: scalar >> 6 & 0x3F))
        output.append(0x80 | UInt8(truncatingIfNeeded: scalar & 0x3F))
    }

    private func hexUnit(at start: Int) -> UInt32? {
        guard start &+ 4 <= end else { return nil }
        var value: UInt32 = 0
        for index in start..<(start &+ 4) {
            guard let digit = Hexadecimal.value(bytes[index]) else { return nil }
            value = value << 4 | UInt32(digit)
        }
        return value
    }

    /// Passes over a number: `-? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?`.
    mutating func scanNumber() throws(JSONError) {
        let start = offset
        if offset < end, bytes[offset] == UInt8(ascii: "-") { offset &+= 1 }
        let whole = offset
        guard skipDigits() else { throw .malformedNumber(offset: start) }
        if bytes[whole] == UInt8(ascii: "0"), offset &- whole > 1 { throw .malformedNumber(offset: start) }
        if offset < end, bytes[offset] == UInt8(ascii: ".") {
            offset &+= 1
            guard skipDigits() else { throw .malformedNumber(offset: start) }
        }
        if offset < end, bytes[offset] | 0x20 == UInt8(ascii: "e") {
            offset &+= 1
            if offset < end, bytes[offset] == UInt8(ascii: "+") || bytes[offset] == UInt8(ascii: "-") {
                offset &+= 1
            }
            guard skipDigits() else { throw .malformedNumber(offset: start) }
        }
    }

    private mutating func skipDigits() -> Bool {
        let start = offset
        while offset < end, bytes[offset] &- 0x30 < 10 { offset &+= 1 }
        return offset > start
    }

    /// Passes over `true`, `false` or `null`.
    mutating func scanLiteral(_ literal: String) throws(JSONError) {
        for expected in literal.utf8 {
            guard offset < end else { throw .unexpectedEnd(offset: offset) }
            guard bytes[offset] == expected else {
                throw .unexpectedByte(offset: offset, found: bytes[offset], expected: .literal)
            }
            offset &+= 1
        }
    }
}
