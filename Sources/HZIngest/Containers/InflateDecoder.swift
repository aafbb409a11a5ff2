import CZlib

/// Decodes gzip, zlib and raw deflate streams with zlib.
@safe final class InflateDecoder: StreamDecoder {
    /// What stands around the deflated bytes.
    enum Wrapper: Int32 {
        /// RFC 1952; more members may follow one after another.
        case gzip = 31
        /// RFC 1950.
        case zlib = 15
        /// Nothing: RFC 1951.
        case raw = -15
    }

    private let stream: UnsafeMutablePointer<z_stream>
    private let wrapper: Wrapper
    private(set) var isAtBoundary = false
    private var isOver = false

    /// Nil where there is no memory for it.
    init?(_ wrapper: Wrapper) {
        self.wrapper = wrapper
        unsafe stream = .allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        let size = unsafe Int32(MemoryLayout<z_stream>.size)
        guard unsafe inflateInit2_(stream, wrapper.rawValue, ZLIB_VERSION, size) == Z_OK else {
            unsafe stream.deallocate()
            return nil
        }
    }

    deinit {
        unsafe inflateEnd(stream)
        unsafe stream.deallocate()
    }

    func decode(
        _ input: [UInt8],
        from position: Int,
        room: Int,
        into output: inout [UInt8]
    ) throws(StreamError) -> Int {
        guard !isOver else { return input.count - position }
        if isAtBoundary {
            guard position < input.count else { return 0 }
            // What follows the last member and is no other one is padding.
            guard wrapper == .gzip, input[position] == 0x1F else {
                isOver = true
                return input.count - position
            }
            unsafe inflateReset(stream)
            isAtBoundary = false
        }
        let available = min(input.count - position, Int(Int32.max))
        var status = Z_OK
        var taken = 0
        output.append(addingCapacity: min(room, Int(Int32.max))) { target in
            unsafe target.withUnsafeMutableBufferPointer { buffer, initialized in
                unsafe input.withUnsafeBufferPointer { bytes in
                    let start = unsafe bytes.baseAddress.map { unsafe $0 + position }
                    unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: start)
                    unsafe stream.pointee.avail_in = UInt32(available)
                    unsafe stream.pointee.next_out = buffer.baseAddress
                    unsafe stream.pointee.avail_out = UInt32(buffer.count)
                    status = unsafe inflate(stream, Z_NO_FLUSH)
                    initialized = unsafe buffer.count - Int(stream.pointee.avail_out)
                    taken = unsafe available - Int(stream.pointee.avail_in)
                }
            }
        }
        switch status {
        case Z_STREAM_END: isAtBoundary = true
        case Z_OK, Z_BUF_ERROR: break
        default: throw .damaged
        }
        return taken
    }
}
