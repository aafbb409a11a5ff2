/// Pulls values out of JSON text (RFC 8259) one after another, without building a tree.
///
///     var reader = JSONReader(line)
///     try reader.beginObject()
///     while try reader.nextMember() {
///         if reader.memberIs("title") { try reader.readString(into: &title) }
///     }                                   // members that nobody reads are skipped
///     try reader.finish()
///
/// Made for hostile input: every offset is checked, nesting is capped at ``maximumDepth``, nothing recurses,
/// and no bytes make it trap. Strings come out as valid UTF-8 whatever went in: unpaired surrogates, unknown
/// escapes and ill-formed bytes become U+FFFD. Control characters inside strings, which the standard forbids
/// and exports contain, are taken as they are.
///
/// A reader keeps the array alive and never copies it. Not for use by two threads at once.
public struct JSONReader {
    /// The containers that may lie inside each other.
    public static let maximumDepth = 64

    /// Where the next byte will be read, counted from the start of the array.
    public internal(set) var offset: Int

    let bytes: [UInt8]
    let end: Int

    /// Open containers, innermost in the lowest bit; 1 is an object, 0 an array.
    private var containers: UInt64 = 0
    private var depth = 0
    /// The innermost container has given no member or element yet.
    private var isFresh = false
    /// A value is due and has not been read: the member's, the element's, or the whole text's.
    private var isValueDue = true
    /// The name of the current member, unescaped; valid UTF-8.
    public internal(set) var memberName: [UInt8] = []

    /// Reads one JSON value that takes up all of `bytes`, white space apart.
    public init(_ bytes: [UInt8]) {
        self.init(bytes, in: 0..<bytes.count)
    }

    /// Reads one JSON value that takes up `range` of `bytes`; a range outside the array is cut to it.
    public init(_ bytes: [UInt8], in range: Range<Int>) {
        self.bytes = bytes
        self.offset = min(range.lowerBound, bytes.count)
        self.end = min(range.upperBound, bytes.count)
    }

    /// The type of the value that is due, found by its first byte.
    public mutating func peek() throws(JSONError) -> JSONKind {
        guard isValueDue else { throw .outOfPlace(offset: offset) }
        skipWhiteSpace()
        guard offset < end else { throw .unexpectedEnd(offset: offset) }
        switch bytes[offset] {
        case UInt8(ascii: "{"): return .object
        case UInt8(ascii: "["): return .array
        case UInt8(ascii: "\""): return .string
        case UInt8(ascii: "t"), UInt8(ascii: "f"): return .bool
        case UInt8(ascii: "n"): return .null
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number
        default: throw .unexpectedByte(offset: offset, found: bytes[offset], expected: .value)
        }
    }

    /// Enters the object that is due.
    public mutating func beginObject() throws(JSONError) {
        try begin(.object, bit: 1)
    }

    /// Enters the array that is due.
    public mutating func beginArray() throws(JSONError) {
        try begin(.array, bit: 0)
    }

    /// Moves to the next member of the object and reads its name; false where the object ends.
    ///
    /// A value that was not read is skipped.
    public mutating func nextMember() throws(JSONError) -> Bool {
        guard try nextItem(bit: 1, close: UInt8(ascii: "}")) else { return false }
        guard offset < end else { throw .unexpectedEnd(offset: offset) }
        guard bytes[offset] == UInt8(ascii: "\"") else {
            throw .unexpectedByte(offset: offset, found: bytes[offset], expected: .memberName)
        }
        var name: [UInt8] = []
        swap(&name, &memberName)
        name.removeAll(keepingCapacity: true)
        try unescapeString(into: &name)
        memberName = name
        skipWhiteSpace()
        guard offset < end else { throw .unexpectedEnd(offset: offset) }
        guard bytes[offset] == UInt8(ascii: ":") else {
            throw .unexpectedByte(offset: offset, found: bytes[offset], expected: .colon)
        }
        offset &+= 1
        isValueDue = true
        return true
    }

