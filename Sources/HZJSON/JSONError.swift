/// Why bytes are not the JSON that was asked for, and where.
public struct JSONError: Error, Equatable, Sendable {
    /// What was met.
    public enum Fact: Equatable, Sendable {
        /// The text ended too early.
        case end
        /// A byte that can't stand here.
        case unexpected(UInt8)
        /// A value of another kind was asked for.
        case wrongKind(expected: JSONKind, found: JSONKind)
        /// Arrays and objects within one another, deeper than `JSONReader.deepest`.
        case tooDeep
        /// More bytes after the value.
        case trailing
    }

    /// What was met.
    public let fact: Fact
    /// The offset of the byte at which it was met.
    public let offset: Int
}

/// The kinds of JSON values.
public enum JSONKind: Sendable {
    /// `{…}`
    case object
    /// `[…]`
    case array
    /// `"…"`
    case string
    /// A number.
    case number
    /// `true` or `false`
    case bool
    /// `null`
    case null
}
