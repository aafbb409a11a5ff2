import HZAnalysis
import HZStorage

/// One commit, opened for reading: it never changes, whatever a writer does meanwhile. Safe for many threads.
///
/// The files stay readable for as long as the snapshot lives, also after a later commit removed them.
public final class IndexSnapshot: Sendable {
    /// One segment of the commit.
    public struct Segment: Sendable {
        /// The immutable segment.
        public let reader: SegmentReader
        /// Documents that were replaced or removed since.
        public let deleted: DeletedDocuments
        /// Documents that no search finds: the deleted ones, containers and aliases.
        public let unsearchable: DeletedDocuments
    }

    /// The number of the commit: each has a higher one than those before.
    public let generation: UInt64
    /// The segments, in the order of the commit.
    public let segments: [Segment]
    /// How many articles can be found.
    public let articleCount: Int
    let manifest: Manifest
    private let lostBefore = MappedFile.lostPages

    /// Opens the newest commit of an index.
    public convenience init(directory: any Directory) throws(IndexError) {
        try self.init(directory: directory, previous: nil)
    }

    /// Opens the newest commit, sharing what did not change with an earlier snapshot of the same index.
    public convenience init(directory: any Directory, previous: IndexSnapshot?) throws(IndexError) {
        while true {
            let manifest = try storage { () throws(StorageError) in try Manifest.newest(in: directory) }
            guard let manifest else { throw .noIndex(path: directory.path) }
            do throws(IndexError) {
                try self.init(directory: directory, manifest: manifest, previous: previous)
                return
            } catch .storage(.notFound(let file)) {
                // A writer may have replaced the commit between our two looks: then there is a newer one.
                let newest = try storage { () throws(StorageError) in try Manifest.newest(in: directory) }
                guard let newest, newest.generation > manifest.generation else {
                    throw .storage(.notFound(file: file))
                }
            }
        }
    }

    /// The name of the file that makes the newest commit, among the names of an index's files: it changes with every commit.
    /// Nil where there is none.
    public static func newestCommit(among names: [String]) -> String? { Manifest.newest(among: names) }

    init(directory: any Directory, manifest: Manifest, previous: IndexSnapshot?) throws(IndexError) {
        guard manifest.analyzer == AnalyzerIdentity.current else {
            throw .analyzerMismatch(found: manifest.analyzer, expected: AnalyzerIdentity.current)
        }
        self.manifest = manifest
        generation = manifest.generation
        var segments: [Segment] = []
        var count = 0
        for entry in manifest.entries {
            let known = previous?.segments.first {
                $0.reader.info == entry.info && $0.reader.damagedFile == nil
            }
            let reader: SegmentReader
            if let known {
                reader = known.reader
            } else {
                reader = try SegmentReader(directory: directory, info: entry.info)
            }
            var deleted = DeletedDocuments(documentCount: entry.info.documentCount)
            if let digest = entry.deleted {
                deleted = try DeletedDocuments(directory: directory, digest: digest, info: entry.info)
            }
            var unsearchable = deleted
            if entry.hidden > 0 {
                try reader.forEachHidden { unsearchable.insert($0) }
            }
            count += Int(reader.documentCount) - unsearchable.count
            segments.append(Segment(reader: reader, deleted: deleted, unsearchable: unsearchable))
        }
        self.segments = segments
        articleCount = count
    }

    /// Throws where a file was cut off while this snapshot was open, and what is not there any more was read: whatever was
    /// found since may be wrong. To be called after reading; one load of memory where nothing ever happened.
    public func checkMappings() throws(IndexError) {
        guard MappedFile.lostPages != lostBefore else { return }
        for segment in segments {
            guard let file = segment.reader.damagedFile else { continue }
            throw .storage(.io(operation: "read", path: file, errno: Self.inputOutputError))
        }
    }

    /// EIO: what reading a file that was cut off would be told by a device.
    private static let inputOutputError: Int32 = 5

    /// Documents with text in a positional field, and the sum of their weighted lengths, deleted ones included: what
    /// scores are made from.
    public func totals(_ field: Field) -> (documents: UInt64, length: UInt64) {
        guard let index = field.positionalIndex else { return (0, 0) }
        return segments.reduce(into: (0, 0)) { sum, segment in
            sum.0 += UInt64(segment.reader.info.fieldCounts[index])
            // A manifest bounds each, not their sum.
            sum.1 = sum.1.addingReportingOverflow(segment.reader.info.totalLengths[index]).partialValue
        }
    }

    /// Where the live document of an id is, containers and aliases included; nil for none.
    public func find(id: String) throws(IndexError) -> (segment: Int, document: UInt32)? {
        for (index, segment) in segments.enumerated() {
            if let document = try segment.documents(with: id.utf8, in: .id).first { return (index, document) }
        }
        return nil
    }
}
