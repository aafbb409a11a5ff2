/// Why a file was not indexed: every file that is met is either indexed or counted with one of these.
public enum SkipReason: String, Sendable, CaseIterable {
    /// A FIFO, socket or device.
    case notRegular
    /// A symbolic link; what it points to is indexed where it is.
    case symbolicLink
    /// Its name, or a folder's on the way, begins with a dot.
    case hidden
    /// A name that ends like no format that is read.
    case unsupportedType
    /// Nothing in it.
    case empty
    /// Above the limit of size.
    case tooLarge
    /// Neither text nor a known format.
    case binary
    /// It changed while it was read, twice.
    case changedWhileRead
    /// The system refused to list or read it.
    case unreadable
    /// Its path is longer than the system opens.
    case pathTooLong
    /// It was met before, under the same path.
    case repeated
}
