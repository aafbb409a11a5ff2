/// What a parsing process is asked for; the open file comes along with it.
///
///     Request  := length of the rest u32, kind u8, compression u8, modification time u64, path Bytes,
///                 members to pass over u32, limit of a page in bytes u64, seconds a page may take u32
///     Answer   := Frame*, the last one of kind end or refused
///     Frame    := kind u8, length of the rest u32, the rest by its kind:
///                 article 0: Article; skipped 1: member Text, reason Text;
///                 end 2: known u8, size u64, modification time u64, hash u64;
///                 refused 3: reason Text, error number u32 (0 for none); bad record 4: line u32, fault Text
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

/// What one page may cost.
public struct PageLimits: Sendable, Equatable {
    /// The longest file, or member of a container, that is read, in bytes.
    public var bytes = FileSource.defaultLimitBytes
    /// Processor time for a page; beyond it the parsing process is ended.
    public var seconds = 10
    /// Addresses that a parsing process may use besides those of its program, in bytes.
    public var memory = 1 << 30

    /// The defaults: 16 MiB, 10 s, 1 GiB.
    public init() {}
}

/// One step of an answer.
enum ParseFrame: Equatable {
    case item(SourceItem)
    case end(SourceVersion?)
    case refused(SkipReason, errno: Int32)

    /// With kind and length in front.
    var bytes: [UInt8] {
        var writer = WireWriter()
        let kind: UInt8
        switch self {
        case .item(.article(let article)):
            kind = 0
            writer.write(article)
        case .item(.skipped(let member, let reason)):
            kind = 1
            writer.write(member)
            writer.write(reason.rawValue)
        case .item(.badRecord(let line, let fault)):
            kind = 4
            writer.write(UInt32(clamping: line))
            writer.write(fault.rawValue)
        case .end(let version):
            kind = 2
            writer.write(UInt8(version == nil ? 0 : 1))
            writer.write(version?.size ?? 0)
            writer.write(UInt64(bitPattern: version?.mtimeNanoseconds ?? 0))
            writer.write(version?.contentHash ?? 0)
        case .refused(let reason, let code):
            kind = 3
            writer.write(reason.rawValue)
            writer.write(UInt32(bitPattern: code))
        }
        var framed = WireWriter()
        framed.write(kind)
        framed.write(writer.bytes)
        return framed.bytes
    }

    init(kind: UInt8, _ bytes: [UInt8]) throws(WireReader.Malformed) {
        var reader = WireReader(bytes)
        switch kind {
        case 0: self = .item(.article(try reader.article()))
        case 1:
            let member = try reader.text()
            guard let reason = SkipReason(rawValue: try reader.text()) else { throw WireReader.Malformed() }
            self = .item(.skipped(member: member, reason))
        case 2:
            let isKnown = try reader.byte() != 0
            let version = SourceVersion(
                size: try reader.longNumber(),
                mtimeNanoseconds: Int64(bitPattern: try reader.longNumber()),
                contentHash: try reader.longNumber()
            )
            self = .end(isKnown ? version : nil)
        case 3:
            guard let reason = SkipReason(rawValue: try reader.text()) else { throw WireReader.Malformed() }
            self = .refused(reason, errno: Int32(bitPattern: try reader.number()))
        case 4:
            let line = Int(try reader.number())
            guard let fault = RecordFault(rawValue: try reader.text()) else { throw WireReader.Malformed() }
            self = .item(.badRecord(line: line, fault))
        default: throw WireReader.Malformed()
        }
    }
}
