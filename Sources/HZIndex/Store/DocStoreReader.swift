import CLZ4
import CZstd
import HZStorage
import Synchronization

/// Reads stored articles: one chunk and its lead are decompressed for one article. The grammar stands at
/// `DocStoreWriter`. Safe for many threads.
final class DocStoreReader: Sendable {
    /// No chunk claims more than this; a larger claim is damage, not data.
    static let longestChunk = 1 << 28
    /// In the length of a chunk: it is an LZ4 block, not a zstd frame.
    static let lz4Flag: UInt32 = 1 << 31

    let file: EnvelopedFile
    let documentCount: UInt32
    private let framesEnd: Int
    private let indexOffset: Int
    /// Contexts that no thread uses now: making one costs as much as decompressing some kilobytes.
    private let contexts = Mutex<[DecompressionContext]>([])
    private let recentLeads = Mutex(RecentLeads())

    init(file: EnvelopedFile) throws(IndexError) {
        self.file = file
        let values = try storage { () throws(StorageError) -> (Int, Int, UInt32) in
            let length = DocStoreWriter.trailerLength
            var reader = try file.reader(at: file.contentEnd - length, count: length)
            let end = Int(clamping: try reader.readUInt64())
            let chunks = Int(try reader.readUInt32())
            let documents = try reader.readUInt32()
            guard end >= Envelope.headerLength, end <= file.contentEnd, (chunks > 0) == (documents > 0),
                (end + 7) & ~7 + DocStoreWriter.indexEntryLength * chunks + length == file.contentEnd
            else { throw reader.corrupt(.value("trailer")) }
            return (end, chunks, documents)
        }
        (framesEnd, chunkCount, documentCount) = values
        indexOffset = (values.0 + 7) & ~7
    }

