import Synchronization

/// Which pages of a file were found true to their checksums: one bit a page, set once and for ever.
///
/// A trivially copyable loan of an `EnvelopedFile`, for loops that must not count references; the file must
/// outlive it. Safe for many threads: two of them may verify the same page, with the same result.
@safe public struct PageVerifier: @unchecked Sendable {
    /// The file's first byte.
    public let base: UnsafeRawPointer
    /// Where the content ends: the exclusive upper bound of what may be verified and read.
    public let contentEnd: Int
    private let table: UnsafeRawPointer
    @usableFromInline let verified: UnsafeMutablePointer<Atomic<UInt64>>

    init(
        base: UnsafeRawPointer,
        contentEnd: Int,
        table: UnsafeRawPointer,
        verified: UnsafeMutablePointer<Atomic<UInt64>>
    ) {
        unsafe self.base = base
        self.contentEnd = contentEnd
        unsafe self.table = table
        unsafe self.verified = verified
    }

    /// Whether the bytes of `offset..<offset + count` lie within the content and are those that were written.
    /// A test of one bit for each page of 16 KiB that was touched before.
    @inlinable
    @inline(__always)
    public func isSound(_ offset: Int, _ count: Int) -> Bool {
        // A negative offset is a huge one without its sign.
        guard count >= 0, count <= contentEnd, UInt(bitPattern: offset) <= UInt(bitPattern: contentEnd &- count) else {
            return false
        }
        guard count > 0 else { return true }
        let first = offset >> Envelope.pageShift
        let last = (offset &+ count &- 1) >> Envelope.pageShift
        return first == last ? isSound(page: first) : areSound(first...last)
    }

    @inlinable
    @inline(__always)
    func isSound(page: Int) -> Bool {
        let bits = unsafe verified[page >> 6].load(ordering: .relaxed)
        return bits & (1 << UInt64(page & 63)) != 0 || firstBadByte(page: page) == nil
    }

    @usableFromInline
    func areSound(_ pages: ClosedRange<Int>) -> Bool { pages.allSatisfy { isSound(page: $0) } }

    /// Verifies one page and remembers the result; nil when it is sound, else the checksums that differ.
    @inline(never)
    @usableFromInline
    func firstBadByte(page: Int) -> (offset: Int, expected: UInt32, found: UInt32)? {
        let start = page << Envelope.pageShift
        let end = min(start + Envelope.pageLength, contentEnd)
        let expected = UInt32(
            littleEndian: unsafe table.loadUnaligned(fromByteOffset: 4 * page, as: UInt32.self)
        )
        let found = unsafe Checksum.crc32c(UnsafeRawBufferPointer(start: base + start, count: end - start))
        guard expected == found else { return (start, expected, found) }
        unsafe verified[page >> 6].bitwiseOr(1 << UInt64(page & 63), ordering: .relaxed)
        return nil
    }
}
