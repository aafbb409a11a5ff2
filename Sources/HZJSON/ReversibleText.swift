/// Bytes that may be no UTF-8, such as the name of a file, as text that leads back to them.
///
/// A byte that is not UTF-8 is written as U+FFFD and its two hexadecimal digits (`\xFF` as "\u{FFFD}FF"), and so are the three
/// bytes of a U+FFFD that stands there.
package enum ReversibleText {
    /// The bytes as text.
    ///
    /// - Complexity: O(count).
    package static func text(of bytes: [UInt8]) -> String {
        let replacement = UTF8Repair.replacement
        if UTF8Repair.isValid(bytes), place(of: replacement, in: bytes, from: 0) == nil {
            return String(decoding: bytes, as: UTF8.self)
        }
        var escaped: [UInt8] = []
        var position = 0
        while position < bytes.count {
            let valid = UTF8Repair.validEnd(bytes, in: position..<bytes.count)
            while position < valid {
                if bytes[position...].starts(with: replacement) {
                    for byte in replacement { escape(byte, into: &escaped) }
                    position += replacement.count
                } else {
                    escaped.append(bytes[position])
                    position += 1
                }
            }
            if position < bytes.count {
                escape(bytes[position], into: &escaped)
                position += 1
            }
        }
        return String(decoding: escaped, as: UTF8.self)
    }

    /// The bytes that ``text(of:)`` made the text of; of another text its own.
    package static func bytes(of text: String) -> [UInt8] {
        let text = Array(text.utf8)
        guard var next = place(of: UTF8Repair.replacement, in: text, from: 0) else { return text }
        var bytes: [UInt8] = []
        var position = 0
        while true {
            bytes += text[position..<next]
            position = next
            if position + 5 <= text.count, let high = digit(text[position + 3]), let low = digit(text[position + 4]) {
                bytes.append(high << 4 | low)
                position += 5
            } else {
                bytes += text[position..<position + 3]
                position += 3
            }
            guard let place = place(of: UTF8Repair.replacement, in: text, from: position) else {
                return bytes + text[position...]
            }
            next = place
        }
    }

    private static func place(of wanted: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
        var place = start
        while true {
            place = ByteScan.first(of: wanted[0], bytes.span, from: place, to: bytes.count)
            guard place < bytes.count else { return nil }
            if bytes[place...].starts(with: wanted) { return place }
            place += 1
        }
    }

    private static func escape(_ byte: UInt8, into output: inout [UInt8]) {
        output += UTF8Repair.replacement
        Hexadecimal.appendUppercase(byte, to: &output)
    }

    /// The value of a digit as it is written here: others are text.
    private static func digit(_ byte: UInt8) -> UInt8? {
        byte < 0x61 ? Hexadecimal.value(byte) : nil
    }
}
