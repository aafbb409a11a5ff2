/// One step of a parsing process's answer to a ``ParseRequest``.
///
///     Answer   := Frame*, the last one of kind end or refused
///     Frame    := kind u8, length of the rest u32, the rest by its kind:
///                 article 0: Article; skipped 1: member Text, reason Text;
///                 end 2: known u8, size u64, modification time u64, hash u64;
///                 refused 3: reason Text, error number u32 (0 for none); bad record 4: line u32, fault Text
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
