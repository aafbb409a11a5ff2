import HZJSON

/// Walks the tags of a small XML document, as far as a book's table of contents needs it: no entities but the five of
/// XML and numbers, no declarations, no checks.
struct XMLTags {
    /// A start tag with the text that follows it.
    struct Tag {
        /// Without its prefix, in lower case.
        var name: String
        var attributes: [String: String]
        /// Up to the next tag.
        var text: String
    }

    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The next start tag; nil at the end.
    mutating func next() -> Tag? {
        while true {
            let open = ByteScan.first(of: UInt8(ascii: "<"), bytes.span, from: position, to: bytes.count)
            guard open + 1 < bytes.count else { return nil }
            if bytes[(open + 1)...].starts(with: "!--".utf8) {
                position = ByteSearch.end(of: "-->", in: bytes[(open + 4)...]) ?? bytes.count
                continue
            }
            let end = ByteScan.first(of: UInt8(ascii: ">"), bytes.span, from: open, to: bytes.count)
            position = min(end + 1, bytes.count)
            let first = bytes[open + 1] | 0x20
            guard first &- 0x61 < 26 || bytes[open + 1] == UInt8(ascii: "_") else { continue }
            let after = ByteScan.first(of: UInt8(ascii: "<"), bytes.span, from: position, to: bytes.count)
            return Self.tag(bytes[(open + 1)..<end], text: bytes[position..<after])
        }
    }

    private static func tag(_ inside: ArraySlice<UInt8>, text: ArraySlice<UInt8>) -> Tag {
        let name = inside.prefix { $0 > 0x20 && $0 != UInt8(ascii: "/") }
        var attributes: [String: String] = [:]
        var rest = inside.dropFirst(name.count)
        while let equals = rest.firstIndex(of: UInt8(ascii: "=")), attributes.count < 100 {
            let key = rest[..<equals].split(whereSeparator: { $0 <= 0x20 }).last ?? []
            rest = rest[(equals + 1)...].drop { $0 <= 0x20 }
            guard let quote = rest.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { continue }
            let value = rest.dropFirst().prefix { $0 != quote }
            attributes[local(key)] = resolved(value)
            rest = rest[value.endIndex...].dropFirst()
        }
        return Tag(name: local(name), attributes: attributes, text: resolved(text).trimmed)
    }

    private static func local(_ name: ArraySlice<UInt8>) -> String {
        String(decoding: name.split(separator: UInt8(ascii: ":")).last ?? [], as: UTF8.self).lowercased()
    }

    private static func resolved(_ bytes: ArraySlice<UInt8>) -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        guard bytes.contains(UInt8(ascii: "&")) else { return text }
        var result = ""
        var rest = text[...]
        while let start = rest.firstIndex(of: "&") {
            result += rest[..<start]
            rest = rest[start...]
            guard let end = rest.prefix(12).firstIndex(of: ";"),
                let scalar = scalar(rest[rest.index(after: start)..<end])
            else {
                result += "&"
                rest = rest.dropFirst()
                continue
            }
            result.unicodeScalars.append(scalar)
            rest = rest[rest.index(after: end)...]
        }
        return result + rest
    }

    private static func scalar(_ name: Substring) -> Unicode.Scalar? {
        switch name {
        case "amp": "&"
        case "lt": "<"
        case "gt": ">"
        case "quot": "\""
        case "apos": "'"
        case _ where name.hasPrefix("#x"): UInt32(name.dropFirst(2), radix: 16).flatMap(Unicode.Scalar.init)
        case _ where name.hasPrefix("#"): UInt32(name.dropFirst()).flatMap(Unicode.Scalar.init)
        default: nil
        }
    }
}
