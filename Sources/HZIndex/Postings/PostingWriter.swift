import HZStorage

/// Writes the posting lists of a segment, one term after the other.
///
///     PostingsFile  := PostingList*                       of terms with two or more documents
///     PostingList   := DocBlock (128 documents each, the last 1...128),
///                      [2 or more blocks: zero bytes to a multiple of 4, SkipTable]
///     DocBlock(128) := gaps: width u8, 16 * width bytes (a PackedRun without exceptions),
///                      [counted fields: PackedRun of occurrences - 1, PackedRun of extra weights]
///     DocBlock(<128):= per posting varint (gap << 1 | simple),
///                      simple = one occurrence without extra weight (always 1 in the other fields);
///                      not simple: varint ((occurrences - 1) << 1 | has extra), [varint extra]
///     gap           := document - previous document - 1; the document before the first is -1
///     counted       =  positional, or of pairs, whose occurrences have no positions
///     SkipTable     := per block: last document u32; per block: offset of the block in the list u32;
///                      [counted fields: per block: offset (from the term's positions) of the group that holds the
///                       block's first position u32, positions before the block u32; per block: Impacts;
///                       more than 32 blocks: per 32 blocks Impacts; Impacts of the list]
///     PositionsFile := per term groups of 128 occurrences (the last may be shorter): PackedRun of position gaps (the
///                      first of a document absolute), [terms with a form table: PackedRun of form ids]
@safe struct PostingWriter: ~Copyable {
    private let postings: FileWriter
    private let positions: FileWriter
    private var info = TermInfo(field: .text, documentFrequency: 0, occurrences: 0)
    private var hasFrequencies = false
    private var hasForms = false

    /// The present block: gaps, occurrences, extra weights; the present group: gaps, forms; 128 of each.
    private let gaps: UnsafeMutablePointer<UInt32>
    private let counts: UnsafeMutablePointer<UInt32>
    private let extras: UnsafeMutablePointer<UInt32>
    private let positionGaps: UnsafeMutablePointer<UInt32>
    private let forms: UnsafeMutablePointer<UInt32>
    private var inBlock = 0
    private var inGroup = 0
    private let encoded: UnsafeMutableRawPointer

    private var nextDocument: UInt32 = 0
    private var skips: [Skip] = []
    private var blockImpacts = ImpactCollector()
    private var listImpacts = ImpactCollector()
    private var blockStart = Skip()

    /// What the skip table knows of a block.
    private struct Skip {
        var last: UInt32 = 0
        var offset: UInt32 = 0
        var groupOffset: UInt32 = 0
        var ordinal: UInt32 = 0
        var impacts = Impacts.none
    }

    init(postings: FileWriter, positions: FileWriter) {
        self.postings = postings
        self.positions = positions
        let length = PostingFormat.blockLength
        unsafe gaps = UnsafeMutablePointer<UInt32>.allocate(capacity: 5 * length)
        unsafe gaps.initialize(repeating: 0, count: 5 * length)
        unsafe counts = gaps + length
        unsafe extras = gaps + 2 * length
        unsafe positionGaps = gaps + 3 * length
        unsafe forms = gaps + 4 * length
        // Three runs, or 127 times three varints.
        unsafe encoded = UnsafeMutableRawPointer.allocate(byteCount: 3 * PackedRun.longest + 16, alignment: 16)
    }

    deinit {
        unsafe gaps.deallocate()
        unsafe encoded.deallocate()
    }

    /// How many documents the present list has.
    var documentFrequency: UInt32 { info.documentFrequency }

    /// Begins the list of a term. `hasForms` says whether form ids follow.
    mutating func begin(field: Field, hasForms: Bool) {
        info = TermInfo(field: field, documentFrequency: 0, occurrences: 0)
        info.postingsOffset = postings.position
        info.positionsOffset = positions.position
        hasFrequencies = field.hasFrequencies
        self.hasForms = hasForms
        nextDocument = 0
        inBlock = 0
        inGroup = 0
        skips.removeAll(keepingCapacity: true)
    }

    /// Adds a document, which must be higher than the one before; its positions follow. `norm` is the document's length
    /// code in the field.
    @inline(__always)
    mutating func add(document: UInt32, occurrences: UInt32, extra: UInt32, norm: UInt8) {
        beginDocument()
        endDocument(document, occurrences: occurrences, extra: extra, norm: norm)
    }

    /// Begins a document whose positions come before it is known how many they are.
    @inline(__always)
    mutating func beginDocument() {
        if inBlock == PostingFormat.blockLength { flushBlock() }
        if inBlock == 0 {
            blockStart.ordinal = UInt32(truncatingIfNeeded: info.occurrences)
            blockStart.groupOffset = UInt32(truncatingIfNeeded: positions.position &- info.positionsOffset)
        }
    }

