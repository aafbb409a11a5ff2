/// The bytes that every file of an index begins and ends with.
///
///     File    := Header Content Pages Footer
///     Header  := magic "HZS1" u32, kind u32, format u16, 0 u16, segment high u64, low u64, CRC-32C of these 28 bytes u32
///     Content := the kind's own bytes; offsets inside files count from the file's first byte
///     Pages   := CRC-32C u32 of each 16 KiB page of Header and Content (the last page may be shorter)
///     Footer  := end of Content u64, CRC-32C of Pages u32, kind u32, 12 zero bytes, CRC-32C of these 28 bytes u32
///
/// Header, page table and footer are verified when a file is opened, so that every truncation or extension is
/// found at once; each page of content is verified when it is first touched.
public enum Envelope {
    /// Bytes before the content.
    public static let headerLength = 32
    /// Bytes after the page table.
    public static let footerLength = 32
    /// Bytes covered by one checksum.
    public static let pageLength = 1 << pageShift
    @inlinable static var pageShift: Int { 14 }
    static let magic: UInt32 = FileKind("HZS1").rawValue

    /// How many pages `count` bytes fill.
    static func pageCount(_ count: Int) -> Int { (count + pageLength - 1) >> pageShift }
}
