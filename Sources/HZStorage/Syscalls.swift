import Glibc

/// System calls that are repeated until all is done.
package enum Syscalls {
    /// Writes all bytes to an open file, however few the kernel takes at a time; the error number of the call that failed,
    /// 0 for none. What was written before stays written.
    package static func writeAll(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int32 {
        var written = 0
        while written < bytes.count {
            let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[written...])
            let count = unsafe write(descriptor, rest.baseAddress, rest.count)
            if count < 0, errno != EINTR { return errno }
            written += max(0, count)
        }
        return 0
    }

    /// The same of an array.
    package static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
        unsafe bytes.withUnsafeBytes { unsafe writeAll($0, to: descriptor) }
    }
}
