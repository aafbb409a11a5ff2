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
