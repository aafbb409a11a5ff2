import HZAnalysis
import HZStorage

/// One commit: the segments that the index consists of. A manifest becomes the commit by its rename to
/// `manifest-<generation>`; the highest generation holds.
///
///     ManifestFile := generation u64, analyzer (varint length, UTF-8), varint number of segments, Segment*
///     Segment      := id u64 u64, document count u32, per file (terms, postings, positions, store, columns): Digest;
///                     per positional field: total length u64, articles with text u32; hidden u32;
///                     has deleted u8 (0, 1), [name (varint length, UTF-8), Digest]
///     Digest       := length u64, checksum u32
struct Manifest: Sendable, Equatable {
    static let kind = FileKind("MANI")
    static let prefix = "manifest-"
    static let lockName = "write.lock"

    /// A segment of a commit.
    struct Entry: Sendable, Equatable {
        var info: SegmentInfo
        /// The bitmap of deleted documents, where there are any.
        var deleted: FileDigest?
        /// How many documents are containers or aliases.
        var hidden: UInt32
    }

    var generation: UInt64 = 0
    var analyzer = AnalyzerIdentity.current
    var entries: [Entry] = []

    /// The file name of a generation.
    static func name(_ generation: UInt64) -> String {
        let digits = String(generation)
        return prefix + String(repeating: "0", count: max(0, 10 - digits.count)) + digits
    }

    /// The generation that a file name stands for, or nil.
    static func generation(of name: String) -> UInt64? {
        // None follows the last number: no commit has it.
        guard name.hasPrefix(prefix), let value = UInt64(name.dropFirst(prefix.count)), value < .max,
            Self.name(value) == name
        else { return nil }
        return value
    }

    /// Each file that the commit needs, itself included.
    var fileNames: Set<String> {
        var names: Set = [Self.name(generation)]
        for entry in entries {
            for file in entry.info.files { names.insert(file.name) }
            if let deleted = entry.deleted { names.insert(deleted.name) }
        }
        return names
    }

    /// Makes this the commit. When it returns, the commit is durable; the files it names must be written and synced
    /// before.
    func commit(to directory: any Directory) throws(StorageError) {
        // Names of segment files first: a manifest must never be durable before what it names.
        try directory.sync()
        let temporary = Self.name(generation) + ".tmp"
        let file = try FileWriter(
            directory: directory,
            name: temporary,
            kind: Self.kind,
            format: 1,
            segment: .none,
            bufferPages: 1
        )
        write(to: file)
        _ = try file.finish()
        try directory.rename(temporary, to: Self.name(generation))
        try directory.sync()
    }

    private func write(to file: FileWriter) {
        file.write(generation)
        file.write(sized: analyzer)
        file.write(varint: UInt64(entries.count))
        for entry in entries {
            file.write(entry.info.id.high)
            file.write(entry.info.id.low)
            file.write(entry.info.documentCount)
            for digest in entry.info.files {
                file.write(digest.length)
                file.write(digest.checksum)
            }
            for field in 0..<Field.positionalCount {
                file.write(entry.info.totalLengths[field])
                file.write(entry.info.fieldCounts[field])
            }
            file.write(entry.hidden)
            file.write(UInt8(entry.deleted == nil ? 0 : 1))
            guard let deleted = entry.deleted else { continue }
            file.write(sized: deleted.name)
            file.write(deleted.length)
            file.write(deleted.checksum)
        }
    }

    /// Reads the newest commit of a directory; nil where there is none.
    static func newest(in directory: any Directory) throws(StorageError) -> Manifest? {
        guard let generation = newestGeneration(among: try directory.list()) else { return nil }
        return try Manifest(directory: directory, generation: generation)
    }

    /// The name of the newest commit's manifest among the names of an index's files; nil where none is one.
    static func newest(among names: [String]) -> String? {
        newestGeneration(among: names).map { name($0) }
    }

    private static func newestGeneration(among names: [String]) -> UInt64? {
        var newest: UInt64?
        for name in names {
            guard let generation = generation(of: name) else { continue }
            newest = max(newest ?? 0, generation)
        }
        return newest
    }

    /// A manifest without segments.
    init() {}

    /// Reads the manifest of a generation.
    init(directory: any Directory, generation: UInt64) throws(StorageError) {
        let name = Self.name(generation)
        let file = try EnvelopedFile(
            directory: directory,
            name: name,
            kind: Self.kind,
            formats: 1...1,
            segment: .none
        )
        var reader = try file.reader(at: Envelope.headerLength, count: file.contentEnd - Envelope.headerLength)
        self.generation = try reader.readUInt64()
        guard self.generation == generation else { throw reader.corrupt(.value("generation")) }
        analyzer = try reader.readString()
        let count = try reader.readCount(upTo: reader.remaining / 100)
        for _ in 0..<count { entries.append(try Self.readEntry(&reader)) }
        guard reader.remaining == 0 else { throw reader.corrupt(.value("length")) }
    }

    private static func readEntry(_ reader: inout ByteReader) throws(StorageError) -> Entry {
        let id = SegmentID(high: try reader.readUInt64(), low: try reader.readUInt64())
        let documentCount = try reader.readUInt32()
        guard documentCount <= UInt32(Int32.max) else { throw reader.corrupt(.value("document count")) }
        var files: [FileDigest] = []
        for name in SegmentInfo.extensions {
            let length = try reader.readUInt64()
            files.append(
                FileDigest(name: "\(id.name).\(name)", length: length, checksum: try reader.readUInt32())
            )
        }
        var lengths: [UInt64] = []
        var counts: [UInt32] = []
        for _ in 0..<Field.positionalCount {
            let (length, count) = (try reader.readUInt64(), try reader.readUInt32())
            guard count <= documentCount, length <= UInt64(count) << 32 else { throw reader.corrupt(.value("lengths")) }
            lengths.append(length)
            counts.append(count)
        }
        let info = SegmentInfo(
            id: id,
            documentCount: documentCount,
            files: files,
            totalLengths: lengths,
            fieldCounts: counts
        )
        var entry = Entry(info: info, deleted: nil, hidden: try reader.readUInt32())
        guard entry.hidden <= documentCount else { throw reader.corrupt(.value("hidden documents")) }
        switch try reader.readUInt8() {
        case 0: break
        case 1:
            let name = try reader.readString()
            let length = try reader.readUInt64()
            entry.deleted = FileDigest(name: name, length: length, checksum: try reader.readUInt32())
        default: throw reader.corrupt(.value("deleted"))
        }
        return entry
    }
}
