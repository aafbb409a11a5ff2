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
