/// Resolves encoded words of headers, such as `=?UTF-8?B?5p2t5bee?=` (RFC 2047).
enum EncodedWords {
    /// The text of a header's value. Bytes outside ASCII that are not encoded are read as the decoder sees fit.
    static func decode(_ value: [UInt8], _ decoder: TextDecoder) -> String {
        var text: [UInt8] = []
        var position = 0
        // White space between two encoded words is not shown.
        var gap: Range<Int>?
        // Characters may be split between words of one encoding.
        var pending: (charset: Charset, bytes: [UInt8])?
        func flush() {
            guard let word = pending else { return }
            text.append(contentsOf: decoder.decode(word.bytes, isMarkup: false, transport: word.charset).bytes)
            pending = nil
        }
        while position < value.count {
            if let word = word(value, at: position) {
                gap = nil
                if let open = pending, open.charset != word.charset { flush() }
                if pending == nil { pending = (word.charset, []) }
                pending?.bytes.append(contentsOf: word.bytes)
                position = word.end
            } else if value[position] <= 0x20, pending != nil {
                gap = (gap?.lowerBound ?? position)..<(position + 1)
                position += 1
            } else {
                flush()
                if let gap { text.append(contentsOf: value[gap]) }
                gap = nil
                text.append(value[position])
                position += 1
            }
        }
        flush()
        return String(decoding: decoder.decode(text, isMarkup: false).bytes, as: UTF8.self)
    }

    private static func word(_ value: [UInt8], at start: Int) -> (charset: Charset, bytes: [UInt8], end: Int)? {
        guard value[start...].starts(with: "=?".utf8) else { return nil }
        let mark = UInt8(ascii: "?")
        // No encoded word is longer than 75 characters; senders that do not care write up to a line's length.
        let rest = value[(start + 2)...].prefix(1_000)
        let label = rest.prefix { $0 != mark }
        let afterLabel = rest[label.endIndex...].dropFirst()
        guard let kind = afterLabel.first, afterLabel.dropFirst().first == mark else { return nil }
        let content = afterLabel.dropFirst(2).prefix { $0 != mark && $0 > 0x20 }
        guard value[content.endIndex...].starts(with: "?=".utf8) else { return nil }
        // A language may follow the encoding (RFC 2231).
        guard let charset = Charset(label: label.prefix { $0 != UInt8(ascii: "*") }) else { return nil }
        let bytes: [UInt8]
        switch kind | 0x20 {
        case UInt8(ascii: "b"): bytes = TransferEncoding.base64.decode(content)
        case UInt8(ascii: "q"):
            bytes = TransferEncoding.quotedPrintable.decode(
                content.map { $0 == UInt8(ascii: "_") ? 0x20 : $0 }[...]
            )
        default: return nil
        }
        return (charset, bytes, content.endIndex + 2)
    }
}

/// How the content of a part is written (RFC 2045, section 6).
enum TransferEncoding {
    case plain
    case base64
    case quotedPrintable

    init(_ name: String?) {
        switch name {
        case "base64": self = .base64
        case "quoted-printable": self = .quotedPrintable
        default: self = .plain
        }
    }

    /// The content; what does not belong to its encoding is passed over.
    ///
    /// - Complexity: O(count).
    func decode(_ content: ArraySlice<UInt8>) -> [UInt8] {
        switch self {
        case .plain: Array(content)
        case .base64: Self.decodeBase64(content)
        case .quotedPrintable: Self.decodeQuotedPrintable(content)
        }
    }

    private static func decodeBase64(_ content: ArraySlice<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(content.count / 4 * 3)
        var bits: UInt32 = 0
        var count = 0
        for byte in content {
            let value: UInt8
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): value = byte - 0x41
            case UInt8(ascii: "a")...UInt8(ascii: "z"): value = byte - 0x61 + 26
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = byte - 0x30 + 52
            case UInt8(ascii: "+"), UInt8(ascii: "-"): value = 62
            case UInt8(ascii: "/"), UInt8(ascii: "_"): value = 63
            default: continue
            }
            bits = bits << 6 | UInt32(value)
            count += 6
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            }
        }
        return bytes
    }

    private static func decodeQuotedPrintable(_ content: ArraySlice<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(content.count)
        var position = content.startIndex
        while position < content.endIndex {
            let byte = content[position]
            position += 1
            guard byte == UInt8(ascii: "=") else {
                bytes.append(byte)
                continue
            }
            let rest = content[position...].prefix(2)
            if rest.first == 0x0A {
                position += 1
            } else if rest.elementsEqual([0x0D, 0x0A]) {
                position += 2
            } else if rest.count == 2, let high = digit(rest.first), let low = digit(rest.last) {
                bytes.append(high << 4 | low)
                position += 2
            } else {
                bytes.append(byte)
            }
        }
        return bytes
    }

    private static func digit(_ byte: UInt8?) -> UInt8? {
        switch byte {
        case let byte? where byte &- 0x30 < 10: byte &- 0x30
        case let byte? where (byte | 0x20) &- 0x61 < 6: (byte | 0x20) &- 0x61 + 10
        default: nil
        }
    }
}
