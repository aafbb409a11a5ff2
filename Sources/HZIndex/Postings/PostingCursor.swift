import CHZKernels
import HZStorage

/// Walks the postings of one term of one segment, block by block.
///
/// It keeps its segment and its scratch memory alive; moved along in place it counts no references. A copy shares the
/// scratch memory, so only one of the two may be used. Documents are decoded 128 at a time, frequencies and positions
/// only when asked for. Targets of `seek` never decrease, nor do those of `seekBlock`.
///
/// Bytes that contradict themselves end the list, set `isCorrupt` and leave the reason in the arena. Whatever the
/// bytes, documents ascend, are below the segment's number of documents, and every call returns.
@safe public struct PostingCursor {
    /// The document after the last.
    @inlinable public static var exhausted: UInt32 { .max }

    /// The present document; `exhausted` at the end. Before the first `next()` or `seek` it is meaningless.
    @inlinable public var document: UInt32 { present }
    /// How many documents the list holds, deleted ones included.
    public let documentFrequency: Int
    /// Whether malformed bytes were met: then the list ended early.
    public internal(set) var isCorrupt = false
    /// The last document of the block that `seekBlock` found or of that of `document`, whichever comes later;
    /// `exhausted` when `seekBlock` found no more.
    @inlinable public var blockLast: UInt32 { lastOfBlock }

    @usableFromInline var present: UInt32 = 0
    @usableFromInline var lastOfBlock: UInt32 = 0
    /// The documents of the decoded block, `exhausted` after the last.
    @usableFromInline let documents: UnsafeMutablePointer<UInt32>
    /// The place of `document`; -1 before the first and after the last, where frequencies read are those of none.
    @usableFromInline var index = -1
    /// The document after the last decoded one, 0 when no block is decoded.
    @usableFromInline var decodedEnd: UInt32 = 0
    /// The number of the decoded block, and of the one that `blockLast` speaks of; -1 before the first.
    var decodedBlock = -1
    @usableFromInline var block = -1
    @usableFromInline var blockCount: Int
    /// How many documents the decoded block has.
    @usableFromInline var count = 0

    /// Weighted frequencies of the decoded block; where nothing is weighted they are the occurrences.
    @usableFromInline var weighted: UnsafeMutablePointer<UInt32>
    @usableFromInline var hasFrequencies = false
    /// Where the frequencies of the decoded block lie in the file.
    var frequenciesOffset = 0
    var frequenciesEnd = 0

    let listOffset: Int
    let listLength: Int
    @usableFromInline let skips: UnsafeRawPointer
    @usableFromInline let hasFrequency: Bool
    private let isPositional: Bool
    let documentCount: UInt32
    let postings: PageVerifier
    let norms: UnsafePointer<UInt8>?
    var shortBound: Impacts?
    var positionReader: PositionReader
    let segment: SegmentReader
    let arena: CursorArena

    /// Room for sentinels after the documents, so that a search may look at eight at once.
    static let documentsLength = PostingFormat.blockLength + 16

    init(
        info: TermInfo,
        segment: SegmentReader,
        norms: UnsafePointer<UInt8>?,
        arena: CursorArena
    ) {
        self.segment = segment
        self.arena = arena
        documentFrequency = Int(info.documentFrequency)
        blockCount = PostingFormat.blockCount(documentFrequency)
        listOffset = info.postingsOffset
        listLength = info.blocksLength
        hasFrequency = info.field.hasFrequencies
        isPositional = info.field.isPositional
        documentCount = segment.documentCount
        postings = segment.postings.verifier
        unsafe self.norms = unsafe norms
        let room = Self.documentsLength + 3 * PostingFormat.blockLength
        unsafe documents = arena.take(room)
        unsafe documents.update(repeating: Self.exhausted, count: Self.documentsLength)
        unsafe weighted = documents + Self.documentsLength
        positionReader = PositionReader(info: info, file: segment.positions.verifier)

        let start = PostingFormat.skipTableStart(listOffset &+ listLength)
        let length = PostingFormat.skipTableLength(blockCount, hasFrequencies: hasFrequency)
        unsafe skips = postings.base + (blockCount > 1 && postings.isSound(start, length) ? start : 0)
        if info.documentFrequency == 0 || info.documentFrequency > documentCount {
            fail(at: listOffset, count: 0, "document frequency")
        } else if blockCount > 1, unsafe skips == postings.base {
            fail(at: start, count: length, "skip table")
        } else if documentFrequency == 1 {
            takeOnlyDocument(info)
        }
    }

    // MARK: Moving

    /// Moves to the next document.
    @inlinable
    @inline(__always)
    public mutating func next() -> UInt32 {
        index &+= 1
        present = unsafe documents[index]
        return present != Self.exhausted ? present : nextBlock()
    }

    /// Moves to the first document at or after `target`; stays where that is the present one or before it.
    @inlinable
    @inline(__always)
    public mutating func seek(_ target: UInt32) -> UInt32 {
        guard target < decodedEnd else { return seekAcross(target) }
        if target > present || index < 0 { search(target) }
        return present
    }

    /// Finds the block that holds the first document at or after `target`, by the skip table alone: `document` stays,
    /// and nothing is decoded but a list's only block. Afterwards `blockLast` and `blockImpacts` speak of that block.
    @inlinable
    @inline(__always)
    public mutating func seekBlock(_ target: UInt32) {
        if block < 0 || target > lastOfBlock { moveBlock(target) }
    }

