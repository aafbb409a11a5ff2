import CHZKernels
import HZStorage

/// Reads the positions of a term group by group; groups of documents that were passed over are not decoded. The
/// grammar stands at `PostingWriter`.
@safe struct PositionReader {
    /// No group has more bytes, so that one look at the pages' checksums covers it.
    static let reach = 2 * PackedRun.longest

    private let file: PageVerifier
    private let start: Int
    private let total: Int
    private let formCount: Int

    /// 128 gaps and 128 forms of the decoded group; taken when positions are first asked for.
    private var group: UnsafeMutablePointer<UInt32>?
    /// Room for positions, and as much for forms.
    private var results: UnsafeMutablePointer<UInt32>?
    private var capacity = 0

    /// The present group: the number of its first occurrence, its offset from `start`, the length of its first run (0:
    /// not known yet) and whether its forms are decoded.
    private var groupOrdinal = 0
    private var groupOffset = 0
    private var firstLength = 0
    private var isDecoded = false
    private var hasForms = false

    /// The present document, and the number of its first occurrence.
    private var block = -1
    private var index = 0
    private var ordinal = 0
    /// How many positions of a document were read without forms, and the number of its first occurrence; -1 for none.
    private var readCount = 0
    private var readOrdinal = -1

    init(info: TermInfo, file: PageVerifier) {
        self.file = file
        start = info.positionsOffset
        total = Int(clamping: info.occurrences)
        formCount = info.formCount
    }

    /// Where the present group lies in the file.
    var offset: Int { start &+ groupOffset }

    /// Whether `move` needs to know where the block's positions begin.
    @inline(__always)
    func needsStart(_ block: Int, _ index: Int) -> Bool {
        block != self.block || index < self.index || index == self.index && ordinal < groupOrdinal
    }

    /// Goes to the positions of a document of a block, by the number of occurrences of those before it.
    mutating func move(
        to index: Int,
        of block: Int,
        startingAt first: (ordinal: Int, groupOffset: Int),
        counts: UnsafePointer<UInt32>
    ) {
        if needsStart(block, index) {
            self.block = block
            self.index = 0
            ordinal = first.ordinal
            let groupOrdinal = ordinal & ~(PostingFormat.blockLength - 1)
            if groupOrdinal != self.groupOrdinal || first.groupOffset != groupOffset {
                beginGroup(groupOrdinal, at: first.groupOffset)
            }
        }
        var passed = 0
        for place in self.index..<max(index, self.index) { unsafe passed &+= Int(counts[place]) }
        ordinal &+= passed
        self.index = index
    }

    /// The positions of a document behind the present one where they lie in the decoded group, as most do; nil where they do
    /// not, or are malformed: `move` and `read` find them, or what is wrong.
    @inline(__always)
    mutating func readAtHand(
        _ index: Int,
        of block: Int,
        counts: UnsafePointer<UInt32>
    ) -> UnsafeBufferPointer<UInt32>? {
        guard block == self.block, index > self.index, isDecoded, let group = unsafe group, let results = unsafe results
        else { return nil }
        var passed = 0
        for place in self.index..<index { unsafe passed &+= Int(counts[place]) }
        let count = unsafe Int(counts[index])
        let place = ordinal &+ passed &- groupOrdinal
        guard place >= 0, count <= capacity, place &+ count <= groupCount,
            unsafe hz_sum_positions(group + place, count, 0, 1, results) != 0
        else { return nil }
        self.index = index
        ordinal &+= passed
        (readOrdinal, readCount) = (ordinal, count)
        return unsafe UnsafeBufferPointer(start: results, count: count)
    }

    /// The `count` positions of the present document, or the first of them: as many groups as it takes to reach `limit`,
    /// and no more. Nil when the bytes are malformed. What was read of the document before is not read again.
    mutating func read(
        _ count: UInt32,
        through limit: UInt32,
        needsForms: Bool,
        arena: CursorArena
    ) -> TermPositions? {
        let count = Int(count)
        let needsForms = needsForms && formCount > 0
        guard count <= total, ordinal <= total &- count else { return nil }
        let isRead = readOrdinal == ordinal && readCount > 0 && readCount <= count && !needsForms
        var written = isRead ? readCount : 0
        var position = isRead ? unsafe results?[written &- 1] ?? 0 : 0
        readOrdinal = -1
        while written < count, written == 0 || position < limit {
            let first = ordinal &+ written
            guard loadGroup(of: first, needsPositions: true, needsForms: needsForms, arena: arena),
                let group = unsafe group
            else { return nil }
            let place = first & (PostingFormat.blockLength - 1)
            let part = min(count &- written, PostingFormat.blockLength &- place)
            reserve(written &+ part, keeping: written, arena: arena)
            guard let results = unsafe results else { return nil }
            // Positions ascend: only the first gap, which is the first position itself, may be 0.
            let isFirst: Int32 = written == 0 ? 1 : 0
            guard unsafe hz_sum_positions(group + place, part, position, isFirst, results + written) != 0 else {
                return nil
            }
            position = unsafe results[written &+ part &- 1]
            if needsForms {
                unsafe (results + capacity + written).update(
                    from: group + PostingFormat.blockLength + place,
                    count: part
                )
            }
            written &+= part
        }
        if !needsForms { (readOrdinal, readCount) = (ordinal, written) }
        return unsafe TermPositions(
            positions: UnsafeBufferPointer(start: results, count: written),
            forms: needsForms ? results.map { unsafe UnsafeBufferPointer(start: $0 + capacity, count: written) } : nil
        )
    }

