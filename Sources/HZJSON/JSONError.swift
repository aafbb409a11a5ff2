/// What makes bytes unreadable as JSON. Offsets count bytes from the start of the array that is read.
public enum JSONError: Error, Equatable, Sendable {
    /// The bytes end inside a value.
    case unexpectedEnd(offset: Int)

    /// A byte that the grammar (RFC 8259) does not allow at this place.
    case unexpectedByte(offset: Int, found: UInt8, expected: Expectation)

    /// A value of another type than the caller asked for.
    case wrongType(offset: Int, found: JSONKind, expected: JSONKind)

    /// Digits that do not form a number.
    case malformedNumber(offset: Int)

    /// A number that not even a `Double` can hold.
    case numberOutOfRange(offset: Int)

    /// More than ``JSONReader/maximumDepth`` containers inside each other.
    case tooDeep(offset: Int)

    /// Something other than white space follows the value.
    case trailingBytes(offset: Int)

    /// The call does not fit the state of the reader: a member asked for outside an object, and the like.
    case outOfPlace(offset: Int)

    /// What would have been allowed instead of an unexpected byte.
    public enum Expectation: Sendable {
        /// The first byte of any value.
        case value
        /// The quotation mark that opens a member's name.
        case memberName
        /// The colon between a member's name and its value.
        case colon
        /// A comma, or the closing bracket of the container.
        case commaOrEnd
        /// The rest of `true`, `false` or `null`.
        case literal
    }

    /// Where in the bytes the problem lies.
    public var offset: Int {
        switch self {
        case .unexpectedEnd(let offset), .unexpectedByte(let offset, _, _), .wrongType(let offset, _, _),
            .malformedNumber(let offset), .numberOutOfRange(let offset), .tooDeep(let offset),
            .trailingBytes(let offset), .outOfPlace(let offset):
            offset
        }
    }
}

extension JSONError {
    /// The same problem, its offset counted from `start` bytes further on: from where the text begins inside a
    /// larger array.
    public func relative(to start: Int) -> JSONError {
        switch self {
        case .unexpectedEnd(let offset): .unexpectedEnd(offset: offset - start)
        case .unexpectedByte(let offset, let found, let expected):
            .unexpectedByte(offset: offset - start, found: found, expected: expected)
        case .wrongType(let offset, let found, let expected):
            .wrongType(offset: offset - start, found: found, expected: expected)
        case .malformedNumber(let offset): .malformedNumber(offset: offset - start)
        case .numberOutOfRange(let offset): .numberOutOfRange(offset: offset - start)
        case .tooDeep(let offset): .tooDeep(offset: offset - start)
        case .trailingBytes(let offset): .trailingBytes(offset: offset - start)
        case .outOfPlace(let offset): .outOfPlace(offset: offset - start)
        }
    }
}

/// The six types of JSON values.
public enum JSONKind: Sendable {
    /// `{"name": value}`
    case object
    /// `[value]`
    case array
    /// `"text"`
    case string
    /// `-1.5e3`
    case number
    /// `true` or `false`
    case bool
    /// `null`
    case null
}
