/// Reads one JSON text (RFC 8259) value by value, without a tree: the caller asks for what it expects, and skips the
/// rest. Made for lines of bulk exports: strings are copied run by run into a buffer of the caller.
///
/// Malformed text throws with its offset and never traps. What a string holds that is no Unicode (lone surrogates,
/// malformed UTF-8) is kept out: surrogates become U+FFFD; bytes are passed on as they are, to be repaired by whoever
/// makes a `String` of them. The bytes are borrowed.
@safe public struct JSONReader {
    /// How deep arrays and objects may lie in one another.
    public static let deepest = 64

    private let bytes: UnsafeBufferPointer<UInt8>
    /// Offset of the next byte.
    public private(set) var offset = 0
    private var depth = 0
    private var isFirst = true

    /// A reader at the beginning of a text.
    public init(_ bytes: UnsafeBufferPointer<UInt8>) {
        unsafe self.bytes = unsafe bytes
    }

    // MARK: Structure

    /// The kind of the next value.
    public mutating func kind() throws(JSONError) -> JSONKind {
        skipBlanks()
        switch try peek() {
        case UInt8(ascii: "{"): return .object
        case UInt8(ascii: "["): return .array
        case UInt8(ascii: "\""): return .string
        case UInt8(ascii: "t"), UInt8(ascii: "f"): return .bool
        case UInt8(ascii: "n"): return .null
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number
        case let byte: throw error(.unexpected(byte))
        }
    }

    /// Enters an object; then `nextKey` until it returns false.
    public mutating func beginObject() throws(JSONError) {
        try begin(.object)
    }

    /// Enters an array; then `nextElement` until it returns false.
    public mutating func beginArray() throws(JSONError) {
        try begin(.array)
    }

    /// Reads the next member's key and stands before its value; false at the end of the object.
    public mutating func nextKey(into key: inout [UInt8]) throws(JSONError) -> Bool {
        guard try next(closing: UInt8(ascii: "}")) else { return false }
        try readString(into: &key)
        skipBlanks()
        try expect(UInt8(ascii: ":"))
        return true
    }

    /// Stands before the next element; false at the end of the array.
    public mutating func nextElement() throws(JSONError) -> Bool {
        try next(closing: UInt8(ascii: "]"))
    }

    /// Checks that nothing but blanks follows the value.
    public mutating func end() throws(JSONError) {
        skipBlanks()
        guard unsafe offset == bytes.count else { throw error(.trailing) }
    }

    // MARK: Values

