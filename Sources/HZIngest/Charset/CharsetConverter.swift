import Glibc
import HZJSON

/// Converts text of one encoding to UTF-8 with the C library's iconv(3). Not for use by two threads at once.
@safe final class CharsetConverter {
    private let handle: iconv_t
    /// Bytes that are given up where a character cannot be read.
    private let unitBytes: Int

    /// Nil where the C library does not know the encoding.
    init?(from charset: Charset) {
        let opened = unsafe iconv_open("UTF-8", charset.iconvName)
        guard let opened = unsafe opened, Int(bitPattern: opened) != -1 else { return nil }
        unsafe handle = opened
        unitBytes = charset.iconvName.hasPrefix("UTF-16") ? 2 : charset.iconvName.hasPrefix("UTF-32") ? 4 : 1
    }

    deinit {
        unsafe iconv_close(handle)
    }

    /// The text of `input` in UTF-8; bytes that fit no character are U+FFFD, and counted.
    ///
    /// - Complexity: O(count).
    func convert(_ input: ArraySlice<UInt8>) -> (text: [UInt8], replacements: Int) {
        unsafe iconv(handle, nil, nil, nil, nil)
        var text: [UInt8] = []
        text.reserveCapacity(input.count + input.count / 2 + 16)
        var replacements = 0
        let count = input.count
        unsafe input.withUnsafeBytes { bytes in
            var position = 0
            while position < count {
                let failure = unsafe step(bytes, &position, into: &text)
                guard position < count, failure != E2BIG else { continue }
                text.append(contentsOf: UTF8Repair.replacement)
                replacements += 1
                position += unitBytes
                unsafe iconv(handle, nil, nil, nil, nil)
            }
        }
        return (text, replacements)
    }

    /// Converts from `position` up to the first bytes that are no character, or as much as there is room for; returns why
    /// it stopped, as `errno`.
    private func step(_ bytes: UnsafeRawBufferPointer, _ position: inout Int, into text: inout [UInt8])
        -> Int32
    {
        let count = bytes.count
        var failure: Int32 = 0
        text.append(addingCapacity: max(4_096, (count - position) * 3 / 2)) { output in
            unsafe output.withUnsafeMutableBufferPointer { buffer, initialized in
                var from = unsafe bytes.baseAddress.map {
                    unsafe UnsafeMutableRawPointer(mutating: $0 + position).assumingMemoryBound(
                        to: CChar.self
                    )
                }
                var fromLeft = count - position
                var to = unsafe buffer.baseAddress.map {
                    unsafe UnsafeMutableRawPointer($0).assumingMemoryBound(to: CChar.self)
                }
                var toLeft = buffer.count
                if unsafe iconv(handle, &from, &fromLeft, &to, &toLeft) == -1 { failure = errno }
                initialized = buffer.count - toLeft
                position = count - fromLeft
            }
        }
        return failure
    }
}