    /// The stored fields of a document; kind, date and stamp are in the columns.
    func document(_ number: UInt32) throws(IndexError) -> Document {
        let place = try place(of: number)
        let chunk = try chunk(place)
        guard chunk.documents.contains(number) else {
            let entry = indexOffset + DocStoreWriter.indexEntryLength * place
            throw .storage(.corrupt(file: file.name, offset: entry, fact: .value("chunk")))
        }
        return unsafe try decompressed(place, chunk) { bytes throws(IndexError) in
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

    /// The same of about the first `length` bytes of its text, with the blocks that lie in them as wholes; and whether that
    /// is all of it. Long documents are decompressed no further.
    func beginning(
        _ number: UInt32,
        length: Int
    ) throws(IndexError) -> (document: Document, isWhole: Bool) {
        let place = try place(of: number)
        let chunk = try chunk(place)
        let wanted = length + Self.headRoom
        // Long documents have chunks of their own, with no dictionary.
        guard chunk.documents == number..<number + 1, chunk.lead == place, !chunk.isLZ4,
            wanted < chunk.length / 2
        else {
            return (try document(number), true)
        }
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: wanted, alignment: 16)
        defer { unsafe memory.deallocate() }
        unsafe try decompressBeginning(chunk, into: memory)
        do throws(StorageError) {
            var reader = unsafe ByteReader(UnsafeRawBufferPointer(memory), file: file.name, origin: chunk.offset)
            _ = try reader.readVarint()
            return (try Self.decode(&reader, isWhole: false), false)
        } catch {
            // Its head is longer than most are; or damaged, which the whole will tell.
            return (try document(number), true)
        }
    }

    /// What stands before the text takes less, but for articles of very many blocks.
    private static let headRoom = 16 << 10

    /// Some documents that were compressed together.
    struct Chunk {
        /// Their numbers.
        var documents: Range<UInt32>
        /// Bytes before compression.
        var length: Int
        /// Whether LZ4 compressed it, as leads are.
        var isLZ4: Bool
        /// Where the frame begins and ends.
        var offset: Int
        var end: Int
        /// The chunk whose bytes are the dictionary of this one; its own number for none.
        var lead: Int
    }

    /// A lead and the chunks that need it, or a chunk that stands alone.
    struct Group {
        var chunks: Range<Int>
        var documents: Range<UInt32>
        /// Bytes before compression.
        var length: Int
    }

    /// How many chunks there are.
    let chunkCount: Int

    /// A chunk by its number.
    func chunk(_ index: Int) throws(IndexError) -> Chunk {
        try storage { () throws(StorageError) in
            let isLast = index + 1 == chunkCount
            let entry = DocStoreWriter.indexEntryLength
            var reader = try file.reader(at: indexOffset + entry * index, count: isLast ? entry : 2 * entry)
            let first = try reader.readUInt32()
            let flagged = try reader.readUInt32()
            let (isLZ4, length) = (flagged & Self.lz4Flag != 0, Int(flagged & ~Self.lz4Flag))
            let place = try reader.readUInt64()
            var (last, end) = (documentCount, framesEnd)
            if !isLast {
                last = try reader.readUInt32()
                try reader.skip(4)
                end = Self.offset(try reader.readUInt64())
            }
            let (offset, distance) = (Self.offset(place), Int(place >> 48))
            let longest = isLZ4 ? DocStoreWriter.longestLead : Self.longestChunk
            guard index > 0 || first == 0, first < last, last <= documentCount, offset >= Envelope.headerLength,
                offset <= end, end <= framesEnd, length <= longest, distance <= (isLZ4 ? 0 : index)
            else { throw reader.corrupt(.value("chunk")) }
            return Chunk(
                documents: first..<last,
                length: length,
                isLZ4: isLZ4,
                offset: offset,
                end: end,
                lead: index - distance
            )
        }
    }

    private static func offset(_ place: UInt64) -> Int { Int(place & 0xFFFF_FFFF_FFFF) }

    /// The group that begins with a chunk.
    func group(at first: Int) throws(IndexError) -> Group {
        let lead = try chunk(first)
        var group = Group(chunks: first..<first + 1, documents: lead.documents, length: lead.length)
        while group.chunks.upperBound < chunkCount {
            let next = try chunk(group.chunks.upperBound)
            guard next.lead == first else { break }
            group.chunks = first..<group.chunks.upperBound + 1
            group.documents = group.documents.lowerBound..<next.documents.upperBound
            group.length += next.length
        }
        return group
    }

    /// The compressed bytes of a chunk.
    func frame(of chunk: Chunk) throws(IndexError) -> UnsafeRawBufferPointer {
        unsafe try storage { () throws(StorageError) in
            unsafe try file.bytes(at: chunk.offset, count: chunk.end - chunk.offset)
        }
    }

    /// Calls `body` with the record of each document of a group, in order.
    func forEachRecord(
        of group: Group,
        _ body: (UInt32, UnsafeRawBufferPointer) throws(IndexError) -> Void
    ) throws(IndexError) {
        for place in group.chunks {
            let chunk = try chunk(place)
            unsafe try decompressed(place, chunk) { bytes throws(IndexError) in
                var reader = unsafe ByteReader(bytes, file: file.name, origin: chunk.offset)
                for number in chunk.documents {
                    let record = unsafe try storage { () throws(StorageError) in unsafe try reader.readSizedBytes() }
                    unsafe try body(number, record)
                }
                guard reader.remaining == 0 else { throw .storage(reader.corrupt(.value("records"))) }
            }
        }
    }

    /// Decodes a record. Of one that is not whole, the blocks that are.
    private static func decode(_ record: inout ByteReader, isWhole: Bool = true) throws(StorageError) -> Document {
        var document = Document(id: try record.readString())
        document.source = try record.readString()
        document.title = try record.readString()
        document.author = try record.readString()
        document.language = try record.readString()
        document.site = try record.readString()
        document.url = try record.readString()
        let count = try record.readCount(upTo: isWhole ? record.remaining / 2 : longestChunk)
        document.blocks.reserveCapacity(min(count, record.remaining / 2))
        var position = 0
        for _ in 0..<count {
            guard let zone = Zone(rawValue: try record.readUInt8()) else { throw record.corrupt(.value("zone")) }
            let length = try record.readCount(upTo: isWhole ? record.remaining : longestChunk)
            document.blocks.append(Document.Block(zone: zone, start: position, end: position + length))
            position += length
        }
        if isWhole {
            guard position == record.remaining else { throw record.corrupt(.value("text length")) }
        } else {
            let rest = record.remaining
            document.blocks.removeAll { $0.end > rest }
            position = document.blocks.last?.end ?? 0
        }
        document.text = unsafe Array(try record.readBytes(position))
        return document
    }

    private func place(of number: UInt32) throws(IndexError) -> Int {
        guard number < documentCount else {
            throw .storage(.corrupt(file: file.name, offset: indexOffset, fact: .value("document")))
        }
        var low = 0
        var high = chunkCount
        while high - low > 1 {
            let middle = (low + high) / 2
            if try firstDocument(ofChunk: middle) <= number { low = middle } else { high = middle }
        }
        return low
    }

    private func firstDocument(ofChunk index: Int) throws(IndexError) -> UInt32 {
        try storage { () throws(StorageError) in
            var reader = try file.reader(at: indexOffset + DocStoreWriter.indexEntryLength * index, count: 4)
            return try reader.readUInt32()
        }
    }

    // MARK: Decompression

    private func decompressed<Result>(
        _ place: Int,
        _ chunk: Chunk,
        _ body: (UnsafeRawBufferPointer) throws(IndexError) -> Result
    ) throws(IndexError) -> Result {
        let dictionary = chunk.lead == place ? [] : try lead(chunk.lead)
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1, chunk.length), alignment: 16)
        defer { unsafe memory.deallocate() }
        unsafe try decompress(chunk, dictionary, into: memory)
        return unsafe try body(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(memory)[..<chunk.length]))
    }

    /// The bytes of a lead.
    private func lead(_ place: Int) throws(IndexError) -> [UInt8] {
        if let known = recentLeads.withLock({ $0.bytes(of: place) }) { return known }
        let chunk = try chunk(place)
        guard chunk.lead == place, chunk.length <= DocStoreWriter.longestLead else {
            let entry = indexOffset + DocStoreWriter.indexEntryLength * place
            throw .storage(.corrupt(file: file.name, offset: entry, fact: .value("lead")))
        }
        var failure: IndexError?
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: chunk.length) { memory, count in
            do throws(IndexError) {
                unsafe try decompress(chunk, [], into: UnsafeMutableRawBufferPointer(memory))
                count = chunk.length
            } catch { failure = error }
        }
        if let failure { throw failure }
        recentLeads.withLock { $0.add(bytes, of: place) }
        return bytes
    }

    /// Fills memory with the first bytes of a chunk without a dictionary, which is longer.
    private func decompressBeginning(
        _ chunk: Chunk,
        into memory: UnsafeMutableRawBufferPointer
    ) throws(IndexError) {
        let frame = unsafe try frame(of: chunk)
        let context = contexts.withLock { $0.popLast() } ?? DecompressionContext()
        defer { contexts.withLock { $0.append(context) } }
        var output = unsafe ZSTD_outBuffer(dst: memory.baseAddress, size: memory.count, pos: 0)
        var input = unsafe ZSTD_inBuffer(src: frame.baseAddress, size: frame.count, pos: 0)
        unsafe ZSTD_DCtx_reset(context.pointer, ZSTD_reset_session_only)
        while unsafe output.pos < output.size {
            let before = unsafe (output.pos, input.pos)
            let result = unsafe ZSTD_decompressStream(context.pointer, &output, &input)
            guard ZSTD_isError(result) == 0, unsafe (output.pos, input.pos) != before else {
                throw .compression(file: file.name, offset: chunk.offset)
            }
        }
    }

    private func decompress(
        _ chunk: Chunk,
        _ dictionary: [UInt8],
        into memory: UnsafeMutableRawBufferPointer
    ) throws(IndexError) {
        let frame = unsafe try frame(of: chunk)
        if chunk.isLZ4 {
            guard unsafe Self.fill(memory, with: frame) == chunk.length else {
                throw .compression(file: file.name, offset: chunk.offset)
            }
            return
        }
        // A frame says its own length: it must agree with the memory that was taken by the index's word.
        guard unsafe ZSTD_getFrameContentSize(frame.baseAddress, frame.count) == UInt64(chunk.length) else {
            throw .compression(file: file.name, offset: chunk.offset)
        }
        let context = contexts.withLock { $0.popLast() } ?? DecompressionContext()
        defer { contexts.withLock { $0.append(context) } }
        let length = unsafe ZSTD_decompress_usingDict(
            unsafe context.pointer,
            memory.baseAddress,
            chunk.length,
            frame.baseAddress,
            frame.count,
            dictionary,
            dictionary.count
        )
        guard ZSTD_isError(length) == 0, length == chunk.length else {
            throw .compression(file: file.name, offset: chunk.offset)
        }
    }

    /// How many bytes of an LZ4 block were decompressed, less than nothing for damage: never more than there is room for.
    private static func fill(_ memory: UnsafeMutableRawBufferPointer, with block: UnsafeRawBufferPointer) -> Int {
        unsafe Int(
            LZ4_decompress_safe(
                block.bindMemory(to: CChar.self).baseAddress,
                memory.bindMemory(to: CChar.self).baseAddress,
                Int32(clamping: block.count),
                Int32(clamping: memory.count)
            )
        )
    }
}

/// Memory that zstd decompresses in. Safe for any thread, for one at a time.
@safe private final class DecompressionContext: @unchecked Sendable {
    let pointer: OpaquePointer?

    init() { unsafe pointer = unsafe ZSTD_createDCtx() }

    deinit { unsafe ZSTD_freeDCtx(pointer) }
}

/// The leads that were used last: those of a segment of some thousand articles, all of them. A lead has four times the bytes
/// of the chunk that an article needs besides.
private struct RecentLeads {
    /// About two mebibytes of them.
    private static let most = 40
    /// The one used last comes last.
    private var leads: [(place: Int, bytes: [UInt8])] = []

    mutating func bytes(of place: Int) -> [UInt8]? {
        guard let index = leads.lastIndex(where: { $0.place == place }) else { return nil }
        let lead = leads.remove(at: index)
        leads.append(lead)
        return lead.bytes
    }

    mutating func add(_ bytes: [UInt8], of place: Int) {
        leads.removeAll { $0.place == place }
        if leads.count == Self.most { leads.removeFirst() }
        leads.append((place, bytes))
    }
}
