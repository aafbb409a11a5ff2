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

    /// A number that the requested Swift type cannot hold exactly (`Int`) or at all (`Double`).
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
