import CLZ4
import CZstd
import HZStorage

/// The second half of a `DocStoreWriter`: compresses chunks and writes their frames and index. Used by one thread at a
/// time: the writer's own, or one beside it until the last chunk is written.
@safe final class ChunkCompressor: @unchecked Sendable {
    /// What a chunk is to its neighbours.
    enum Role {
        /// Compressed by itself, by LZ4; the dictionary of those that follow.
        case lead
        /// Compressed with the last lead as dictionary.
        case follower
        /// Compressed by itself.
        case alone
    }

    /// What there is to write next.
    enum Job: Sendable {
        case chunk([UInt8], documents: UInt32, Role)
        /// A frame of another store, as it is.
        case frame(store: DocStoreReader, number: Int)
        case end

        /// The memory that waits with it.
        var weight: Int {
            if case .chunk(let bytes, _, _) = self { bytes.count } else { 1 << 10 }
        }
    }

    /// By measurement on documentation pages: with a lead, level 3 saves 6 % of what level 1 leaves, at two thirds of
    /// its speed.
    private static let level: Int32 = 1

    /// The least that looks for long matches: 12 saves another hundredth, at a quarter of the speed.
    private static let levelOfLeads: Int32 = 4

    private struct Entry {
        var first: UInt32
        /// With `DocStoreReader.lz4Flag`.
        var length: UInt32
        var offset: Int
        var distance: UInt16
    }

    private let file: FileWriter
    private let context: OpaquePointer?
    private var dictionary: OpaquePointer?
    private var lead: [UInt8] = []
    private var leadNumber = 0
    private var compressed: [UInt8] = []
    private var entries: [Entry] = []
    private var documentCount: UInt32 = 0
    private var failure: IndexError?

    init(file: FileWriter) {
        self.file = file
        unsafe context = unsafe ZSTD_createCCtx()
    }

    deinit {
        unsafe ZSTD_freeCDict(dictionary)
        unsafe ZSTD_freeCCtx(context)
    }

    /// Does what comes through a queue, until it is closed. The first error is kept for `writeIndex`.
    func run(_ queue: WorkQueue<Job>) {
        var isDone = false
        while let job = queue.take(isDone: isDone) {
            isDone = true
            guard failure == nil else { continue }
            do throws(IndexError) { try take(job) } catch { failure = error }
        }
    }

    /// Does one job.
    func take(_ job: Job) throws(IndexError) {
        switch job {
        case .chunk(let bytes, let documents, let role): try compress(bytes, documents, role)
        case .frame(let store, let number): try copy(store, number)
        case .end: return
        }
    }

    /// Writes index and trailer, when all chunks are written.
    func writeIndex(documents: UInt32) throws(IndexError) {
        if let failure { throw failure }
        let framesEnd = file.position
        file.align(to: 8)
        for entry in entries {
            file.write(entry.first)
            file.write(entry.length)
            file.write(UInt64(entry.offset) | UInt64(entry.distance) << 48)
        }
        file.write(UInt64(framesEnd))
        file.write(UInt32(entries.count))
        file.write(documents)
    }

    private func compress(_ bytes: [UInt8], _ documents: UInt32, _ role: Role) throws(IndexError) {
        let isLead = role == .lead
        // Leads are short: their lengths are numbers of C's.
        let bound = isLead ? Int(LZ4_compressBound(Int32(bytes.count))) : ZSTD_compressBound(bytes.count)
        if compressed.count < bound { compressed = [UInt8](repeating: 0, count: bound) }
        let length =
            switch role {
            case .lead: compressByLZ4(bytes)
            case .follower:
                unsafe ZSTD_compress_usingCDict(context, &compressed, bound, bytes, bytes.count, dictionaryOfLead())
            case .alone: unsafe ZSTD_compressCCtx(context, &compressed, bound, bytes, bytes.count, Self.level)
            }
        let isDone = isLead ? length > 0 : ZSTD_isError(length) == 0
        guard isDone else { throw .compression(file: file.name, offset: file.position) }
        if isLead {
            lead = bytes
            leadNumber = entries.count
            unsafe ZSTD_freeCDict(dictionary)
            unsafe dictionary = nil
        }
        let distance = role == .follower ? entries.count - leadNumber : 0
        append(documents: documents, length: bytes.count, isLZ4: isLead, distance: UInt16(distance))
        unsafe compressed.withUnsafeBytes { unsafe file.write(UnsafeRawBufferPointer(rebasing: $0[..<length])) }
    }

    /// How long a lead became; 0 for a failure.
    private func compressByLZ4(_ bytes: [UInt8]) -> Int {
        let room = Int32(clamping: compressed.count)
        return unsafe compressed.withUnsafeMutableBytes { output in
            unsafe bytes.withUnsafeBytes { input in
                unsafe Int(
                    LZ4_compress_HC(
                        input.bindMemory(to: CChar.self).baseAddress,
                        output.bindMemory(to: CChar.self).baseAddress,
                        Int32(input.count),
                        room,
                        Self.levelOfLeads
                    )
                )
            }
        }
    }

    /// The digested lead, made for the first chunk that follows it.
    private func dictionaryOfLead() -> OpaquePointer? {
        if unsafe dictionary == nil { unsafe dictionary = ZSTD_createCDict(lead, lead.count, Self.level) }
        return unsafe dictionary
    }

    private func copy(_ store: DocStoreReader, _ number: Int) throws(IndexError) {
        let chunk = try store.chunk(number)
        append(
            documents: UInt32(chunk.documents.count),
            length: chunk.length,
            isLZ4: chunk.isLZ4,
            distance: UInt16(number - chunk.lead)
        )
        unsafe try file.write(store.frame(of: chunk))
    }

    private func append(documents: UInt32, length: Int, isLZ4: Bool, distance: UInt16) {
        let length = UInt32(length) | (isLZ4 ? DocStoreReader.lz4Flag : 0)
        entries.append(Entry(first: documentCount, length: length, offset: file.position, distance: distance))
        documentCount += documents
    }
}
