import HZStorage

/// Writes the posting lists of a segment, one term after the other.
///
///     PostingList   := DocBlock (128 documents each, the last 1...128),
///                      [2 or more blocks: zero bytes to a multiple of 4, SkipRecord per block,
///                       SuperRecord per 32 blocks, Impacts of the list]
///     DocBlock(128) := PackedRun of (document - previous document - 1), never patched,
///                      [positional fields: PackedRun of occurrences - 1, PackedRun of extra weights]
///     DocBlock(<128):= per posting varint((gap << 1 | simple)), gap = document - previous - 1,
///                      simple = one occurrence without extra weight (always 1 in the other fields);
///                      not simple: varint((occurrences - 1) << 1 | has extra), [varint extra]
///     SkipRecord    := last document u32, block's offset in the list u32, offset of the group that holds the block's
///                      first position u32 (from the term's positions), number of positions before the block u32, Impacts
///     SuperRecord   := last document u32, Impacts
///     Positions     := groups of 128 occurrences (the last may be shorter): PackedRun of position gaps (the first of a
///                      document absolute), [terms with a form table: PackedRun of form ids]
///
/// The document before the first is -1.
struct PostingWriter {
    static let blockLength = 128
    static let skipRecordLength = 24
    static let superRecordLength = 12
    static let blocksPerSuper = 32

    private let postings: FileWriter
    private let positions: FileWriter
    private var info = TermInfo(field: .text, documentFrequency: 0, occurrences: 0)
    private var hasForms = false

    private var gaps: [UInt32] = []
    private var counts: [UInt32] = []
    private var extras: [UInt32] = []
    private var previousDocument: UInt32 = .max
    private var firstExtra: UInt32 = 0

    private var list: [UInt8] = []
    private var skips: [SkipRecord] = []
    private var blockImpacts = ImpactCollector()
    private var blockGroupOffset: UInt32 = 0
    private var blockOrdinal: UInt32 = 0

    private var positionGaps: [UInt32] = []
    private var forms: [UInt32] = []
    private var packed: [UInt8] = []

    struct SkipRecord {
        var last: UInt32
        var offset: UInt32
        var groupOffset: UInt32
        var ordinal: UInt32
        var impacts: Impacts
    }

    init(postings: FileWriter, positions: FileWriter) {
        self.postings = postings
        self.positions = positions
        gaps.reserveCapacity(Self.blockLength)
        counts.reserveCapacity(Self.blockLength)
        extras.reserveCapacity(Self.blockLength)
        positionGaps.reserveCapacity(Self.blockLength)
        forms.reserveCapacity(Self.blockLength)
    }

    /// How many documents the present list has.
    var documentFrequency: UInt32 { info.documentFrequency }

    /// Begins the list of a term. `hasForms` says whether form ids follow.
    mutating func begin(field: Field, hasForms: Bool) {
        info = TermInfo(field: field, documentFrequency: 0, occurrences: 0)
        info.positionsOffset = positions.position
        self.hasForms = hasForms
        previousDocument = .max
        list.removeAll(keepingCapacity: true)
        skips.removeAll(keepingCapacity: true)
        blockGroupOffset = 0
        blockOrdinal = 0
    }

    /// Adds a document, which must be higher than the one before. `norm` is the document's length code in the field.
    @inline(__always)
    mutating func add(document: UInt32, occurrences: UInt32, extra: UInt32, norm: UInt8) {
        if gaps.count == Self.blockLength { flushBlock() }
        if gaps.isEmpty {
            blockOrdinal = UInt32(truncatingIfNeeded: info.occurrences)
            blockGroupOffset = UInt32(truncatingIfNeeded: positions.position - info.positionsOffset)
        }
        gaps.append(document &- previousDocument &- 1)
        previousDocument = document
        counts.append(occurrences)
        extras.append(extra)
        info.documentFrequency += 1
        info.occurrences += UInt64(occurrences)
        blockImpacts.add(frequency: occurrences &+ extra, norm: norm)
    }

