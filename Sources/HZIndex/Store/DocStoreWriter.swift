import HZStorage

/// Writes the stored articles of a segment, compressed in chunks so that one article costs little to read.
///
///     StoreFile := LZ4 block or zstd frame per Chunk, zero bytes to a multiple of 8, ChunkIndex, Trailer
///     Chunk     := Record*
///     Record    := varint length of the rest, id, source, title, author, language, site, url (each varint length,
///                  UTF-8), varint block count, per block: zone u8, varint length; the texts of the blocks
///     ChunkIndex:= per chunk: first document u32, length before compression u31, 1 bit for LZ4, offset u48, distance u16
///     Trailer   := end of the frames u64, number of chunks u32, number of documents u32
///
/// A group is a lead of about 48 KiB and up to 31 chunks of about 12 KiB, which are compressed with the bytes of the lead
/// as dictionary (after Lucene's preset dictionaries): `distance` says how many chunks before this one its lead is; 0 for
/// leads and for chunks that stand alone. A longer record is a chunk of its own. Leads are LZ4 blocks, which take a fifth
/// more room than zstd frames and a fifth of their time: nearly every article that is shown needs one. What format 1 has
/// are zstd frames.
final class DocStoreWriter {
    static let kind = FileKind("STOR")
    static let format: UInt16 = 2
    static let trailerLength = 16
    static let indexEntryLength = 16
    /// The bytes of a lead and of the chunks after it, about.
    private static let leadLength = 48 << 10
    private static let chunkLength = 12 << 10
    /// What is shorter helps nobody, what is longer would be read with every article of its group.
    private static let shortestLead = leadLength / 2
    static let longestLead = 2 * leadLength
    private static let followers = 31

    private let file: FileWriter
    private let compressor: ChunkCompressor
    private let queue: WorkQueue<ChunkCompressor.Job>?
    private var thread = WorkerThreads()
    private var chunk: [UInt8] = []
    private var documentsInChunk: UInt32 = 0
    /// How many chunks the present lead may still have; 0 where there is none.
    private var room = 0
    private var documentCount: UInt32 = 0

    /// `aside`: chunks are compressed and written by a thread of their own, which then is the only one that writes to
    /// `file`, until `end`.
    init(file: FileWriter, aside: Bool) {
        self.file = file
        let compressor = ChunkCompressor(file: file)
        self.compressor = compressor
        guard aside else {
            queue = nil
            return
        }
        let queue = WorkQueue<ChunkCompressor.Job>(limit: 1 << 20)
        let failure = thread.start(count: 1) { _ in compressor.run(queue) }
        self.queue = failure == 0 ? queue : nil
    }

    deinit {
        queue?.abandon()
        thread.join()
    }

    /// Appends the next document.
    func add(_ document: Document) throws(IndexError) {
        // Blocks that are none of the text's are left out, as they are not indexed.
        let blocks = document.blocks.filter { document.text.indices.contains($0) }
        var head: [UInt8] = []
        for text in [
            document.id, document.source, document.title, document.author, document.language, document.site,
            document.url,
        ] {
            Varint.append(UInt64(text.utf8.count), to: &head)
            head.append(contentsOf: text.utf8)
        }
        Varint.append(UInt64(blocks.count), to: &head)
        for block in blocks {
            head.append(block.zone.rawValue)
            Varint.append(UInt64(block.end - block.start), to: &head)
        }
        let length = blocks.reduce(head.count) { $0 + $1.end - $1.start }
        try beginRecord(length)
        chunk.append(contentsOf: head)
        for block in blocks { chunk.append(contentsOf: document.text[block.start..<block.end]) }
        try endRecord()
    }

    /// Appends a record as another store holds it, for merging.
    func add(record bytes: UnsafeRawBufferPointer) throws(IndexError) {
        try beginRecord(bytes.count)
        unsafe chunk.append(contentsOf: bytes)
        try endRecord()
    }

    /// Appends a group of another store as it is, for merging.
    func add(_ group: DocStoreReader.Group, of store: DocStoreReader) throws(IndexError) {
        try flush()
        room = 0
        for number in group.chunks { try put(.frame(store: store, number: number)) }
        documentCount += UInt32(group.documents.count)
    }

    /// Whether a group is long enough to be taken over as it is; short ones would add up with each merge.
    static func isWorthKeeping(_ group: DocStoreReader.Group) -> Bool {
        group.length >= (leadLength + followers * chunkLength) / 2
    }

    /// Writes index and trailer; the caller finishes the file.
    func end() throws(IndexError) {
        try flush()
        queue?.close(last: .end)
        thread.join()
        try compressor.writeIndex(documents: documentCount)
    }

    /// Writes nothing more.
    func abandon() {
        queue?.abandon()
        thread.join()
    }

    private func beginRecord(_ length: Int) throws(IndexError) {
        if !chunk.isEmpty, chunk.count + length > 2 * fullLength { try flush() }
        Varint.append(UInt64(length), to: &chunk)
    }

    private func endRecord() throws(IndexError) {
        documentCount += 1
        documentsInChunk += 1
        guard chunk.count <= DocStoreReader.longestChunk else { throw .tooLarge("stored article") }
        if chunk.count >= fullLength { try flush() }
    }

    /// A chunk ends with the record that makes it as long as this; before one that would make it twice as long.
    private var fullLength: Int { room == 0 ? Self.leadLength : Self.chunkLength }

    private func flush() throws(IndexError) {
        guard !chunk.isEmpty else { return }
        var role = ChunkCompressor.Role.alone
        if room > 0 {
            role = .follower
            room -= 1
        } else if Self.shortestLead <= chunk.count, chunk.count <= Self.longestLead {
            role = .lead
            room = Self.followers
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Self.leadLength)
        swap(&bytes, &chunk)
        try put(.chunk(bytes, documents: documentsInChunk, role))
        documentsInChunk = 0
    }

    private func put(_ job: ChunkCompressor.Job) throws(IndexError) {
        if let queue { queue.put(job, weight: job.weight) } else { try compressor.take(job) }
    }
}

extension Range<Int> {
    /// Whether a block lies within.
    fileprivate func contains(_ block: Document.Block) -> Bool {
        lowerBound <= block.start && block.start <= block.end && block.end <= upperBound
    }
}
