/// What a file holds: four ASCII letters in its header.
public struct FileKind: Hashable, Sendable {
    /// The four letters, the first in the lowest byte.
    public let rawValue: UInt32

    /// A kind by its raw header value.
    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    /// A kind by its letters, for example "POST"; only the first four ASCII letters count.
    public init(_ letters: StaticString) {
        var value: UInt32 = 0
        for (index, scalar) in letters.description.unicodeScalars.prefix(4).enumerated() {
            value |= (scalar.value & 0x7F) << UInt32(8 * index)
        }
        rawValue = value
    }

    /// The letters as text, other bytes as "?".
    public var name: String {
        var text = ""
        for shift: UInt32 in [0, 8, 16, 24] {
            let byte = UInt8(truncatingIfNeeded: rawValue >> shift)
            text.unicodeScalars.append((0x20..<0x7F).contains(byte) ? Unicode.Scalar(byte) : "?")
        }
        return text
    }
}
