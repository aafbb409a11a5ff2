/// What a parsing process is asked for; the open file comes along with it.
///
///     Request  := length of the rest u32, kind u8, compression u8, modification time u64, path Bytes,
///                 members to pass over u32, limit of a page in bytes u64, seconds a page may take u32
///
/// The answer is a run of ``ParseFrame``s.
struct ParseRequest: Equatable {
    var kind: SourceKind
    var compression: Compression
    var mtimeNanoseconds: Int64
    var path: CorpusPath
    var passed: Int
    var limit: Int
    var seconds: UInt32

    /// With its length in front.
    var bytes: [UInt8] {
        var writer = WireWriter()
        writer.write(kind.rawValue)
        writer.write(compression.rawValue)
        writer.write(UInt64(bitPattern: mtimeNanoseconds))
        writer.write(path.bytes)
        writer.write(UInt32(clamping: passed))
        writer.write(UInt64(limit))
        writer.write(seconds)
        var framed = WireWriter()
        framed.write(writer.bytes)
        return framed.bytes
    }

    /// Reads what follows the length.
    init(_ bytes: [UInt8]) throws(WireReader.Malformed) {
        var reader = WireReader(bytes)
        guard let kind = SourceKind(rawValue: try reader.byte()),
            let compression = Compression(rawValue: try reader.byte())
        else { throw WireReader.Malformed() }
        self.kind = kind
        self.compression = compression
        mtimeNanoseconds = Int64(bitPattern: try reader.longNumber())
        path = CorpusPath(bytes: try reader.byteArray())
        passed = Int(try reader.number())
        limit = Int(clamping: try reader.longNumber())
        seconds = try reader.number()
    }

    init(_ file: WalkedFile, passed: Int, limits: PageLimits) {
        kind = file.kind
        compression = file.compression
        mtimeNanoseconds = file.mtimeNanoseconds
        path = file.path
        self.passed = passed
        limit = limits.bytes
        seconds = UInt32(clamping: limits.seconds)
    }

    /// The file as the walker found it, as far as a reader needs it.
    var file: WalkedFile {
        WalkedFile(
            path: path,
            kind: kind,
            compression: compression,
            size: 0,
            mtimeNanoseconds: mtimeNanoseconds,
            inode: 0,
            isRoot: false
        )
    }
}
