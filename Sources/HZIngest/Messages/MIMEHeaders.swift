import HZJSON

/// The header of a letter, of a part of one, or of a server's answer: lines of "name: value" (RFC 5322, RFC 9112).
struct MIMEHeaders {
    private var fields: [(name: String, value: [UInt8])] = []

    /// No header has more lines.
    private static let fieldLimit = 1_000
    /// No value has more bytes; what is more is left out.
    private static let valueLimit = 64 << 10

    /// Reads from `range` up to the empty line; `end` is where the content begins.
    init(_ bytes: [UInt8], in range: Range<Int>, end: inout Int) {
        var position = range.lowerBound
        while position < range.upperBound {
            let newline = ByteScan.first(of: 0x0A, bytes.span, from: position, to: range.upperBound)
            var line = bytes[position..<newline]
            position = min(newline + 1, range.upperBound)
            if line.last == 0x0D { line = line.dropLast() }
            if line.isEmpty { break }
            add(line)
        }
        end = position
    }

    private mutating func add(_ line: ArraySlice<UInt8>) {
        if line.first == 0x20 || line.first == 0x09 {
            // A long line goes on.
            guard let last = fields.indices.last else { return }
            let room = Self.valueLimit - fields[last].value.count - 1
            guard room > 0 else { return }
            fields[last].value.append(0x20)
            fields[last].value.append(contentsOf: Self.trimmed(line).prefix(room))
        } else if let colon = line.firstIndex(of: UInt8(ascii: ":")), fields.count < Self.fieldLimit {
            let name = String(decoding: Self.trimmed(line[..<colon]), as: UTF8.self).lowercased()
            fields.append((name, Array(Self.trimmed(line[(colon + 1)...]).prefix(Self.valueLimit))))
        }
    }

    /// The value of the first field of this name, in lower case, as it stands.
    func raw(_ name: String) -> String? {
        fields.first { $0.name == name }.map { String(decoding: $0.value, as: UTF8.self) }
    }

    /// The same as a reader sees it, encoded words (RFC 2047) resolved.
    func text(_ name: String, _ decoder: TextDecoder) -> String? {
        guard let field = fields.first(where: { $0.name == name }) else { return nil }
        let text = EncodedWords.decode(field.value, decoder).trimmed
        return text.isEmpty ? nil : text
    }

    /// A value such as `text/html; charset="utf-8"`: what stands before the first semicolon, in lower case.
    func essence(_ name: String) -> String? {
        raw(name).map { $0.prefix { $0 != ";" }.lowercased().trimmed }
    }

    /// A parameter of such a value; names are matched in lower case.
    func parameter(_ parameter: String, of name: String) -> String? {
        guard let value = raw(name) else { return nil }
        var rest = Array(value.utf8).drop { $0 != UInt8(ascii: ";") }
        while !rest.isEmpty {
            rest = rest.dropFirst().drop { $0 <= 0x20 }
            let key = rest.prefix { $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: ";") }
            rest = rest.dropFirst(key.count)
            guard rest.first == UInt8(ascii: "=") else { continue }
            rest = rest.dropFirst().drop { $0 <= 0x20 }
            var content: [UInt8] = []
            if rest.first == UInt8(ascii: "\"") {
                rest = rest.dropFirst()
                while let byte = rest.first, byte != UInt8(ascii: "\"") {
                    rest = rest.dropFirst()
                    if byte == UInt8(ascii: "\\"), let escaped = rest.first {
                        content.append(escaped)
                        rest = rest.dropFirst()
                    } else {
                        content.append(byte)
                    }
                }
                rest = rest.drop { $0 != UInt8(ascii: ";") }
            } else {
                content = Array(rest.prefix { $0 != UInt8(ascii: ";") && $0 > 0x20 })
                rest = rest.drop { $0 != UInt8(ascii: ";") }
            }
            if String(decoding: key, as: UTF8.self).lowercased().trimmed == parameter {
                return String(decoding: content, as: UTF8.self)
            }
        }
        return nil
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var bytes = bytes.drop { $0 <= 0x20 }
        while let last = bytes.last, last <= 0x20 { bytes = bytes.dropLast() }
        return bytes
    }
}
