/// Buffered, enveloped output of one file: the header is written at once, pages are checksummed as they fill,
/// `finish()` adds page table and footer and makes the file durable. The grammar stands at `Envelope`.
///
/// Not safe for use by two threads at once. Errors are kept: after a failed write every later call is void and
/// `finish()` throws the first error, so that encoders need not check each byte.
@safe public final class FileWriter {
    /// The offset in the file of the next byte to be written, header included.
    public private(set) var position: Int
    /// The file's name.
    public var name: String { file.name }

    private let directory: any Directory
    private let file: any OutputFile
    private let kind: FileKind
    private var pages: [UInt32] = []
    private var failure: StorageError?
    private let buffer: UnsafeMutableRawBufferPointer
    private var used = 0
    private var isOpen = true

    /// Creates the file and writes its header. `bufferPages` sets the size of the buffer, in pages of 16 KiB.
    public init(
        directory: any Directory,
        name: String,
        kind: FileKind,
        format: UInt16,
        segment: SegmentID,
        bufferPages: Int = 4
    ) throws(StorageError) {
        self.directory = directory
        self.kind = kind
        file = try directory.create(name)
        unsafe buffer = UnsafeMutableRawBufferPointer.allocate(
            byteCount: max(1, bufferPages) * Envelope.pageLength,
            alignment: 16
        )
        position = 0
        write(Envelope.magic)
        write(kind.rawValue)
        write(format)
        write(UInt16(0))
        write(segment.high)
        write(segment.low)
        write(unsafe Checksum.crc32c(UnsafeRawBufferPointer(rebasing: buffer[0..<28])))
    }

    deinit {
        unsafe buffer.deallocate()
    }

    /// Writes one integer, little endian.
    @inline(__always)
    public func write<Value: FixedWidthInteger & BitwiseCopyable>(_ value: Value) {
        if unsafe used + MemoryLayout<Value>.size > buffer.count {
            return unsafe withUnsafeBytes(of: value.littleEndian) { bytes in unsafe write(bytes) }
        }
        unsafe buffer.storeBytes(of: value.littleEndian, toByteOffset: used, as: Value.self)
        advance(MemoryLayout<Value>.size)
    }

    /// Writes an unsigned LEB128 integer: seven bits a byte, the lowest first.
    @inline(__always)
    public func write(varint value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            write(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        write(UInt8(truncatingIfNeeded: rest))
    }

    /// Writes bytes.
    public func write(_ bytes: UnsafeRawBufferPointer) {
        var written = 0
        while written < bytes.count {
            let count = unsafe min(bytes.count - written, buffer.count - used)
            let part = unsafe UnsafeRawBufferPointer(rebasing: bytes[written..<written + count])
            unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[used..<used + count]).copyMemory(from: part)
            written += count
            advance(count)
        }
    }

    /// Writes the bytes of an array.
    public func write(bytes: [UInt8]) {
        unsafe bytes.withUnsafeBytes { pointer in unsafe write(pointer) }
    }

    /// Writes a varint length and the bytes.
    public func write(sized bytes: UnsafeRawBufferPointer) {
        write(varint: UInt64(bytes.count))
        unsafe write(bytes)
    }

    /// Writes a varint length and the text as UTF-8.
    public func write(sized text: String) {
        var text = text
        text.withUTF8 { bytes in unsafe write(sized: UnsafeRawBufferPointer(bytes)) }
    }

    /// Writes zero bytes until the position is a multiple of `alignment`.
    public func align(to alignment: Int) {
        while position % alignment != 0 { write(UInt8(0)) }
    }

    /// Completes the file and makes its bytes durable; the name becomes so by `Directory.sync()`. On an error
    /// the file is removed.
    public func finish() throws(StorageError) -> FileDigest {
        let contentEnd = position
        flushPages(partial: true)
        let table = pages.flatMap { page in
            (0..<4).map { UInt8(truncatingIfNeeded: page >> (8 * UInt32($0))) }
        }
        let tableChecksum = unsafe table.withUnsafeBytes { unsafe Checksum.crc32c($0) }
        writeThrough(table)
        var footer: [UInt8] = []
        func append(_ value: some FixedWidthInteger) {
            unsafe withUnsafeBytes(of: value.littleEndian) { unsafe footer.append(contentsOf: unsafe $0) }
        }
        append(UInt64(contentEnd))
        append(tableChecksum)
        append(kind.rawValue)
        footer.append(contentsOf: [UInt8](repeating: 0, count: 12))
        append(unsafe footer.withUnsafeBytes { unsafe Checksum.crc32c($0) })
        writeThrough(footer)
        do throws(StorageError) {
            if let failure { throw failure }
            try file.sync()
            try close()
        } catch {
            abandon()
            throw error
        }
        return FileDigest(
            name: file.name,
            length: UInt64(contentEnd + table.count + Envelope.footerLength),
            checksum: tableChecksum
        )
    }

    /// Closes and removes the unfinished file; an error in doing so leaves an orphan that the next writer sweeps.
    public func abandon() {
        try? close()
        try? directory.remove(file.name)
    }

    private func close() throws(StorageError) {
        guard isOpen else { return }
        isOpen = false
        try file.close()
    }

    @inline(__always)
    private func advance(_ count: Int) {
        used += count
        position += count
        if unsafe used == buffer.count { flushPages(partial: false) }
    }

    /// Checksums and writes what the buffer holds; it always begins at a page border.
    private func flushPages(partial: Bool) {
        var start = 0
        while start < used, partial || start + Envelope.pageLength <= used {
            let end = min(start + Envelope.pageLength, used)
            pages.append(unsafe Checksum.crc32c(UnsafeRawBufferPointer(rebasing: buffer[start..<end])))
            start = end
        }
        unsafe writeThrough(UnsafeRawBufferPointer(rebasing: buffer[0..<start]))
        used = 0
    }

    private func writeThrough(_ bytes: [UInt8]) {
        unsafe bytes.withUnsafeBytes { pointer in unsafe writeThrough(pointer) }
    }

    private func writeThrough(_ bytes: UnsafeRawBufferPointer) {
        guard failure == nil, bytes.count > 0 else { return }
        do {
            unsafe try file.write(bytes)
        } catch {
            failure = error
        }
    }
}
