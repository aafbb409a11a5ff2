import CBrotli

/// Decodes Brotli (RFC 7932), in which web servers pack pages.
@safe final class BrotliDecoder: StreamDecoder {
    private let state: OpaquePointer
    private(set) var isAtBoundary = false

    /// Nil where there is no memory for it.
    init?() {
        guard let opened = unsafe BrotliDecoderCreateInstance(nil, nil, nil) else { return nil }
        unsafe state = opened
    }

    deinit {
        unsafe BrotliDecoderDestroyInstance(state)
    }

    func decode(
        _ input: [UInt8],
        from position: Int,
        room: Int,
        into output: inout [UInt8]
    ) throws(StreamError) -> Int {
        // What follows the end of the stream is none of it.
        guard !isAtBoundary else { return input.count - position }
        var status = BROTLI_DECODER_RESULT_ERROR
        var left = input.count - position
        output.append(addingCapacity: room) { target in
            unsafe target.withUnsafeMutableBufferPointer { buffer, initialized in
                unsafe input.withUnsafeBufferPointer { bytes in
                    var next = unsafe bytes.baseAddress.map { unsafe $0 + position }
                    var to = buffer.baseAddress
                    var room = buffer.count
                    status = unsafe BrotliDecoderDecompressStream(state, &left, &next, &room, &to, nil)
                    initialized = buffer.count - room
                }
            }
        }
        guard status != BROTLI_DECODER_RESULT_ERROR else { throw .damaged }
        isAtBoundary = status == BROTLI_DECODER_RESULT_SUCCESS
        return input.count - position - left
    }
}
