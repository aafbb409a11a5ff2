/// A path as the system has it: bytes, which need not be text.
public struct SourcePath: Hashable, Sendable, Comparable {
    /// The bytes, without a zero byte.
    public let bytes: [UInt8]

    /// A path from its bytes, up to the first zero byte.
    public init(_ bytes: some Sequence<UInt8>) {
        self.bytes = Array(bytes.prefix { $0 != 0 })
    }

    /// A path from text.
    public init(_ text: String) {
        self.init(text.utf8)
    }

    /// The last part.
    public var name: ArraySlice<UInt8> {
        bytes[(bytes.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0)...]
    }

    /// The path of an entry of this folder.
    public func appending(_ name: some Sequence<UInt8>) -> SourcePath {
        SourcePath(bytes + (bytes.last == UInt8(ascii: "/") || bytes.isEmpty ? [] : [UInt8(ascii: "/")]) + name)
    }

    /// The path as text, which is how the index names it: bytes that are no UTF-8 are written `%XX`, so that different
    /// paths stay different.
    public var text: String {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        var result = ""
        var rest = bytes[...]
        while !rest.isEmpty {
            // The longest valid beginning, then one byte that is none.
            var decoder = UTF8()
            var iterator = rest.makeIterator()
            var length = 0
            scan: while true {
                switch decoder.decode(&iterator) {
                case .scalarValue(let scalar):
                    result.unicodeScalars.append(scalar)
                    length += UTF8.width(scalar)
                case .emptyInput, .error: break scan
                }
            }
            rest = rest.dropFirst(length)
            guard let byte = rest.popFirst() else { break }
            let digits = String(byte, radix: 16, uppercase: true)
            result += "%" + (digits.count == 1 ? "0" : "") + digits
        }
        return result
    }

    /// Whether a path comes before another by its bytes.
    public static func < (left: SourcePath, right: SourcePath) -> Bool {
        left.bytes.lexicographicallyPrecedes(right.bytes)
    }
}
