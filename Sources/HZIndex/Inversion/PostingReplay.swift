/// Decodes a stream of occurrences, as `InvertedTerms` writes it, into postings and positions.
enum PostingReplay {
    /// An occurrence: what changes from the one before, 0 for nothing.
    private struct Occurrence {
        /// Position gap << 3, and what follows: a document gap 1, a form 2, a weight 4.
        var code: UInt64 = 0
        var documentGap: UInt64 = 0
        var form: UInt64 = 0
        var weight: UInt64 = 0
    }

    /// Up to eight bytes of the stream, taken apart in a register.
    struct Bytes {
        var rest: UInt64
        var taken = 0
        /// Whether an integer was longer than two bytes.
        var isLong = false

        @inline(__always)
        mutating func next(if isWanted: Bool = true) -> UInt64 {
            let goesOn = rest & 0x80 != 0 && isWanted
            isLong = isLong || goesOn && rest & 0x8000 != 0
            let value = rest & 0x7F | (goesOn ? rest &>> 1 & 0x3F80 : 0)
            let length = isWanted ? (goesOn ? 2 : 1) : 0
            rest &>>= UInt64(8 &* length)
            taken &+= length
            return value
        }
    }

    /// Writes the postings of one list, whose stream is the first `length` bytes of `scratch`. `norms` has the length
    /// code of each document in the list's field.
    static func run(
        _ scratch: borrowing StreamScratch,
        _ length: Int,
        to postings: inout PostingWriter,
        norms: [UInt8]
    ) {
        let bytes = unsafe UnsafeRawPointer(scratch.base)
        var offset = 0
        var form: UInt32 = 0
        var weight: UInt32 = 1
        var document = UInt32.max
        var occurrences: UInt32 = 0
        var extra: UInt32 = 0
        while offset < length {
            let next = unsafe next(bytes, &offset)
            if next.code & 1 != 0 {
                if occurrences > 0 {
                    postings.endDocument(document, occurrences: occurrences, extra: extra, norm: norms[Int(document)])
                }
                document = document &+ UInt32(truncatingIfNeeded: next.documentGap) &+ 1
                postings.beginDocument()
                occurrences = 0
                extra = 0
            }
            form = next.code & 2 != 0 ? UInt32(truncatingIfNeeded: next.form) : form
            weight = next.code & 4 != 0 ? UInt32(truncatingIfNeeded: next.weight) : weight
            postings.add(positionGap: UInt32(truncatingIfNeeded: next.code >> 3), form: form)
            occurrences &+= 1
            extra &+= weight &- 1
        }
        if occurrences > 0 {
            postings.endDocument(document, occurrences: occurrences, extra: extra, norm: norms[Int(document)])
        }
    }

    /// The next occurrence: at once, where its numbers are small. Eight bytes can be read from any byte of a stream.
    @inline(__always)
    private static func next(_ stream: UnsafeRawPointer, _ offset: inout Int) -> Occurrence {
        let ahead = unsafe stream.loadUnaligned(fromByteOffset: offset, as: UInt64.self).littleEndian
        var bytes = Bytes(rest: ahead)
        var found = Occurrence()
        found.code = bytes.next()
        found.documentGap = bytes.next(if: found.code & 1 != 0)
        found.form = bytes.next(if: found.code & 2 != 0)
        if found.code & 4 != 0 { found.weight = bytes.next() }
        if bytes.isLong { return unsafe nextByBytes(stream, &offset) }
        offset &+= bytes.taken
        return found
    }

    @inline(never)
    private static func nextByBytes(_ stream: UnsafeRawPointer, _ offset: inout Int) -> Occurrence {
        func integer() -> UInt64 {
            var value: UInt64 = 0
            var shift: UInt64 = 0
            while true {
                let byte = unsafe stream.load(fromByteOffset: offset, as: UInt8.self)
                offset &+= 1
                value |= UInt64(byte & 0x7F) &<< shift
                if byte < 0x80 { return value }
                shift &+= 7
            }
        }
        var found = Occurrence(code: integer())
        if found.code & 1 != 0 { found.documentGap = integer() }
        if found.code & 2 != 0 { found.form = integer() }
        if found.code & 4 != 0 { found.weight = integer() }
        return found
    }
}