    /// How many of the `count` occurrences in the present document have one of these forms; nil when the bytes are
    /// malformed. Positions are not decoded.
    mutating func count(of forms: [UInt32], among count: UInt32, arena: CursorArena) -> UInt32? {
        let count = Int(count)
        guard formCount > 0, count <= total, ordinal <= total &- count else { return nil }
        var done = 0
        var found: UInt32 = 0
        while done < count {
            let first = ordinal &+ done
            guard loadGroup(of: first, needsPositions: false, needsForms: true, arena: arena),
                let group = unsafe group
            else { return nil }
            let place = first & (PostingFormat.blockLength - 1)
            let part = min(count &- done, PostingFormat.blockLength &- place)
            let ids = unsafe group + PostingFormat.blockLength + place
            for form in forms {
                for offset in 0..<part { unsafe found &+= ids[offset] == form ? 1 : 0 }
            }
            done &+= part
        }
        return found
    }

    private mutating func beginGroup(_ ordinal: Int, at offset: Int) {
        groupOrdinal = ordinal
        groupOffset = offset
        firstLength = 0
        isDecoded = false
        hasForms = false
    }

    /// Makes the group that holds an occurrence the decoded one.
    private mutating func loadGroup(
        of ordinal: Int,
        needsPositions: Bool,
        needsForms: Bool,
        arena: CursorArena
    ) -> Bool {
        while ordinal &- groupOrdinal >= PostingFormat.blockLength {
            guard let length = groupLength() else { return false }
            beginGroup(groupOrdinal &+ PostingFormat.blockLength, at: groupOffset &+ length)
        }
        guard ordinal >= groupOrdinal else { return false }
        if isDecoded || !needsPositions, hasForms || !needsForms { return true }
        guard let available = available() else { return false }
        let group = unsafe group ?? arena.take(2 * PostingFormat.blockLength)
        unsafe self.group = group
        let bytes = unsafe file.base + offset
        if needsPositions, !isDecoded {
            firstLength = unsafe PackedRun.decode(bytes, available: available, count: groupCount, into: group)
            isDecoded = firstLength > 0
        } else if firstLength == 0 {
            firstLength = unsafe PackedRun.length(bytes, available: available, count: groupCount)
        }
        guard firstLength > 0 else { return false }
        guard needsForms, !hasForms else { return true }
        let forms = unsafe group + PostingFormat.blockLength
        let rest = available &- firstLength
        guard unsafe PackedRun.decode(bytes + firstLength, available: rest, count: groupCount, into: forms) > 0 else {
            return false
        }
        for place in 0..<groupCount where unsafe forms[place] >= UInt32(truncatingIfNeeded: formCount) { return false }
        hasForms = true
        return true
    }

    /// How many occurrences the present group has.
    private var groupCount: Int { min(PostingFormat.blockLength, total &- groupOrdinal) }

    /// The bytes of the present group in its file: its length is not known, so as many as it may have.
    private func available() -> Int? {
        let offset = offset
        let available = min(file.contentEnd &- offset, Self.reach)
        guard groupCount > 0, groupOffset >= 0, available > 0, file.isSound(offset, available) else { return nil }
        return available
    }

    /// The length of the present group, which need not be decoded.
    private mutating func groupLength() -> Int? {
        guard let available = available() else { return nil }
        let bytes = unsafe file.base + offset
        if firstLength == 0 {
            firstLength = unsafe PackedRun.length(bytes, available: available, count: groupCount)
        }
        guard firstLength > 0 else { return nil }
        guard formCount > 0 else { return firstLength }
        let rest = available &- firstLength
        let second = unsafe PackedRun.length(bytes + firstLength, available: rest, count: groupCount)
        return second > 0 ? firstLength &+ second : nil
    }

    /// Makes room for `count` results. Memory grows as groups are decoded, never by what a file claims.
    private mutating func reserve(_ count: Int, keeping written: Int, arena: CursorArena) {
        guard count > capacity else { return }
        let enlarged = max(count, 2 &* capacity, 2 * PostingFormat.blockLength)
        let fresh = unsafe arena.take(2 &* enlarged)
        if let results = unsafe results {
            unsafe fresh.update(from: results, count: written)
            unsafe (fresh + enlarged).update(from: results + capacity, count: written)
        }
        unsafe results = fresh
        capacity = enlarged
    }
}
