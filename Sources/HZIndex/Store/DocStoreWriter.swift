import CZstd
import HZStorage

/// Writes the stored articles of a segment, compressed in chunks so that one article costs one chunk to read.
///
///     StoreFile := zstd frame per Chunk, zero bytes to a multiple of 8, ChunkIndex, Trailer
///     Chunk     := Record* of about 32 KiB before compression (a longer record is a chunk of its own)
///     Record    := varint length of the rest, id, source, title, author, language, site, url (each varint length,
///                  UTF-8), varint block count, per block: zone u8, varint length; the texts of the blocks
///     ChunkIndex:= per chunk: first document u32, length before compression u32, offset u64
///     Trailer   := end of the frames u64, number of chunks u32, number of documents u32
@safe final class DocStoreWriter {
    static let kind = FileKind("STOR")
    static let format: UInt16 = 1
    static let trailerLength = 16
    /// Chunks half as long take a third less time to read and 6 % more bytes.
    private static let chunkLength = 32 << 10
    /// By measurement on documentation pages: level 1 is a fifth faster than 3, for 5 % more bytes of store.
    private static let level: Int32 = 3

    private let file: FileWriter
    private let context: OpaquePointer?
    private var chunk: [UInt8] = []
    private var compressed: [UInt8] = []
    private var record: [UInt8] = []
    private var index: [(first: UInt32, length: UInt32, offset: Int)] = []
    private var firstInChunk: UInt32 = 0
    private var documentCount: UInt32 = 0

    init(file: FileWriter) {
        self.file = file
        unsafe context = unsafe ZSTD_createCCtx()
    }

    deinit {
        unsafe ZSTD_freeCCtx(context)
    }

    /// Appends the next document.
    func add(_ document: Document) throws(IndexError) {
        record.removeAll(keepingCapacity: true)
        for text in [
            document.id, document.source, document.title, document.author, document.language, document.site,
            document.url,
        ] {
            Varint.append(UInt64(text.utf8.count), to: &record)
            record.append(contentsOf: text.utf8)
        }
        // Blocks that are none of the text's are left out, as they are not indexed.
        let blocks = document.blocks.filter { document.text.indices.contains($0) }
        Varint.append(UInt64(blocks.count), to: &record)
        for block in blocks {
            record.append(block.zone.rawValue)
            Varint.append(UInt64(block.end - block.start), to: &record)
        }
        for block in blocks { record.append(contentsOf: document.text[block.start..<block.end]) }
        try addRecord()
    }

    /// Appends a record as another store holds it, for merging.
    func add(record bytes: UnsafeRawBufferPointer) throws(IndexError) {
        record.removeAll(keepingCapacity: true)
        unsafe record.append(contentsOf: bytes)
        try addRecord()
    }

    /// Appends a chunk of another store as it is, for merging.
    func add(_ chunk: DocStoreReader.Chunk, frame: UnsafeRawBufferPointer) throws(IndexError) {
        try flush()
        index.append((documentCount, UInt32(chunk.length), file.position))
        unsafe file.write(frame)
        documentCount += UInt32(chunk.documents.count)
        firstInChunk = documentCount
    }

    /// Whether a chunk is long enough to be taken over as it is; short ones would add up with each merge.
    static func isWorthKeeping(_ chunk: DocStoreReader.Chunk) -> Bool { chunk.length >= chunkLength / 2 }

    /// Writes index and trailer; the caller finishes the file.
    func end() throws(IndexError) {
        try flush()
        let framesEnd = file.position
        file.align(to: 8)
        for entry in index {
            file.write(entry.first)
            file.write(entry.length)
            file.write(UInt64(entry.offset))
        }
        file.write(UInt64(framesEnd))
        file.write(UInt32(index.count))
        file.write(documentCount)
    }

    private func addRecord() throws(IndexError) {
        if !chunk.isEmpty, chunk.count + record.count > Self.chunkLength { try flush() }
        Varint.append(UInt64(record.count), to: &chunk)
        chunk.append(contentsOf: record)
        documentCount += 1
        if chunk.count >= Self.chunkLength { try flush() }
    }

    private func flush() throws(IndexError) {
        guard !chunk.isEmpty else { return }
        guard chunk.count <= DocStoreReader.longestChunk else { throw .tooLarge("stored article") }
        let bound = ZSTD_compressBound(chunk.count)
        if compressed.count < bound { compressed = [UInt8](repeating: 0, count: bound) }
        let length = unsafe ZSTD_compressCCtx(context, &compressed, bound, chunk, chunk.count, Self.level)
        guard ZSTD_isError(length) == 0 else {
            throw .compression(file: file.name, offset: file.position)
        }
        index.append((firstInChunk, UInt32(chunk.count), file.position))
        unsafe compressed.withUnsafeBytes { unsafe file.write(UnsafeRawBufferPointer(rebasing: $0[..<length])) }
        chunk.removeAll(keepingCapacity: true)
        firstInChunk = documentCount
    }
}

extension Range<Int> {
    /// Whether a block lies within.
    fileprivate func contains(_ block: Document.Block) -> Bool {
        lowerBound <= block.start && block.start <= block.end && block.end <= upperBound
    }
}