    /// Moves to the next element of the array; false where the array ends. A value that was not read is skipped.
    public mutating func nextElement() throws(JSONError) -> Bool {
        guard try nextItem(bit: 0, close: UInt8(ascii: "]")) else { return false }
        isValueDue = true
        return true
    }

    /// Whether the current member has this name.
    public func memberIs(_ name: StaticString) -> Bool {
        guard memberName.count == name.utf8CodeUnitCount else { return false }
        return name.withUTF8Buffer { expected in
            for index in 0..<memberName.count where unsafe expected[index] != memberName[index] {
                return false
            }
            return true
        }
    }

    /// Reads the string that is due and appends its text to `output`.
    ///
    /// - Complexity: O(length), about a tenth of a nanosecond a byte where there are no escapes.
    public mutating func readString(into output: inout [UInt8]) throws(JSONError) {
        try require(.string)
        try unescapeString(into: &output)
        isValueDue = false
    }

    /// Reads the string that is due.
    public mutating func readString() throws(JSONError) -> String {
        var text: [UInt8] = []
        try readString(into: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// Reads the number that is due as it is written.
    public mutating func readNumberText() throws(JSONError) -> String {
        try require(.number)
        let start = offset
        try scanNumber()
        isValueDue = false
        return String(decoding: bytes[start..<offset], as: UTF8.self)
    }

    /// Reads the `true` or `false` that is due.
    public mutating func readBool() throws(JSONError) -> Bool {
        try require(.bool)
        let value = bytes[offset] == UInt8(ascii: "t")
        try scanLiteral(value ? "true" : "false")
        isValueDue = false
        return value
    }

    /// Reads the `null` that is due.
    public mutating func readNull() throws(JSONError) {
        try require(.null)
        try scanLiteral("null")
        isValueDue = false
    }

    /// Passes over the value that is due, whatever it is, and checks its grammar on the way.
    public mutating func skipValue() throws(JSONError) {
        let outer = depth
        repeat {
            if isValueDue {
                switch try peek() {
                case .object: try beginObject()
                case .array: try beginArray()
                case .string:
                    try skipString()
                    isValueDue = false
                case .number:
                    try scanNumber()
                    isValueDue = false
                case .bool: _ = try readBool()
                case .null: try readNull()
                }
            } else if containers & 1 == 1 {
                _ = try nextMember()
            } else {
                _ = try nextElement()
            }
        } while depth > outer || isValueDue
    }

    /// Checks that the value has been read to its end and that only white space follows.
    public mutating func finish() throws(JSONError) {
        if isValueDue { try skipValue() }
        guard depth == 0 else { throw .outOfPlace(offset: offset) }
        skipWhiteSpace()
        guard offset >= end else { throw .trailingBytes(offset: offset) }
    }

    private mutating func begin(_ kind: JSONKind, bit: UInt64) throws(JSONError) {
        try require(kind)
        guard depth < Self.maximumDepth else { throw .tooDeep(offset: offset) }
        offset &+= 1
        containers = containers << 1 | bit
        depth &+= 1
        isFresh = true
        isValueDue = false
    }

    /// Passes the comma before an item and returns true, or the end of the container and returns false.
    private mutating func nextItem(bit: UInt64, close: UInt8) throws(JSONError) -> Bool {
        if isValueDue, depth > 0 { try skipValue() }
        guard depth > 0, containers & 1 == bit else { throw .outOfPlace(offset: offset) }
        skipWhiteSpace()
        guard offset < end else { throw .unexpectedEnd(offset: offset) }
        if bytes[offset] == close {
            offset &+= 1
            containers >>= 1
            depth &-= 1
            isFresh = false
            return false
        }
        if !isFresh {
            guard bytes[offset] == UInt8(ascii: ",") else {
                throw .unexpectedByte(offset: offset, found: bytes[offset], expected: .commaOrEnd)
            }
            offset &+= 1
            skipWhiteSpace()
        }
        isFresh = false
        return true
    }

    private mutating func require(_ kind: JSONKind) throws(JSONError) {
        let found = try peek()
        guard found == kind else { throw .wrongType(offset: offset, found: found, expected: kind) }
    }
}
