import HZJSON

/// A line of an export that could not be read as an article.
public struct BadRecord: Error, Sendable, Equatable {
    /// Counted from 1.
    public var line: Int
    /// What is wrong with it.
    public var why: Cause

    /// What can be wrong with a line.
    public enum Cause: Error, Sendable, Equatable {
        /// Not JSON; the offset counts bytes of the line.
        case malformed(JSONError)
        /// JSON, but not an object.
        case notAnObject
        /// An object without title and body.
        case noText
        /// More bytes than ``JSONLReader/lineLimitBytes``.
        case tooLong
        /// Compressed bytes that can't be decompressed; the rest of the file is lost.
        case damaged
        /// The system failed to read on; the rest of the file is lost.
        case unreadable(errno: Int32)
    }
}
