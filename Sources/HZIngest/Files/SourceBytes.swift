/// One consistent version of a file.
public struct SourceBytes: Sendable {
    /// All bytes, decompressed.
    public var bytes: [UInt8]
    /// What the name promises; ``SourceKind/unknown`` where only the bytes can tell.
    public var kind: SourceKind
    /// Bytes of the file, compressed as it is.
    public var fileSize: UInt64
    /// Time of the last change, in nanoseconds since 1970.
    public var mtimeNanoseconds: Int64

    /// Bytes that were obtained in another way than from a file.
    public init(_ bytes: [UInt8], kind: SourceKind, mtimeNanoseconds: Int64 = 0) {
        self.bytes = bytes
        self.kind = kind
        self.mtimeNanoseconds = mtimeNanoseconds
        fileSize = UInt64(bytes.count)
    }

    /// The fingerprint of the bytes; costs a pass over them.
    public var contentHash: UInt64 { ContentHash.hash(bytes) }
}
