import HZStorage

/// Walks the postings of one term of one segment, block by block.
///
/// It keeps its segment and its scratch memory alive; moved along in place it counts no references. A copy shares the
/// scratch memory, so only one of the two may be used. Postings are decoded 128 at a time; frequencies and positions
/// only when asked for. Bytes that contradict themselves end the list and set `isCorrupt`.
@safe public struct PostingCursor {
    /// The document after the last.
    public static let exhausted = UInt32.max

    /// The present document; `exhausted` at the end. Before the first `next()` or `seek` it is meaningless.
    public private(set) var document: UInt32 = 0
    /// How many documents the list holds, deleted ones included.
    public let documentFrequency: Int
    /// Whether malformed bytes were met: then the list ended early.
    public private(set) var isCorrupt = false
    /// The last document of the block that `seekBlock` found, which may not be decoded yet.
    public private(set) var blockLast: UInt32 = 0

    private let segment: SegmentReader
    private let arena: CursorArena
    private let postings: PageVerifier
    private let info: TermInfo
    private let documentCount: UInt32
    private let blockCount: Int
    private let skipsOffset: Int
    /// Documents, occurrences, extra weights: 128 of each.
    private let scratch: UnsafeMutablePointer<UInt32>
    private var block = -1
    private var decodedBlock = -1
    private var count = 0
    private var index = 0
    private var frequenciesOffset = 0
    private var hasFrequencies = false
    private var positionReader: PositionReader

    init(
        info: TermInfo,
        segment: SegmentReader,
        postings: PageVerifier,
        positions: PageVerifier,
        arena: CursorArena
    ) {
        self.segment = segment
        self.arena = arena
        self.info = info
        self.postings = postings
        documentCount = segment.documentCount
        documentFrequency = Int(info.documentFrequency)
        blockCount = (documentFrequency + PostingWriter.blockLength - 1) / PostingWriter.blockLength
        skipsOffset = (info.postingsOffset &+ info.blocksLength &+ 3) & ~3
        unsafe scratch = unsafe arena.take(3 * PostingWriter.blockLength)
        positionReader = PositionReader(info: info, bytes: positions, arena: arena)
        if documentFrequency == 0 || info.documentFrequency > documentCount { fail() }
    }

    // MARK: Moving

    /// Moves to the next document.
    @inline(__always)
    public mutating func next() -> UInt32 {
        index &+= 1
        if index < count, decodedBlock == block {
            document = unsafe scratch[index]
            return document
        }
        return nextBlock()
    }

    /// Moves to the first document at or after `target`, which must not be before the present one.
    @inline(__always)
    public mutating func seek(_ target: UInt32) -> UInt32 {
        if decodedBlock < 0 || target > blockLast || decodedBlock != block {
            seekBlock(target)
            guard block < blockCount, decode() else { return end() }
            // The bound of a list of one block is known only now.
            if blockLast < target { return seek(target) }
        }
        // The block's last document is at or after the target: the search ends within the block.
        var low = index
        if unsafe scratch[low] < target {
            var step = 1
            while low &+ step < count, unsafe scratch[low &+ step] < target {
                low &+= step
                step &<<= 1
            }
            var high = min(low &+ step, count &- 1)
            while high &- low > 1 {
                let middle = (low &+ high) &>> 1
                if unsafe scratch[middle] < target { low = middle } else { high = middle }
            }
            low = high
        }
        index = low
        document = unsafe scratch[low]
        return document
    }

    /// Finds the block that holds the first document at or after `target`, by the skip table alone: nothing is
    /// decoded, `document` stays. Afterwards `blockLast` and `blockImpacts` speak of that block.
    public mutating func seekBlock(_ target: UInt32) {
        if block < 0 { setBlock(0) }
        guard block < blockCount, blockLast < target else { return }
        // Gallop over blocks, then search between.
        var low = block
        var step = 1
        while low &+ step < blockCount, last(of: low &+ step) < target {
            low &+= step
            step &<<= 1
        }
        var high = min(low &+ step, blockCount)
        while high &- low > 1 {
            let middle = (low &+ high) &>> 1
            if last(of: middle) < target { low = middle } else { high = middle }
        }
        setBlock(high)
    }

    /// The bound of the block that `seekBlock` found.
    @inline(__always)
    public var blockImpacts: Impacts {
        blockCount > 1 && block < blockCount && block >= 0
            ? Impacts(packed: load(skipsOffset &+ block &* PostingWriter.skipRecordLength &+ 16))
            : .unbounded
    }