    /// Adds one position of the document just added, as the gap to the one before (the first absolute).
    @inline(__always)
    mutating func add(positionGap: UInt32, form: UInt32) {
        positionGaps.append(positionGap)
        if hasForms { forms.append(form) }
        if positionGaps.count == Self.blockLength { flushPositions() }
    }

    /// Ends the list; what it returns goes into the term dictionary.
    mutating func end() throws(IndexError) -> TermInfo {
        flushPositions()
        guard info.occurrences <= UInt64(UInt32.max) else { throw .tooLarge("occurrences of one term") }
        if info.documentFrequency == 1 {
            info.onlyDocument = previousDocument
            info.onlyExtra = extras[0]
            clearBlock()
            _ = blockImpacts.take()
            return info
        }
        info.postingsOffset = postings.position
        flushBlock()
        info.blocksLength = list.count
        guard list.count <= Int(UInt32.max) else { throw .tooLarge("posting list") }
        postings.write(bytes: list)
        if skips.count > 1 { writeSkips() }
        return info
    }

    private mutating func flushBlock() {
        guard let last = counts.indices.last else { return }
        skips.append(
            SkipRecord(
                last: previousDocument,
                offset: UInt32(truncatingIfNeeded: list.count),
                groupOffset: blockGroupOffset,
                ordinal: blockOrdinal,
                impacts: blockImpacts.take()
            )
        )
        let isPositional = info.field.isPositional
        if last + 1 == Self.blockLength {
            unsafe gaps.withUnsafeBufferPointer { unsafe PackedRun.encodeUnpatched($0, into: &list) }
            if isPositional {
                for index in 0...last { counts[index] &-= 1 }
                unsafe counts.withUnsafeBufferPointer { unsafe PackedRun.encode($0, into: &list) }
                unsafe extras.withUnsafeBufferPointer { unsafe PackedRun.encode($0, into: &list) }
            }
        } else {
            for index in 0...last {
                let isSimple = !isPositional || counts[index] == 1 && extras[index] == 0
                PackedRun.append(varint: UInt64(gaps[index]) << 1 | (isSimple ? 1 : 0), to: &list)
                guard !isSimple else { continue }
                let hasExtra: UInt64 = extras[index] > 0 ? 1 : 0
                PackedRun.append(varint: UInt64(counts[index] - 1) << 1 | hasExtra, to: &list)
                if hasExtra == 1 { PackedRun.append(varint: UInt64(extras[index]), to: &list) }
            }
        }
        clearBlock()
    }

    private mutating func clearBlock() {
        gaps.removeAll(keepingCapacity: true)
        counts.removeAll(keepingCapacity: true)
        extras.removeAll(keepingCapacity: true)
    }

    private mutating func flushPositions() {
        guard !positionGaps.isEmpty else { return }
        packed.removeAll(keepingCapacity: true)
        unsafe positionGaps.withUnsafeBufferPointer { unsafe PackedRun.encode($0, into: &packed) }
        if hasForms { unsafe forms.withUnsafeBufferPointer { unsafe PackedRun.encode($0, into: &packed) } }
        positions.write(bytes: packed)
        positionGaps.removeAll(keepingCapacity: true)
        forms.removeAll(keepingCapacity: true)
    }

    private mutating func writeSkips() {
        postings.align(to: 4)
        var whole = ImpactCollector()
        for skip in skips {
            postings.write(skip.last)
            postings.write(skip.offset)
            postings.write(skip.groupOffset)
            postings.write(skip.ordinal)
            postings.write(skip.impacts.packed)
            whole.add(skip.impacts)
        }
        for start in stride(from: 0, to: skips.count, by: Self.blocksPerSuper) {
            let end = min(start + Self.blocksPerSuper, skips.count)
            var group = ImpactCollector()
            for skip in skips[start..<end] { group.add(skip.impacts) }
            postings.write(skips[end - 1].last)
            postings.write(group.take().packed)
        }
        postings.write(whole.take().packed)
    }
}