    // MARK: Bounds

    /// The bound of the block that `blockLast` speaks of; `unbounded` before one was found, `none` after the last.
    @inlinable
    public var blockImpacts: Impacts {
        mutating get {
            guard block >= 0, block < blockCount else { return block < 0 ? .unbounded : .none }
            guard blockCount > 1, hasFrequency else { return boundOfShortList() }
            return Impacts(packed: impacts(at: 16 &* blockCount &+ 8 &* block))
        }
    }

    /// The last document of the 32 blocks around the one that `blockLast` speaks of.
    public var superBlockLast: UInt32 {
        guard blockCount > 1, block >= 0, block < blockCount else { return blockLast }
        return last(of: min(block | (PostingFormat.blocksPerSuper - 1), blockCount &- 1))
    }

    /// The bound of the 32 blocks around the one that `blockLast` speaks of.
    public var superBlockImpacts: Impacts {
        mutating get {
            guard PostingFormat.superCount(blockCount) > 0, hasFrequency, block >= 0 else { return impacts }
            guard block < blockCount else { return .none }
            let place = PostingFormat.skipLength &* blockCount &+ 8 &* (block / PostingFormat.blocksPerSuper)
            return unsafe Impacts(packed: load(skips, place))
        }
    }

    /// The bound of the whole list. A list of one block is decoded for it.
    public var impacts: Impacts {
        mutating get {
            guard blockCount > 1, hasFrequency else { return boundOfShortList() }
            let supers = PostingFormat.superCount(blockCount)
            return unsafe Impacts(packed: load(skips, PostingFormat.skipLength &* blockCount &+ 8 &* supers))
        }
    }

    // MARK: The present document

    /// The weighted frequency of the present document: occurrences and what title and headings add.
    @inlinable
    public var frequency: UInt32 {
        mutating get {
            if !hasFrequencies { decodeFrequencies() }
            return unsafe weighted[index]
        }
    }

    /// How often the term occurs in the present document.
    @inlinable
    public var occurrences: UInt32 {
        mutating get {
            if !hasFrequencies { decodeFrequencies() }
            return unsafe counts[index]
        }
    }

    /// The extra weight of the present document: 0 where the term stands in the text alone.
    @inlinable
    public var extra: UInt32 {
        mutating get { frequency &- occurrences }
    }

    /// Reads the positions of the present document into memory of the cursor, valid until the next call; `forms` is nil
    /// for terms without a form table, or when they are not needed. Groups of documents passed over are not decoded.
    /// Going back to an earlier document of a block costs reading the block's positions again. Positions after the first that
    /// is at or above `limit` may be left out; asked again for more, those that were read are not read again.
    public mutating func positions(needsForms: Bool = true, through limit: UInt32 = .max) -> TermPositions {
        if !hasFrequencies { decodeFrequencies() }
        guard document < documentCount, isPositional else { return .none }
        let start = positionReader.needsStart(decodedBlock, index) ? blockStart : (0, 0)
        unsafe positionReader.move(to: index, of: decodedBlock, startingAt: start, counts: counts)
        let count = unsafe counts[index]
        if let found = positionReader.read(count, through: limit, needsForms: needsForms, arena: arena) { return found }
        let offset = positionReader.offset
        fail(segment.positions, at: offset, count: PositionReader.reach, "positions")
        return .none
    }

    /// The same without forms.
    public mutating func places(through limit: UInt32 = .max) -> UnsafeBufferPointer<UInt32> {
        if hasFrequencies, isPositional, index >= 0,
            let found = unsafe positionReader.readAtHand(index, of: decodedBlock, counts: counts)
        {
            return unsafe found
        }
        return unsafe positions(needsForms: false, through: limit).positions
    }

    /// How often the term occurs in the present document in one of these forms, ascending ids of its form table.
    public mutating func occurrences(of forms: [UInt32]) -> UInt32 {
        if !hasFrequencies { decodeFrequencies() }
        guard document < documentCount, isPositional else { return 0 }
        let start = positionReader.needsStart(decodedBlock, index) ? blockStart : (0, 0)
        unsafe positionReader.move(to: index, of: decodedBlock, startingAt: start, counts: counts)
        if let found = unsafe positionReader.count(of: forms, among: counts[index], arena: arena) { return found }
        fail(segment.positions, at: positionReader.offset, count: PositionReader.reach, "forms")
        return 0
    }

    // MARK: Blocks

    /// The documents of the decoded block from the present one on.
    @inlinable
    public var rest: UnsafeBufferPointer<UInt32> {
        unsafe UnsafeBufferPointer(start: documents + max(index, 0), count: count &- max(index, 0))
    }

    /// The same with as many weighted frequencies; none of either where these are malformed, as the list ends then.
    @inlinable
    public mutating func restWithFrequencies() -> (
        documents: UnsafeBufferPointer<UInt32>, frequencies: UnsafePointer<UInt32>
    ) {
        if !hasFrequencies { decodeFrequencies() }
        return unsafe (rest, UnsafePointer(weighted + max(index, 0)))
    }

    /// Moves to the first document after the decoded block.
    @inlinable
    public mutating func skipRest() -> UInt32 { nextBlock() }
}