    /// The bound of the whole list.
    public var impacts: Impacts {
        guard blockCount > 1 else { return .unbounded }
        let supers = (blockCount &+ PostingWriter.blocksPerSuper &- 1) / PostingWriter.blocksPerSuper
        return Impacts(
            packed: load(
                skipsOffset &+ blockCount &* PostingWriter.skipRecordLength &+ supers &* PostingWriter.superRecordLength
            )
        )
    }

    // MARK: The present document

    /// How often the term occurs in the present document.
    public var occurrences: UInt32 {
        mutating get {
            if !hasFrequencies { decodeFrequencies() }
            return unsafe scratch[PostingWriter.blockLength &+ index]
        }
    }

    /// The weighted frequency of the present document: occurrences and what title and headings add.
    @inline(__always)
    public var frequency: UInt32 {
        mutating get {
            if !hasFrequencies { decodeFrequencies() }
            return unsafe scratch[PostingWriter.blockLength &+ index]
                &+ scratch[2 &* PostingWriter.blockLength &+ index]
        }
    }

    /// The extra weight of the present document: 0 where the term stands in the text alone.
    public var extra: UInt32 {
        mutating get {
            if !hasFrequencies { decodeFrequencies() }
            return unsafe scratch[2 &* PostingWriter.blockLength &+ index]
        }
    }

    /// Reads the positions of the present document into memory of the cursor, valid until the next call; `forms` is nil
    /// for terms without a form table. Documents must be asked for in order.
    public mutating func positions() -> TermPositions {
        if !hasFrequencies { decodeFrequencies() }
        let first = blockOrdinal()
        let found = unsafe positionReader.read(
            blockOrdinal: first.ordinal,
            groupOffset: first.groupOffset,
            block: decodedBlock,
            index: index,
            occurrences: scratch + PostingWriter.blockLength
        )
        if found.isCorrupt { isCorrupt = true }
        return found
    }

    // MARK: Blocks

    /// The documents of the decoded block from the present one on.
    @inline(__always)
    public var rest: UnsafeBufferPointer<UInt32> {
        unsafe UnsafeBufferPointer(start: scratch + index, count: count &- index)
    }

    private mutating func nextBlock() -> UInt32 {
        setBlock(decodedBlock &+ 1)
        guard block < blockCount, decode() else { return end() }
        document = unsafe scratch[0]
        return document
    }

    private mutating func end() -> UInt32 {
        block = blockCount
        blockLast = Self.exhausted
        decodedBlock = blockCount
        count = 0
        index = 0
        document = Self.exhausted
        return document
    }

    private mutating func fail() {
        isCorrupt = true
        _ = end()
    }

    @inline(__always)
    private mutating func setBlock(_ block: Int) {
        self.block = block
        if blockCount == 1, block == 0 {
            blockLast = documentCount &- 1
        } else {
            blockLast = block < blockCount ? last(of: block) : Self.exhausted
        }
    }

    @inline(__always)
    private func last(of block: Int) -> UInt32 {
        load(skipsOffset &+ block &* PostingWriter.skipRecordLength)
    }

    /// An integer of the skip table; zero where the file is damaged, which decoding then finds.
    @inline(__always)
    private func load<Value: FixedWidthInteger & BitwiseCopyable>(_ offset: Int) -> Value {
        guard postings.isSound(offset, MemoryLayout<Value>.size) else { return .max }
        return unsafe Value(littleEndian: postings.base.loadUnaligned(fromByteOffset: offset, as: Value.self))
    }

    private func blockOrdinal() -> (ordinal: UInt32, groupOffset: UInt32) {
        guard blockCount > 1, decodedBlock < blockCount else { return (0, 0) }
        let record = skipsOffset &+ decodedBlock &* PostingWriter.skipRecordLength
        return (load(record &+ 12), load(record &+ 8))
    }

