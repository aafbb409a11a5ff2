/// The occurrences of a list in memory, read from its stream where that lies.
@safe struct StreamOccurrences: OccurrenceList {
    private(set) var document = UInt32.max
    private(set) var position: UInt32 = 0
    private let arena: UnsafePointer<PostingArena>
    private var reader: PostingArena.Reader

    /// The occurrences of a stream, which nothing is appended to meanwhile; the arena is lent for as long.
    init(_ stream: PostingArena.Stream, in arena: UnsafePointer<PostingArena>) {
        unsafe self.arena = unsafe arena
        reader = unsafe arena.pointee.reader(stream)
        advance()
    }

    @inline(__always)
    func prefetch() { unsafe arena.pointee.prefetch(reader) }

    @inline(__always)
    mutating func advance() {
        guard !reader.isAtEnd else {
            document = .max
            return
        }
        var bytes = unsafe PostingReplay.Bytes(rest: arena.pointee.ahead(reader))
        let code = bytes.next()
        let documentGap = bytes.next(if: code & 1 != 0)
        _ = bytes.next(if: code & 2 != 0)
        if code & 4 != 0 { _ = bytes.next() }
        if bytes.isLong { return advanceByBytes() }
        unsafe arena.pointee.skip(bytes.taken, &reader)
        take(code, documentGap)
    }

    @inline(__always)
    private mutating func take(_ code: UInt64, _ documentGap: UInt64) {
        let isNew = code & 1 != 0
        document = isNew ? document &+ UInt32(truncatingIfNeeded: documentGap) &+ 1 : document
        position = (isNew ? 0 : position) &+ UInt32(truncatingIfNeeded: code &>> 3)
    }

    @inline(never)
    private mutating func advanceByBytes() {
        let code = integer()
        let documentGap = code & 1 != 0 ? integer() : 0
        if code & 2 != 0 { _ = integer() }
        if code & 4 != 0 { _ = integer() }
        take(code, documentGap)
    }

    private mutating func integer() -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while !reader.isAtEnd {
            let byte = unsafe arena.pointee.ahead(reader) & 0xFF
            unsafe arena.pointee.skip(1, &reader)
            value |= (byte & 0x7F) &<< shift
            if byte < 0x80 { break }
            shift &+= 7
        }
        return value
    }
}
