import CHZKernels
import Glibc

/// Byte streams of unknown length, one a posting list, in chained slices of growing size (after Lucene's
/// `ByteBlockPool`): an append is a store and a compare. The slices lie in one block of memory that the system moves,
/// where it grows, without copying.
@safe struct PostingArena: ~Copyable {
    /// One stream: where it begins and where the next byte goes.
    struct Stream {
        /// The first slice; `none` while nothing was appended.
        var head = none
        var tail: UInt32 = 0
        /// Where the present slice's link begins.
        var end: UInt32 = 0
        /// How many slices came before the present one.
        var level: UInt8 = 0

        static let none = UInt32.max
        /// Whether nothing was appended.
        var isEmpty: Bool { head == Self.none }
    }

    /// Several integers on their way into a stream: up to eight bytes in a register.
    struct Bits {
        private(set) var bytes: UInt64 = 0
        private(set) var count = 0
        /// Whether an integer did not fit.
        private(set) var isOverfull = false

        /// Appends an unsigned LEB128 integer below 2^14, or nothing; at most four of them.
        @inline(__always)
        mutating func append(_ value: UInt64, if isWanted: Bool = true) {
            let value = isWanted ? value : 0
            isOverfull = isOverfull || value >= 1 << 14
            let isLong = value >= 0x80
            bytes |= (value & 0x7F | (isLong ? 0x80 | (value &>> 7) &<< 8 : 0)) &<< UInt64(8 &* count)
            count &+= isWanted ? (isLong ? 2 : 1) : 0
        }
    }

    private static let linkLength: UInt32 = 4
    private static let sliceLengths: InlineArray<8, UInt32> = [16, 32, 64, 128, 256, 512, 1_024, 2_048]
    private var base: UnsafeMutableRawPointer
    private var capacity = 1 << 20
    private var used = 0

    init() {
        unsafe base = Self.resized(nil, to: capacity)
    }

    deinit {
        unsafe free(base)
    }

    /// Bytes of memory in use.
    var memory: Int { used }

    /// Asks for where a stream goes on.
    @inline(__always)
    func prefetch(_ stream: Stream) {
        unsafe hz_prefetch(base + Int(stream.tail))
    }

    /// Appends what was gathered, which must not be overfull.
    @inline(__always)
    mutating func append(_ bits: Bits, to stream: inout Stream) {
        if stream.end &- stream.tail >= 8 {
            unsafe base.storeBytes(of: bits.bytes.littleEndian, toByteOffset: Int(stream.tail), as: UInt64.self)
            stream.tail &+= UInt32(truncatingIfNeeded: bits.count)
        } else {
            appendBytes(bits, to: &stream)
        }
    }

    @inline(never)
    private mutating func appendBytes(_ bits: Bits, to stream: inout Stream) {
        var bytes = bits.bytes
        for _ in 0..<bits.count {
            append(UInt8(truncatingIfNeeded: bytes), to: &stream)
            bytes &>>= 8
        }
    }

