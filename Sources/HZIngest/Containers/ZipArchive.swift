import CArchive

/// Reads the entries of a zip file one after another, with libarchive. Not for use by two threads at once.
@safe final class ZipArchive {
    private let archive: OpaquePointer

    private static let blockBytes = 64 << 10

    /// Reads from an open file, which stays the caller's. Throws ``StreamError/damaged`` for what is no zip file.
    init(_ file: borrowing OpenFile) throws(StreamError) {
        guard let opened = unsafe archive_read_new() else { throw .damaged }
        unsafe archive = opened
        let isOpen =
            unsafe archive_read_support_format_zip(archive) == ARCHIVE_OK
            && archive_read_open_fd(archive, file.descriptor, Self.blockBytes) == ARCHIVE_OK
        if !isOpen { throw .damaged }
    }

    deinit {
        unsafe archive_read_free(archive)
    }

    /// Goes to the next entry that is a file; its name, nil at the end.
    func next() throws(StreamError) -> [UInt8]? {
        while true {
            var found: OpaquePointer?
            let status = unsafe archive_read_next_header(archive, &found)
            if status == ARCHIVE_EOF { return nil }
            guard status >= ARCHIVE_WARN, let entry = unsafe found else { throw .damaged }
            guard unsafe archive_entry_filetype(entry) == UInt32(Self.regularFile) else { continue }
            guard let name = unsafe archive_entry_pathname(entry) else { continue }
            var bytes: [UInt8] = []
            var next = unsafe name
            while unsafe next.pointee != 0, bytes.count < 4_096 {
                unsafe bytes.append(UInt8(bitPattern: next.pointee))
                unsafe next += 1
            }
            return bytes
        }
    }

    /// The content of the entry; nil where it has more than `limit` bytes.
    func content(limit: Int) throws(StreamError) -> [UInt8]? {
        var content: [UInt8] = []
        while true {
            var received = 0
            content.append(addingCapacity: Self.blockBytes) { output in
                unsafe output.withUnsafeMutableBufferPointer { buffer, initialized in
                    received = unsafe archive_read_data(archive, buffer.baseAddress, buffer.count)
                    initialized = max(0, received)
                }
            }
            if received < 0 { throw .damaged }
            if received == 0 { return content }
            if content.count > limit { return nil }
        }
    }

    /// `S_IFREG`, which libarchive defines as a macro that Swift does not see.
    private static let regularFile = 0o100000
}
