/// Turns compressed bytes into what they were. Not for use by two threads at once.
protocol StreamDecoder: AnyObject {
    /// Decodes from `input`, starting at `position`, and appends at most `room` bytes; returns how many bytes of `input`
    /// it took.
    func decode(
        _ input: [UInt8],
        from position: Int,
        room: Int,
        into output: inout [UInt8]
    ) throws(StreamError) -> Int

    /// Whether the input may end here.
    var isAtBoundary: Bool { get }
}
