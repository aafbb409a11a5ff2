import HZStorage

/// Which documents of a segment no search may find: a bitmap, immutable once shared.
///
///     LiveFile := number of documents u32, number of deleted u32, bitmap: bit d % 64 of word u64 d / 64 set = deleted
public struct DeletedDocuments: Sendable, Equatable {
    static let kind = FileKind("LIVE")

    /// The bitmap; empty for none deleted.
    public private(set) var words: [UInt64]
    /// How many bits are set.
    public private(set) var count = 0
    private let documentCount: Int

    /// Nothing deleted.
    init(documentCount: UInt32) {
        self.documentCount = Int(documentCount)
        words = []
    }

    /// Whether a document is deleted.
    @inline(__always)
    public func contains(_ document: UInt32) -> Bool {
        let word = Int(document >> 6)
        return word < words.count && words[word] & (1 << UInt64(document & 63)) != 0
    }

    /// Deletes a document; true if it was not before.
    @discardableResult
    mutating func insert(_ document: UInt32) -> Bool {
        guard document < documentCount, !contains(document) else { return false }
        if words.isEmpty { words = [UInt64](repeating: 0, count: (documentCount + 63) / 64) }
        words[Int(document >> 6)] |= 1 << UInt64(document & 63)
        count += 1
        return true
    }

    /// Writes the bitmap to a new file.
    func write(to directory: any Directory, name: String, segment: SegmentID) throws(IndexError) -> FileDigest {
        try storage { () throws(StorageError) in
            let file = try FileWriter(
                directory: directory,
                name: name,
                kind: Self.kind,
                format: 1,
                segment: segment,
                bufferPages: 1
            )
            file.write(UInt32(documentCount))
            file.write(UInt32(count))
            for word in words { file.write(word) }
            return try file.finish()
        }
    }

    /// Reads a bitmap.
    init(directory: any Directory, digest: FileDigest, info: SegmentInfo) throws(IndexError) {
        documentCount = Int(info.documentCount)
        var words: [UInt64] = []
        let expected = documentCount
        let found = try storage { () throws(StorageError) -> Int in
            let file = try EnvelopedFile(
                directory: directory,
                name: digest.name,
                kind: Self.kind,
                formats: 1...1,
                segment: info.id,
                digest: digest
            )
            var reader = try file.reader(
                at: Envelope.headerLength,
                count: file.contentEnd - Envelope.headerLength
            )
            guard Int(try reader.readUInt32()) == expected else { throw reader.corrupt(.value("document count")) }
            let count = Int(try reader.readUInt32())
            guard reader.remaining == (expected + 63) / 64 * 8 else { throw reader.corrupt(.value("bitmap length")) }
            while reader.remaining > 0 { words.append(try reader.readUInt64()) }
            let excess = expected % 64
            guard words.reduce(0, { $0 + $1.nonzeroBitCount }) == count,
                excess == 0 || (words.last ?? 0) >> UInt64(excess) == 0
            else { throw reader.corrupt(.value("bitmap")) }
            return count
        }
        self.words = words
        count = found
    }
}
