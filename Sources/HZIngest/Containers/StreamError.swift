/// Why a stream of bytes ends before its end.
enum StreamError: Error, Equatable {
    /// The system failed to read on.
    case unreadable(errno: Int32)
    /// The bytes are not what their format allows, or stop in the middle.
    case damaged
}
