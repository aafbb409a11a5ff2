import CZstd

/// Decodes Zstandard streams.
@safe final class ZstdDecoder: StreamDecoder {
    private let stream: OpaquePointer
    private(set) var isAtBoundary = false

    /// Frames that want a larger window than 128 MiB, the library's own limit, are refused.
    private static let windowLogLimit: Int32 = 27

    /// Nil where there is no memory for it.
    init?() {
        guard let opened = unsafe ZSTD_createDStream() else { return nil }
        unsafe stream = opened
        _ = unsafe ZSTD_DCtx_setParameter(stream, ZSTD_d_windowLogMax, Self.windowLogLimit)
    }

    deinit {
        _ = unsafe ZSTD_freeDStream(stream)
    }

    func decode(
        _ input: [UInt8],
        from position: Int,
        room: Int,
        into output: inout [UInt8]
    ) throws(StreamError) -> Int {
        guard position < input.count || !isAtBoundary else { return 0 }
        var status = 0
        var taken = 0
        output.append(addingCapacity: room) { target in
            unsafe target.withUnsafeMutableBufferPointer { buffer, initialized in
                unsafe input.withUnsafeBufferPointer { bytes in
                    var from = unsafe ZSTD_inBuffer(
                        src: bytes.baseAddress,
                        size: bytes.count,
                        pos: position
                    )
                    var to = unsafe ZSTD_outBuffer(dst: buffer.baseAddress, size: buffer.count, pos: 0)
                    status = unsafe ZSTD_decompressStream(stream, &to, &from)
                    initialized = unsafe to.pos
                    taken = unsafe from.pos - position
                }
            }
        }
        guard ZSTD_isError(status) == 0 else { throw .damaged }
        isAtBoundary = status == 0
        return taken
    }
}
