import CZstd
import HZStorage

/// Reads stored articles: one chunk is decompressed for one article. The grammar stands at `DocStoreWriter`. Safe for
/// many threads.
final class DocStoreReader: Sendable {
    /// No chunk claims more than this; a larger claim is damage, not data.
    static let longestChunk = 1 << 28

    let file: EnvelopedFile
    let documentCount: UInt32
    private let framesEnd: Int
    private let indexOffset: Int

    init(file: EnvelopedFile) throws(IndexError) {
        self.file = file
        let values = try storage { () throws(StorageError) -> (Int, Int, UInt32) in
            let length = DocStoreWriter.trailerLength
            var reader = try file.reader(at: file.contentEnd - length, count: length)
            let end = Int(clamping: try reader.readUInt64())
            let chunks = Int(try reader.readUInt32())
            let documents = try reader.readUInt32()
            guard end >= Envelope.headerLength, end <= file.contentEnd, (chunks > 0) == (documents > 0),
                (end + 7) & ~7 + 16 * chunks + length == file.contentEnd
            else { throw reader.corrupt(.value("trailer")) }
            return (end, chunks, documents)
        }
        (framesEnd, chunkCount, documentCount) = values
        indexOffset = (values.0 + 7) & ~7
    }

    /// The stored fields of a document; kind, date and stamp are in the columns.
    func document(_ number: UInt32) throws(IndexError) -> Document {
        let chunk = try chunk(of: number)
        return unsafe try decompressed(chunk) { bytes throws(IndexError) in
            try storage { () throws(StorageError) in
                var reader = unsafe ByteReader(bytes, file: file.name, origin: chunk.offset)
                for _ in chunk.documents.lowerBound..<number {
                    try reader.skip(try reader.readCount(upTo: reader.remaining))
                }
                var record = unsafe ByteReader(try reader.readSizedBytes(), file: file.name, origin: chunk.offset)
                return try Self.decode(&record)
            }
        }
    }

    /// Some documents that were compressed together.
    struct Chunk {
        /// Their numbers.
        var documents: Range<UInt32>
        /// Bytes before compression.
        var length: Int
        /// Where the frame begins and ends.
        var offset: Int
        var end: Int
    }

    /// How many chunks there are.
    let chunkCount: Int

    /// A chunk by its number.
    func chunk(_ index: Int) throws(IndexError) -> Chunk {
        try storage { () throws(StorageError) in
            let isLast = index + 1 == chunkCount
            var reader = try file.reader(at: indexOffset + 16 * index, count: isLast ? 16 : 32)
            let first = try reader.readUInt32()
            let length = Int(try reader.readUInt32())
            let offset = Int(clamping: try reader.readUInt64())
            var (last, end) = (documentCount, framesEnd)
            if !isLast {
                last = try reader.readUInt32()
                try reader.skip(4)
                end = Int(clamping: try reader.readUInt64())
            }
            guard index > 0 || first == 0, first < last, last <= documentCount, offset >= Envelope.headerLength,
                offset <= end,
                end <= framesEnd, length <= Self.longestChunk
            else { throw reader.corrupt(.value("chunk")) }
            return Chunk(documents: first..<last, length: length, offset: offset, end: end)
        }
    }

    /// The compressed bytes of a chunk.
    func frame(of chunk: Chunk) throws(IndexError) -> UnsafeRawBufferPointer {
        unsafe try storage { () throws(StorageError) in
            unsafe try file.bytes(at: chunk.offset, count: chunk.end - chunk.offset)
        }
    }

    /// Calls `body` with the record of each document of a chunk, in order.
    func forEachRecord(
        of chunk: Chunk,
        _ body: (UInt32, UnsafeRawBufferPointer) throws(IndexError) -> Void
    ) throws(IndexError) {
        unsafe try decompressed(chunk) { bytes throws(IndexError) in
            var reader = unsafe ByteReader(bytes, file: file.name, origin: chunk.offset)
            for number in chunk.documents {
                let record = unsafe try storage { () throws(StorageError) in unsafe try reader.readSizedBytes() }
                unsafe try body(number, record)
            }
            guard reader.remaining == 0 else { throw .storage(reader.corrupt(.value("records"))) }
        }
    }

    private static func decode(_ record: inout ByteReader) throws(StorageError) -> Document {
        var document = Document(id: try record.readString())
        document.source = try record.readString()
        document.title = try record.readString()
        document.author = try record.readString()
        document.language = try record.readString()
        document.site = try record.readString()
        document.url = try record.readString()
        let count = try record.readCount(upTo: record.remaining / 2)
        document.blocks.reserveCapacity(count)
        var position = 0
        for _ in 0..<count {
            guard let zone = Zone(rawValue: try record.readUInt8()) else { throw record.corrupt(.value("zone")) }
            let length = try record.readCount(upTo: record.remaining)
            document.blocks.append(Document.Block(zone: zone, start: position, end: position + length))
            position += length
        }
        guard position == record.remaining else { throw record.corrupt(.value("text length")) }
        document.text = unsafe Array(try record.readBytes(position))
        return document
    }

    private func chunk(of number: UInt32) throws(IndexError) -> Chunk {
        guard number < documentCount else {
            throw .storage(.corrupt(file: file.name, offset: indexOffset, fact: .value("document")))
        }
        var low = 0
        var high = chunkCount
        while high - low > 1 {
            let middle = (low + high) / 2
            if try firstDocument(ofChunk: middle) <= number { low = middle } else { high = middle }
        }
        let chunk = try chunk(low)
        guard chunk.documents.contains(number) else {
            throw .storage(.corrupt(file: file.name, offset: indexOffset + 16 * low, fact: .value("chunk")))
        }
        return chunk
    }

    private func firstDocument(ofChunk index: Int) throws(IndexError) -> UInt32 {
        try storage { () throws(StorageError) in
            var reader = try file.reader(at: indexOffset + 16 * index, count: 4)
            return try reader.readUInt32()
        }
    }

    private func decompressed<Result>(
        _ chunk: Chunk,
        _ body: (UnsafeRawBufferPointer) throws(IndexError) -> Result
    ) throws(IndexError) -> Result {
        let frame = unsafe try frame(of: chunk)
        // A frame says its own length: memory is taken only where both agree.
        guard unsafe ZSTD_getFrameContentSize(frame.baseAddress, frame.count) == UInt64(chunk.length) else {
            throw .compression(file: file.name, offset: chunk.offset)
        }
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1, chunk.length), alignment: 16)
        defer { unsafe memory.deallocate() }
        let length = unsafe ZSTD_decompress(memory.baseAddress, chunk.length, frame.baseAddress, frame.count)
        guard ZSTD_isError(length) == 0, length == chunk.length else {
            throw .compression(file: file.name, offset: chunk.offset)
        }
        return unsafe try body(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(memory)[..<length]))
    }
}
