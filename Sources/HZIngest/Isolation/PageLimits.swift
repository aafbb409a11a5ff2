/// What one page may cost.
public struct PageLimits: Sendable, Equatable {
    /// The longest file, or member of a container, that is read, in bytes.
    public var bytes = FileSource.defaultLimitBytes
    /// Processor time for a page; beyond it the parsing process is ended.
    public var seconds = 10
    /// Addresses that a parsing process may use besides those of its program, in bytes.
    public var memory = 1 << 30

    /// The defaults: 16 MiB, 10 s, 1 GiB.
    public init() {}
}