    /// Reads a string's content as UTF-8, replacing what `text` held.
    public mutating func readString(into text: inout [UInt8]) throws(JSONError) {
        try require(.string)
        offset += 1
        text.removeAll(keepingCapacity: true)
        while true {
            let run = runLength()
            if run > 0 {
                unsafe text.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[offset..<offset + run]))
                offset += run
            }
            switch try peek() {
            case UInt8(ascii: "\""):
                offset += 1
                return
            case UInt8(ascii: "\\"):
                offset += 1
                try readEscape(into: &text)
            case let byte:
                throw error(.unexpected(byte))
            }
        }
    }

    /// Reads a string, or nil for `null`.
    public mutating func readOptionalString() throws(JSONError) -> String? {
        if try kind() == .null {
            try skipValue()
            return nil
        }
        var text: [UInt8] = []
        try readString(into: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// Reads a number; one that is too large becomes infinite.
    public mutating func readDouble() throws(JSONError) -> Double {
        Double(try readNumber()) ?? .infinity
    }

    /// Reads a whole number; nil for one with a fraction or beyond 64 bits.
    public mutating func readInt() throws(JSONError) -> Int? {
        let text = try readNumber()
        return Int(text) ?? Double(text).flatMap { Int(exactly: $0) }
    }

    /// Reads `true` or `false`.
    public mutating func readBool() throws(JSONError) -> Bool {
        try require(.bool)
        let value = try peek() == UInt8(ascii: "t")
        try expect(value ? "true" : "false")
        return value
    }

    /// Passes over the next value, whatever it is, without recursion.
    public mutating func skipValue() throws(JSONError) {
        let outer = depth
        var scratch: [UInt8] = []
        var closers: [UInt8] = []
        repeat {
            if let closer = closers.last {
                let hasMore = closer == UInt8(ascii: "}") ? try nextKey(into: &scratch) : try nextElement()
                if !hasMore {
                    closers.removeLast()
                    continue
                }
            }
            switch try kind() {
            case .object:
                try beginObject()
                closers.append(UInt8(ascii: "}"))
            case .array:
                try beginArray()
                closers.append(UInt8(ascii: "]"))
            case .string: try readString(into: &scratch)
            case .number: _ = try readNumber()
            case .bool: _ = try readBool()
            case .null: try expect("null")
            }
        } while depth > outer
    }

    // MARK: Parts

    private func error(_ fact: JSONError.Fact) -> JSONError {
        JSONError(fact: fact, offset: offset)
    }

    @inline(__always)
    private func peek() throws(JSONError) -> UInt8 {
        guard unsafe offset < bytes.count else { throw error(.end) }
        return unsafe bytes[offset]
    }

    private mutating func skipBlanks() {
        while unsafe offset < bytes.count, unsafe [0x20, 0x09, 0x0A, 0x0D].contains(bytes[offset]) { offset += 1 }
    }

    private mutating func expect(_ byte: UInt8) throws(JSONError) {
        let found = try peek()
        guard found == byte else { throw error(.unexpected(found)) }
        offset += 1
    }

    private mutating func expect(_ word: StaticString) throws(JSONError) {
        skipBlanks()
        for index in 0..<word.utf8CodeUnitCount { unsafe try expect(word.utf8Start[index]) }
    }

    private mutating func require(_ expected: JSONKind) throws(JSONError) {
        let found = try kind()
        guard found == expected else { throw error(.wrongKind(expected: expected, found: found)) }
    }

    private mutating func begin(_ kind: JSONKind) throws(JSONError) {
        try require(kind)
        guard depth < Self.deepest else { throw error(.tooDeep) }
        depth += 1
        offset += 1
        isFirst = true
    }

    private mutating func next(closing: UInt8) throws(JSONError) -> Bool {
        skipBlanks()
        if try peek() == closing {
            offset += 1
            depth -= 1
            isFirst = false
            return false
        }
        if !isFirst {
            try expect(UInt8(ascii: ","))
            skipBlanks()
        }
        isFirst = false
        return true
    }

    /// How many bytes of plain text follow: up to a quote, a backslash or a control character, eight at a time.
    @inline(__always)
    private func runLength() -> Int {
        guard let start = unsafe bytes.baseAddress else { return 0 }
        let raw = unsafe UnsafeRawPointer(start)
        var position = offset
        while unsafe position &+ 8 <= bytes.count {
            let word = unsafe raw.loadUnaligned(fromByteOffset: position, as: UInt64.self)
            if Self.hasSpecial(word) { break }
            position &+= 8
        }
        while unsafe position < bytes.count, unsafe bytes[position] >= 0x20, unsafe bytes[position] != 0x22,
            unsafe bytes[position] != 0x5C
        {
            position &+= 1
        }
        return position &- offset
    }

    /// Whether one of eight bytes is a quote, a backslash or below 0x20 (Hacker's Delight, zero-byte test).
    @inline(__always)
    private static func hasSpecial(_ word: UInt64) -> Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highs: UInt64 = 0x8080_8080_8080_8080
        let quote = word ^ (ones &* 0x22)
        let backslash = word ^ (ones &* 0x5C)
        let isQuote = (quote &- ones) & ~quote
        let isBackslash = (backslash &- ones) & ~backslash
        let isControl = (word &- ones &* 0x20) & ~word
        return (isQuote | isBackslash | isControl) & highs != 0
    }

    private mutating func readEscape(into text: inout [UInt8]) throws(JSONError) {
        let byte = try peek()
        switch byte {
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "u"):
            offset += 1
            text.append(contentsOf: UTF8.encode(try readScalar()) ?? UTF8.encodedReplacementCharacter)
            return
        default: throw error(.unexpected(byte))
        }
        offset += 1
    }

    private mutating func readScalar() throws(JSONError) -> Unicode.Scalar {
        let first = try readHex()
        guard (0xD800..<0xDC00).contains(first) else { return Unicode.Scalar(first) ?? "\u{FFFD}" }
        // A high surrogate counts only with a low one right behind it.
        guard unsafe offset + 1 < bytes.count, unsafe bytes[offset] == UInt8(ascii: "\\"),
            unsafe bytes[offset + 1] == UInt8(ascii: "u")
        else { return "\u{FFFD}" }
        let before = offset
        offset += 2
        let second = try readHex()
        guard (0xDC00..<0xE000).contains(second) else {
            offset = before
            return "\u{FFFD}"
        }
        return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) ?? "\u{FFFD}"
    }

    private mutating func readHex() throws(JSONError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            let byte = try peek()
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | UInt32(byte - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"): value = value << 4 | UInt32(byte - UInt8(ascii: "a") + 10)
            case UInt8(ascii: "A")...UInt8(ascii: "F"): value = value << 4 | UInt32(byte - UInt8(ascii: "A") + 10)
            default: throw error(.unexpected(byte))
            }
            offset += 1
        }
        return value
    }

    private mutating func readNumber() throws(JSONError) -> String {
        try require(.number)
        let start = offset
        if try peek() == UInt8(ascii: "-") { offset += 1 }
        let integer = offset
        try readDigits()
        if offset - integer > 1, unsafe bytes[integer] == UInt8(ascii: "0") {
            throw unsafe JSONError(fact: .unexpected(bytes[integer + 1]), offset: integer + 1)
        }
        if unsafe offset < bytes.count, unsafe bytes[offset] == UInt8(ascii: ".") {
            offset += 1
            try readDigits()
        }
        if unsafe offset < bytes.count, unsafe bytes[offset] | 0x20 == UInt8(ascii: "e") {
            offset += 1
            if let sign = try? peek(), sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { offset += 1 }
            try readDigits()
        }
        return unsafe String(decoding: bytes[start..<offset], as: UTF8.self)
    }

    private mutating func readDigits() throws(JSONError) {
        let start = offset
        while unsafe offset < bytes.count, unsafe (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[offset]) {
            offset += 1
        }
        guard offset > start else { throw unsafe error(offset < bytes.count ? .unexpected(bytes[offset]) : .end) }
    }
}
