/// Byte streams of unknown length, one a posting list, in chained slices of growing size (after Lucene's
/// `ByteBlockPool`): an append is a store and a compare, and nothing is ever copied.
@safe struct PostingArena: ~Copyable {
    /// One stream: where it begins and where the next byte goes.
    struct Stream {
        var head: UInt32
        var tail: UInt32
        /// Where the present slice's link begins.
        var end: UInt32
        /// How many slices came before the present one.
        var level: UInt8
    }

    private static let chunkShift = 20
    private static let sliceLengths: [UInt32] = [16, 32, 64, 128, 256, 512, 1_024, 2_048]
    private var chunks: [UnsafeMutablePointer<UInt8>] = unsafe []
    private var used: UInt32 = 0

    init() {}

    deinit {
        for index in unsafe chunks.indices { unsafe chunks[index].deallocate() }
    }

    /// Bytes of memory in use.
    var memory: Int { Int(used) }

    /// Begins a stream.
    mutating func begin() -> Stream {
        let start = allocate(Self.sliceLengths[0])
        return Stream(head: start, tail: start, end: start + Self.sliceLengths[0] - 4, level: 0)
    }

    /// Appends an unsigned LEB128 integer to a stream.
    @inline(__always)
    mutating func append(_ value: UInt64, to stream: inout Stream) {
        var rest = value
        while rest >= 0x80 {
            append(UInt8(truncatingIfNeeded: rest) | 0x80, to: &stream)
            rest >>= 7
        }
        append(UInt8(truncatingIfNeeded: rest), to: &stream)
    }

    @inline(__always)
    private mutating func append(_ byte: UInt8, to stream: inout Stream) {
        if stream.tail == stream.end { extend(&stream) }
        unsafe pointer(stream.tail).pointee = byte
        stream.tail &+= 1
    }

    @inline(never)
    private mutating func extend(_ stream: inout Stream) {
        stream.level = min(stream.level + 1, UInt8(Self.sliceLengths.count - 1))
        let length = Self.sliceLengths[Int(stream.level)]
        let start = allocate(length)
        unsafe UnsafeMutableRawPointer(pointer(stream.end)).storeBytes(of: start, as: UInt32.self)
        stream.tail = start
        stream.end = start + length - 4
    }

    private mutating func allocate(_ length: UInt32) -> UInt32 {
        // Slices never cross chunks.
        let chunkLength: UInt32 = 1 << Self.chunkShift
        if used & (chunkLength - 1) + length > chunkLength { used = (used | (chunkLength - 1)) + 1 }
        if unsafe Int(used >> Self.chunkShift) == chunks.count {
            unsafe chunks.append(.allocate(capacity: Int(chunkLength)))
        }
        defer { used += length }
        return used
    }

    @inline(__always)
    private func pointer(_ offset: UInt32) -> UnsafeMutablePointer<UInt8> {
        unsafe chunks[Int(offset &>> UInt32(Self.chunkShift))] + Int(offset & ((1 << UInt32(Self.chunkShift)) - 1))
    }

    /// Reads a stream from its beginning.
    struct Reader {
        private var position: UInt32
        private var end: UInt32
        private let tail: UInt32
        private var level = 0

        init(_ stream: Stream) {
            position = stream.head
            end = stream.head + PostingArena.sliceLengths[0] - 4
            tail = stream.tail
        }

        /// Whether all was read.
        var isAtEnd: Bool { position == tail }

        /// Reads one integer.
        @inline(__always)
        mutating func next(_ arena: borrowing PostingArena) -> UInt64 {
            var value: UInt64 = 0
            var shift: UInt64 = 0
            while true {
                if position == end { follow(arena) }
                let byte = unsafe arena.pointer(position).pointee
                position &+= 1
                value |= UInt64(byte & 0x7F) &<< shift
                if byte < 0x80 { return value }
                shift &+= 7
            }
        }

        private mutating func follow(_ arena: borrowing PostingArena) {
            level = min(level + 1, PostingArena.sliceLengths.count - 1)
            position = unsafe UnsafeRawPointer(arena.pointer(end)).loadUnaligned(as: UInt32.self)
            end = position + PostingArena.sliceLengths[level] - 4
        }
    }
}
