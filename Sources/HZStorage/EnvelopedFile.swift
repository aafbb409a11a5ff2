import Synchronization

/// One finished file of an index, opened for reading: header, page table and footer were verified at open, the
/// content is verified page by page at first touch. The grammar stands at `Envelope`.
///
/// Safe for many threads.
@safe public final class EnvelopedFile: @unchecked Sendable {
    /// The file's name.
    public var name: String { file.name }
    /// The end of the content: offsets count from the file's first byte, content begins at 32.
    public let contentEnd: Int
    /// The file's format version.
    public let format: UInt16
    /// The loan for hot loops.
    public let verifier: PageVerifier

    private let file: MappedFile
    private let verified: UnsafeMutablePointer<Atomic<UInt64>>
    private let wordCount: Int

    /// Opens and verifies a file's envelope.
    ///
    /// - Parameters:
    ///   - kind: What the file must hold.
    ///   - formats: The format versions that the caller reads.
    ///   - segment: The segment that it must belong to.
    ///   - digest: What the manifest says of it, where there is one.
    public init(
        directory: any Directory,
        name: String,
        kind: FileKind,
        formats: ClosedRange<UInt16>,
        segment: SegmentID,
        digest: FileDigest? = nil
    ) throws(StorageError) {
        file = try directory.open(name)
        let bytes = unsafe file.bytes
        let minimum = Envelope.headerLength + Envelope.footerLength
        if let digest, digest.length != UInt64(bytes.count) {
            let fact = CorruptionFact.length(expected: Int(clamping: digest.length), found: bytes.count)
            throw .corrupt(file: name, offset: bytes.count, fact: fact)
        }
        guard bytes.count >= minimum + 4, let base = bytes.baseAddress else {
            throw .corrupt(file: name, offset: 0, fact: .length(expected: minimum + 4, found: bytes.count))
        }
        format = try unsafe Self.verifyHeader(
            bytes,
            name: name,
            kind: kind,
            formats: formats,
            segment: segment
        )

        let footerStart = bytes.count - Envelope.footerLength
        let footerBytes = unsafe UnsafeRawBufferPointer(rebasing: bytes[footerStart...])
        try unsafe Self.verifyChecksum(footerBytes, covering: 28, name: name, origin: footerStart)
        var footer = unsafe ByteReader(footerBytes, file: name, origin: footerStart)
        let end = try footer.readUInt64()
        let tableChecksum = try footer.readUInt32()
        guard try footer.readUInt32() == kind.rawValue, try footer.readUInt32() == 0,
            try footer.readUInt64() == 0
        else { throw footer.corrupt(.value("footer")) }
        guard end >= UInt64(Envelope.headerLength), end <= UInt64(footerStart) else {
            throw footer.corrupt(.value("end of content"))
        }
        contentEnd = Int(end)
        let tableLength = 4 * Envelope.pageCount(contentEnd)
        guard contentEnd + tableLength == footerStart else {
            throw footer.corrupt(.length(expected: contentEnd + tableLength, found: footerStart))
        }
        let table = unsafe UnsafeRawBufferPointer(rebasing: bytes[contentEnd..<footerStart])
        let found = unsafe Checksum.crc32c(table)
        let expected = digest?.checksum ?? tableChecksum
        guard found == tableChecksum, found == expected else {
            throw .corrupt(file: name, offset: contentEnd, fact: .checksum(expected: expected, found: found))
        }
        wordCount = (Envelope.pageCount(contentEnd) + 63) / 64
        unsafe verified = UnsafeMutablePointer<Atomic<UInt64>>.allocate(capacity: wordCount)
        for index in 0..<wordCount { unsafe (verified + index).initialize(to: Atomic(0)) }
        unsafe verifier = PageVerifier(
            base: base,
            contentEnd: contentEnd,
            table: base + contentEnd,
            verified: verified
        )
    }

    deinit {
        unsafe verified.deinitialize(count: wordCount)
        unsafe verified.deallocate()
    }