    /// Ends the document begun last, which must be higher than the one before.
    @inline(__always)
    mutating func endDocument(_ document: UInt32, occurrences: UInt32, extra: UInt32, norm: UInt8) {
        unsafe gaps[inBlock] = document &- nextDocument
        unsafe counts[inBlock] = occurrences
        unsafe extras[inBlock] = extra
        inBlock &+= 1
        nextDocument = document &+ 1
        info.documentFrequency &+= 1
        info.occurrences &+= UInt64(occurrences)
        if hasFrequencies { blockImpacts.add(frequency: occurrences &+ extra, norm: norm) }
    }

    /// Adds one position of the present document, as the gap to the one before (the first absolute).
    @inline(__always)
    mutating func add(positionGap: UInt32, form: UInt32) {
        unsafe positionGaps[inGroup] = positionGap
        unsafe forms[inGroup] = form
        inGroup &+= 1
        if inGroup == PostingFormat.blockLength { flushGroup() }
    }

    /// Ends the list; what it returns goes into the term dictionary. A term of one document leaves no postings.
    mutating func end() throws(IndexError) -> TermInfo {
        flushGroup()
        guard info.occurrences <= UInt64(UInt32.max) else { throw .tooLarge("occurrences of one term") }
        if info.documentFrequency <= 1 {
            info.onlyDocument = nextDocument &- 1
            info.onlyExtra = unsafe extras[0]
            blockImpacts.removeAll()
            return info
        }
        flushBlock()
        info.blocksLength = postings.position - info.postingsOffset
        guard max(info.blocksLength, positions.position - info.positionsOffset) <= Int(UInt32.max) else {
            throw .tooLarge("posting list")
        }
        if skips.count > 1 { writeSkips() }
        return info
    }

    private mutating func flushBlock() {
        guard inBlock > 0 else { return }
        blockStart.last = nextDocument &- 1
        blockStart.offset = UInt32(truncatingIfNeeded: postings.position - info.postingsOffset)
        if hasFrequencies { blockStart.impacts = blockImpacts.take() }
        skips.append(blockStart)
        let length = inBlock == PostingFormat.blockLength ? encodeBlock() : encodeTail()
        unsafe postings.write(UnsafeRawBufferPointer(start: encoded, count: length))
        inBlock = 0
    }

    private mutating func encodeBlock() -> Int {
        var length = unsafe PackedRun.encodeUnpatched(gaps, to: encoded)
        guard hasFrequencies else { return length }
        for index in 0..<inBlock { unsafe counts[index] &-= 1 }
        unsafe length += PackedRun.encode(counts, count: inBlock, to: encoded + length)
        unsafe length += PackedRun.encode(extras, count: inBlock, to: encoded + length)
        return length
    }

    private func encodeTail() -> Int {
        var length = 0
        for index in 0..<inBlock {
            let gap = UInt64(unsafe gaps[index]) << 1
            let more = UInt64(unsafe counts[index] &- 1) << 1
            let extra = UInt64(unsafe extras[index])
            guard hasFrequencies, more | extra != 0 else {
                unsafe length += Varint.store(gap | 1, at: encoded + length)
                continue
            }
            unsafe length += Varint.store(gap, at: encoded + length)
            unsafe length += Varint.store(more | (extra > 0 ? 1 : 0), at: encoded + length)
            if extra > 0 { unsafe length += Varint.store(extra, at: encoded + length) }
        }
        return length
    }

    private mutating func flushGroup() {
        guard inGroup > 0 else { return }
        var length = unsafe PackedRun.encode(positionGaps, count: inGroup, to: encoded)
        if hasForms { unsafe length += PackedRun.encode(forms, count: inGroup, to: encoded + length) }
        unsafe positions.write(UnsafeRawBufferPointer(start: encoded, count: length))
        inGroup = 0
    }

    private mutating func writeSkips() {
        postings.align(to: 4)
        for skip in skips { postings.write(skip.last) }
        for skip in skips { postings.write(skip.offset) }
        guard hasFrequencies else { return }
        for skip in skips {
            postings.write(skip.groupOffset)
            postings.write(skip.ordinal)
        }
        for skip in skips { postings.write(skip.impacts.packed) }
        if PostingFormat.superCount(skips.count) > 0 {
            for start in stride(from: 0, to: skips.count, by: PostingFormat.blocksPerSuper) {
                let end = min(start + PostingFormat.blocksPerSuper, skips.count)
                for skip in skips[start..<end] { listImpacts.add(skip.impacts) }
                postings.write(listImpacts.take().packed)
            }
        }
        for skip in skips { listImpacts.add(skip.impacts) }
        postings.write(listImpacts.take().packed)
    }
}