    /// Appends an unsigned LEB128 integer to a stream.
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
        unsafe base.storeBytes(of: byte, toByteOffset: Int(stream.tail), as: UInt8.self)
        stream.tail &+= 1
    }

    @inline(never)
    private mutating func extend(_ stream: inout Stream) {
        let isFirst = stream.isEmpty
        if !isFirst { stream.level = min(stream.level + 1, UInt8(Self.sliceLengths.count - 1)) }
        let length = Self.sliceLengths[Int(stream.level)]
        let start = allocate(length)
        if isFirst {
            stream.head = start
        } else {
            unsafe base.storeBytes(of: start, toByteOffset: Int(stream.end), as: UInt32.self)
        }
        stream.tail = start
        stream.end = start + length - Self.linkLength
    }

    private mutating func allocate(_ length: UInt32) -> UInt32 {
        if used + Int(length) > capacity {
            capacity *= 2
            unsafe base = Self.resized(base, to: capacity)
        }
        defer { used += Int(length) }
        return UInt32(used)
    }

    private static func resized(_ base: UnsafeMutableRawPointer?, to capacity: Int) -> UnsafeMutableRawPointer {
        unsafe realloc(base, capacity) ?? .allocate(byteCount: capacity, alignment: 16)
    }

    /// A place in a stream, for reading it where it lies; appending to the arena makes it void.
    @safe struct Reader {
        fileprivate var offset: UInt32
        /// Where the present slice's bytes end.
        fileprivate var end: UInt32
        fileprivate var level: UInt8 = 0
        fileprivate let stream: Stream
        fileprivate let base: UnsafeMutableRawPointer

        /// Whether all was read.
        var isAtEnd: Bool { offset == stream.tail }

        /// The bytes ahead that lie in one piece.
        var piece: UnsafeRawBufferPointer {
            unsafe UnsafeRawBufferPointer(start: base + Int(offset), count: Int(end &- offset))
        }

        /// Takes the next byte, which there is.
        mutating func next() -> UInt8 {
            let byte = unsafe base.load(fromByteOffset: Int(offset), as: UInt8.self)
            skip(1)
            return byte
        }

        /// Passes over bytes, of which there are so many.
        @inline(__always)
        mutating func skip(_ count: Int) {
            offset &+= UInt32(truncatingIfNeeded: count)
            if offset >= end, offset != stream.tail { enterNext() }
        }

        @inline(never)
        private mutating func enterNext() {
            let over = offset &- end
            let start = unsafe base.loadUnaligned(fromByteOffset: Int(end), as: UInt32.self)
            level = min(level + 1, UInt8(PostingArena.sliceLengths.count - 1))
            offset = start &+ over
            findEnd(from: start)
        }

        /// Where the bytes of a slice end: at its link, or where the last was appended.
        fileprivate mutating func findEnd(from start: UInt32) {
            end = start &+ PostingArena.sliceLengths[Int(level)] &- PostingArena.linkLength
            if level == stream.level, end == stream.end { end = stream.tail }
        }
    }

    /// A reader before the first byte of a stream.
    func reader(_ stream: Stream) -> Reader {
        let start = stream.isEmpty ? 0 : stream.head
        var reader = unsafe Reader(offset: start, end: start, stream: stream, base: base)
        if !stream.isEmpty { reader.findEnd(from: start) }
        return reader
    }

    /// Copies a whole stream to `scratch`, and eight zero bytes after it; its length.
    func copy(_ stream: Stream, to scratch: inout StreamScratch) -> Int {
        guard !stream.isEmpty else { return 0 }
        var length = 0
        var level = 0
        var start = stream.head
        while true {
            let isLast =
                level == Int(stream.level) && start <= stream.tail && stream.tail <= stream.end
                && stream.end &- start == Self.sliceLengths[level] &- Self.linkLength
            let end = isLast ? stream.tail : start &+ Self.sliceLengths[level] &- Self.linkLength
            scratch.reserve(length + Int(end &- start) + 8)
            unsafe (scratch.base + length).copyMemory(from: base + Int(start), byteCount: Int(end &- start))
            length += Int(end &- start)
            if isLast { break }
            start = unsafe base.loadUnaligned(fromByteOffset: Int(end), as: UInt32.self)
            level = min(level + 1, Self.sliceLengths.count - 1)
        }
        unsafe (scratch.base + length).storeBytes(of: 0, as: UInt64.self)
        return length
    }
}

/// Memory for one stream in one piece.
@safe struct StreamScratch: ~Copyable {
    fileprivate(set) var base: UnsafeMutableRawPointer
    private var capacity = 1 << 12

    init() {
        unsafe base = .allocate(byteCount: capacity, alignment: 16)
    }

    deinit {
        unsafe base.deallocate()
    }

    /// Makes room for `count` bytes; those that are there stay.
    fileprivate mutating func reserve(_ count: Int) {
        guard count > capacity else { return }
        let larger = UnsafeMutableRawPointer.allocate(byteCount: 2 * count, alignment: 16)
        unsafe larger.copyMemory(from: base, byteCount: capacity)
        unsafe base.deallocate()
        unsafe base = unsafe larger
        capacity = 2 * count
    }
}