    /// Verifies the pages that hold `count` bytes at `offset`, each once.
    public func verify(_ offset: Int, _ count: Int) throws(StorageError) {
        if verifier.isSound(offset, count) { return }
        guard offset >= 0, count >= 0, offset <= contentEnd, count <= contentEnd - offset else {
            throw .corrupt(file: name, offset: offset, fact: .overrun)
        }
        for page in (offset >> Envelope.pageShift)...((offset + count - 1) >> Envelope.pageShift) {
            if let bad = verifier.firstBadByte(page: page) {
                throw .corrupt(
                    file: name,
                    offset: bad.offset,
                    fact: .checksum(expected: bad.expected, found: bad.found)
                )
            }
        }
    }

    /// Verifies the whole content.
    public func verifyAll() throws(StorageError) {
        try verify(0, contentEnd)
    }

    /// Whether bytes were read that the file does not have any more.
    public var hasLostPages: Bool { file.hasLostPages }

    /// Gives back the memory that reading took, until it is read again.
    public func release() { file.release() }

    /// A cursor over `count` verified bytes at `offset`; this file must outlive it.
    public func reader(at offset: Int, count: Int) throws(StorageError) -> ByteReader {
        try verify(offset, count)
        let bytes = unsafe UnsafeRawBufferPointer(rebasing: file.bytes[offset..<offset + count])
        return unsafe ByteReader(bytes, file: name, origin: offset)
    }

    /// The verified bytes themselves, lent for the life of this file.
    public func bytes(at offset: Int, count: Int) throws(StorageError) -> UnsafeRawBufferPointer {
        try verify(offset, count)
        return unsafe UnsafeRawBufferPointer(rebasing: file.bytes[offset..<offset + count])
    }

    private static func verifyHeader(
        _ bytes: UnsafeRawBufferPointer,
        name: String,
        kind: FileKind,
        formats: ClosedRange<UInt16>,
        segment: SegmentID
    ) throws(StorageError) -> UInt16 {
        let headerBytes = unsafe UnsafeRawBufferPointer(rebasing: bytes[0..<Envelope.headerLength])
        var header = unsafe ByteReader(headerBytes, file: name, origin: 0)
        let magic = try header.readUInt32()
        guard magic == Envelope.magic else {
            throw .corrupt(file: name, offset: 0, fact: .magic(found: magic))
        }
        try unsafe verifyChecksum(headerBytes, covering: 28, name: name, origin: 0)
        let foundKind = FileKind(rawValue: try header.readUInt32())
        guard foundKind == kind else {
            throw .corrupt(file: name, offset: 4, fact: .kind(expected: kind.name, found: foundKind.name))
        }
        let format = try header.readUInt16()
        if format < formats.lowerBound {
            throw .formatTooOld(file: name, found: Int(format), minimum: Int(formats.lowerBound))
        }
        if format > formats.upperBound {
            throw .formatTooNew(file: name, found: Int(format), maximum: Int(formats.upperBound))
        }
        _ = try header.readUInt16()
        let found = SegmentID(high: try header.readUInt64(), low: try header.readUInt64())
        guard found == segment else {
            throw .corrupt(file: name, offset: 12, fact: .segment(expected: segment.name, found: found.name))
        }
        return format
    }

    private static func verifyChecksum(
        _ bytes: UnsafeRawBufferPointer,
        covering count: Int,
        name: String,
        origin: Int
    ) throws(StorageError) {
        let found = unsafe Checksum.crc32c(UnsafeRawBufferPointer(rebasing: bytes[0..<count]))
        let expected = UInt32(
            littleEndian: unsafe bytes.loadUnaligned(fromByteOffset: count, as: UInt32.self)
        )
        guard found == expected else {
            let fact = CorruptionFact.checksum(expected: expected, found: found)
            throw .corrupt(file: name, offset: origin + count, fact: fact)
        }
    }
}
