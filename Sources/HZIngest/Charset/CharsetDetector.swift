import CUchardet

/// Guesses an encoding from the frequency of its characters, with Mozilla's uchardet. Not for use by two
/// threads at once.
@safe final class CharsetDetector {
    private let handle: uchardet_t?

    init() {
        unsafe handle = uchardet_new()
    }

    deinit {
        if let handle = unsafe handle { unsafe uchardet_delete(handle) }
    }

    /// The likeliest encoding of `sample`; nil where nothing speaks for any.
    func guess(_ sample: [UInt8]) -> Charset? {
        guard let handle = unsafe handle, !sample.isEmpty else { return nil }
        unsafe uchardet_reset(handle)
        let status = unsafe sample.withUnsafeBytes { bytes in
            unsafe uchardet_handle_data(
                handle,
                bytes.baseAddress?.assumingMemoryBound(to: CChar.self),
                bytes.count
            )
        }
        guard status == 0 else { return nil }
        unsafe uchardet_data_end(handle)
        guard let name = unsafe uchardet_get_charset(handle) else { return nil }
        return Charset(label: unsafe String(cString: name).utf8)
    }
}
