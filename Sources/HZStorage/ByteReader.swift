/// A cursor over bytes of a file that may lie: each read is checked against what remains, integers are little
/// endian, and no input makes it trap.
///
/// It borrows the bytes: whoever made it keeps the file alive while it is used.
@safe public struct ByteReader {
    /// The file's name, for errors.
    public let file: String
    /// Where in the file the first byte of the range lies.
    public let origin: Int
    private let bytes: UnsafeRawBufferPointer
    private var position = 0

    /// A cursor at the first of `bytes`, which lie at `origin` in the file.
    public init(_ bytes: UnsafeRawBufferPointer, file: String, origin: Int) {
        unsafe self.bytes = bytes
        self.file = file
        self.origin = origin
    }

    /// Offset in the file of the next byte to be read.
    public var offset: Int { origin + position }

    /// How many bytes are left.
    public var remaining: Int { unsafe bytes.count - position }

    /// An error at the present place.
    public func corrupt(_ fact: CorruptionFact) -> StorageError {
        .corrupt(file: file, offset: offset, fact: fact)
    }

    /// Passes over bytes.
    public mutating func skip(_ count: Int) throws(StorageError) {
        guard count >= 0, count <= remaining else { throw corrupt(.overrun) }
        position += count
    }

    /// Bytes, lent.
    public mutating func readBytes(_ count: Int) throws(StorageError) -> UnsafeRawBufferPointer {
        guard count >= 0, count <= remaining else { throw corrupt(.overrun) }
        defer { position += count }
        return unsafe UnsafeRawBufferPointer(rebasing: bytes[position..<position + count])
    }

    /// One byte.
    public mutating func readUInt8() throws(StorageError) -> UInt8 { try read() }
    /// Two bytes.
    public mutating func readUInt16() throws(StorageError) -> UInt16 { try read() }
    /// Four bytes.
    public mutating func readUInt32() throws(StorageError) -> UInt32 { try read() }
    /// Eight bytes.
    public mutating func readUInt64() throws(StorageError) -> UInt64 { try read() }

    private mutating func read<Value: FixedWidthInteger & BitwiseCopyable>() throws(StorageError) -> Value {
        guard MemoryLayout<Value>.size <= remaining else { throw corrupt(.overrun) }
        defer { position += MemoryLayout<Value>.size }
        return Value(littleEndian: unsafe bytes.loadUnaligned(fromByteOffset: position, as: Value.self))
    }

    /// An unsigned LEB128 integer of at most ten bytes.
    public mutating func readVarint() throws(StorageError) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            let byte = try readUInt8()
            if shift == 63, byte > 1 { throw corrupt(.varint) }
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
            shift += 7
            if shift > 63 { throw corrupt(.varint) }
        }
    }

    /// A varint that must fit `limit` (inclusive).
    public mutating func readCount(upTo limit: Int) throws(StorageError) -> Int {
        let value = try readVarint()
        guard value <= UInt64(clamping: limit) else { throw corrupt(.value("count")) }
        return Int(value)
    }

    /// A varint length, and that many bytes, lent.
    public mutating func readSizedBytes() throws(StorageError) -> UnsafeRawBufferPointer {
        try unsafe readBytes(readCount(upTo: remaining))
    }

    /// A varint length, and that many bytes of UTF-8; bytes that are none become U+FFFD.
    public mutating func readString() throws(StorageError) -> String {
        unsafe String(decoding: try readSizedBytes(), as: UTF8.self)
    }
}