    /// Decodes the documents of `block`; false when it is malformed.
    private mutating func decode() -> Bool {
        guard decodedBlock != block else { return true }
        let previous = block > 0 ? last(of: block &- 1) : .max
        decodedBlock = block
        index = 0
        hasFrequencies = false
        count = min(documentFrequency &- block &* PostingWriter.blockLength, PostingWriter.blockLength)
        if documentFrequency == 1 { return takeOnlyDocument() }
        guard block == 0 || previous < documentCount else { return malformed() }
        let start = blockCount > 1 ? Int(load(skipsOffset &+ block &* 24 &+ 4) as UInt32) : 0
        let end =
            block &+ 1 < blockCount ? Int(load(skipsOffset &+ (block &+ 1) &* 24 &+ 4) as UInt32) : info.blocksLength
        guard start <= end, end <= info.blocksLength, postings.isSound(info.postingsOffset &+ start, end &- start)
        else { return malformed() }
        let bytes = unsafe postings.base + (info.postingsOffset &+ start)
        guard count == PostingWriter.blockLength else { return unsafe decodeTail(bytes, end &- start, previous) }
        let length = unsafe PackedRun.decode(bytes, available: end &- start, count: count, into: scratch)
        guard length > 0 else { return malformed() }
        frequenciesOffset = info.postingsOffset &+ start &+ length
        // Gaps of up to 24 bits can't wrap; wider ones are checked one by one.
        var value = previous
        let isWide = unsafe bytes.load(as: UInt8.self) > 24
        for position in 0..<PostingWriter.blockLength {
            let following = unsafe value &+ scratch[position] &+ 1
            if isWide, following <= value, value != .max { return malformed() }
            value = following
            unsafe scratch[position] = value
        }
        return finish(last: value)
    }

    private mutating func finish(last: UInt32) -> Bool {
        guard last < documentCount, blockCount == 1 || last == blockLast else { return malformed() }
        blockLast = last
        return true
    }

    private mutating func malformed() -> Bool {
        isCorrupt = true
        return false
    }

    private mutating func takeOnlyDocument() -> Bool {
        guard info.onlyDocument < documentCount else { return malformed() }
        unsafe scratch[0] = info.onlyDocument
        unsafe scratch[PostingWriter.blockLength] = UInt32(clamping: info.occurrences)
        unsafe scratch[2 * PostingWriter.blockLength] = info.onlyExtra
        hasFrequencies = true
        blockLast = info.onlyDocument
        return true
    }

    private mutating func decodeTail(_ bytes: UnsafeRawPointer, _ length: Int, _ previous: UInt32) -> Bool {
        var offset = 0
        var value = UInt64(previous &+ 1)
        for position in 0..<count {
            var code: UInt64 = 0
            offset = unsafe PackedRun.readVarint(bytes, offset: offset, end: length, into: &code)
            value &+= code >> 1
            guard offset > 0, value < UInt64(documentCount) else { return malformed() }
            unsafe scratch[position] = UInt32(truncatingIfNeeded: value)
            value &+= 1
            var occurrences: UInt64 = 0
            var extra: UInt64 = 0
            if code & 1 == 0 {
                offset = unsafe PackedRun.readVarint(bytes, offset: offset, end: length, into: &occurrences)
                if occurrences & 1 == 1 {
                    offset = unsafe PackedRun.readVarint(bytes, offset: offset, end: length, into: &extra)
                }
            }
            unsafe scratch[PostingWriter.blockLength &+ position] = UInt32(truncatingIfNeeded: occurrences >> 1) &+ 1
            unsafe scratch[2 &* PostingWriter.blockLength &+ position] = UInt32(truncatingIfNeeded: extra)
        }
        hasFrequencies = true
        guard offset > 0 else { return malformed() }
        return unsafe finish(last: scratch[count &- 1])
    }

    private mutating func decodeFrequencies() {
        hasFrequencies = true
        guard decodedBlock >= 0, decodedBlock < blockCount else { return }
        let occurrences = unsafe scratch + PostingWriter.blockLength
        let extras = unsafe scratch + 2 &* PostingWriter.blockLength
        guard info.field.isPositional else {
            unsafe occurrences.update(repeating: 1, count: count)
            unsafe extras.update(repeating: 0, count: count)
            return
        }
        // The block's bytes were verified when its documents were decoded.
        let end = info.postingsOffset &+ info.blocksLength
        let bytes = unsafe postings.base + frequenciesOffset
        let first = unsafe PackedRun.decode(bytes, available: end &- frequenciesOffset, count: count, into: occurrences)
        let second =
            unsafe first > 0
            ? PackedRun.decode(bytes + first, available: end &- frequenciesOffset &- first, count: count, into: extras)
            : -1
        if second < 0 { isCorrupt = true }
        for position in 0..<PostingWriter.blockLength { unsafe occurrences[position] &+= 1 }
    }
}
