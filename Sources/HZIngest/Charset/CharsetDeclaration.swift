import HZJSON

/// Finds what a page says about its own encoding.
enum CharsetDeclaration {
    /// A declaration stands near the start; browsers look at 1,024 bytes, saved pages put comments before it.
    private static let searchedBytes = 16_384

    /// The encoding named by an XML declaration, `<meta charset>` or `<meta http-equiv content>`, whichever
    /// comes first; nil for none or an unknown label.
    static func find(in bytes: [UInt8]) -> Charset? {
        let head = bytes.prefix(searchedBytes)
        var position = head.startIndex
        while let open = head[position...].firstIndex(of: UInt8(ascii: "<")) {
            let rest = head[(open + 1)...]
            if begins(rest, with: "?xml"), let charset = label(after: "encoding", in: tag(rest)) {
                return charset
            }
            if begins(rest, with: "meta"), let charset = label(after: "charset", in: tag(rest)) {
                return charset
            }
            if begins(rest, with: "!--") {
                position = endOfComment(rest)
            } else if begins(rest, with: "body") {
                return nil
            } else {
                position = open + 1
            }
        }
        return nil
    }

    private static func tag(_ rest: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        rest.prefix { $0 != UInt8(ascii: ">") }
    }

    private static func endOfComment(_ rest: ArraySlice<UInt8>) -> Int {
        var position = rest.startIndex
        while let dash = rest[position...].firstIndex(of: UInt8(ascii: "-")) {
            if begins(rest[dash...], with: "-->") { return dash + 3 }
            position = dash + 1
        }
        return rest.endIndex
    }

    /// The label behind `name =`, with or without quotation marks of either kind.
    private static func label(after name: StaticString, in tag: ArraySlice<UInt8>) -> Charset? {
        var position = tag.startIndex
        while position < tag.endIndex {
            guard begins(tag[position...], with: name) else {
                position += 1
                continue
            }
            position += name.utf8CodeUnitCount
            let behind = tag[position...].drop { $0 <= 0x20 }
            guard behind.first == UInt8(ascii: "=") else { continue }
            let value = behind.dropFirst().drop {
                $0 <= 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'")
            }
            let label = value.prefix { byte in
                byte > 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "'")
                    && byte != UInt8(ascii: ";")
                    && byte != UInt8(ascii: "/")
            }
            if let charset = Charset(label: label) { return charset }
        }
        return nil
    }

    private static func begins(_ bytes: ArraySlice<UInt8>, with lowercase: StaticString) -> Bool {
        guard bytes.count >= lowercase.utf8CodeUnitCount else { return false }
        var position = bytes.startIndex
        return lowercase.withUTF8Buffer { expected in
            for index in expected.indices {
                let byte = bytes[position]
                let lower = byte &- 0x41 < 26 ? byte | 0x20 : byte
                guard unsafe expected[index] == lower else { return false }
                position += 1
            }
            return true
        }
    }
}
