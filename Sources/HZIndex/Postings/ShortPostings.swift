/// Reads the postings of a list that are too few to be packed; the grammar stands at `PostingWriter`.
/// How many bytes a posting has nobody can foretell: those of up to four are read without a branch that depends on it.
///
/// The bytes are those of an index file, verified but possibly malformed: behind its content come more than may be read
/// too many. A read past the end makes `isValid` false for ever.
@safe struct ShortPostings {
    private let base: UnsafeRawPointer
    private var offset: Int
    private let end: Int

    /// Reads the bytes `offset..<end` of what lies at `base`.
    init(_ base: UnsafeRawPointer, from offset: Int, to end: Int) {
        unsafe self.base = base
        self.offset = offset
        self.end = end
    }

    /// Whether each read so far was within the bytes.
    @inline(__always)
    var isValid: Bool { offset <= end }

    /// The next posting: how many documents lie between it and the one before, how often the term occurs, and the extra
    /// weight. To be called while `isValid`.
    @inline(__always)
    mutating func next() -> (gap: UInt64, count: UInt32, extra: UInt32) {
        let word = unsafe UInt64(littleEndian: base.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        let hasSecond = word &>> 7 & 1
        let rest = word &>> (8 &<< hasSecond)
        var code = word & 0x7F | word &>> 1 & (0x3F80 & (0 &- hasSecond))
        let hasMore = ~word & 1
        var more = rest & (0xFF & (0 &- hasMore))
        let hasExtra = more & 1
        var extra = rest &>> 8 & (0xFF & (0 &- hasExtra))
        if (word &>> 15 & hasSecond) | (more | extra) &>> 7 == 0 {
            offset &+= Int(truncatingIfNeeded: 1 &+ hasSecond &+ hasMore &+ hasExtra)
        } else {
            var reader = unsafe LentBytes(base, from: offset, to: end)
            code = reader.varint()
            more = code & 1 == 0 ? reader.varint() : 0
            extra = more & 1 == 1 ? reader.varint() : 0
            offset = reader.isValid ? reader.offset : end &+ 1
        }
        return (code &>> 1, UInt32(truncatingIfNeeded: more &>> 1) &+ 1, UInt32(truncatingIfNeeded: extra))
    }
}
