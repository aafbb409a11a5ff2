import HZStorage

/// The positions of a term in one document, lent by a cursor until its next call.
@safe public struct TermPositions {
    /// Ascending positions.
    public let positions: UnsafeBufferPointer<UInt32>
    /// The form of each occurrence, or nil when the term has one form only.
    public let forms: UnsafeBufferPointer<UInt32>?
    /// Whether the bytes were malformed: then there are no positions.
    let isCorrupt: Bool
}

/// Reads positions group by group; groups of documents that were passed over are not decoded.
@safe struct PositionReader {
    private let bytes: PageVerifier
    private let start: Int
    private let total: Int
    private let hasForms: Bool
    private let arena: CursorArena
    /// 128 gaps and 128 forms of the decoded group.
    private let scratch: UnsafeMutablePointer<UInt32>
    private var result: UnsafeMutablePointer<UInt32>
    private var capacity = 256

    /// The occurrence (of the whole list) that the present group begins with, and where it lies.
    private var groupOrdinal = 0
    private var groupOffset = 0
    private var groupLength = 0
    private var isDecoded = false
    /// For the last document read: its block, index, and the ordinal after its last occurrence.
    private var block = -1
    private var index = 0
    private var ordinal = 0

    init(info: TermInfo, bytes: PageVerifier, arena: CursorArena) {
        self.bytes = bytes
        start = info.positionsOffset
        total = Int(clamping: info.occurrences)
        hasForms = info.formCount > 0
        self.arena = arena
        unsafe scratch = unsafe arena.take(256)
        unsafe result = unsafe arena.take(2 * capacity)
    }

    mutating func read(
        blockOrdinal: UInt32,
        groupOffset: UInt32,
        block: Int,
        index: Int,
        occurrences: UnsafeMutablePointer<UInt32>
    ) -> TermPositions {
        if self.block != block || index < self.index {
            self.block = block
            self.index = 0
            ordinal = Int(blockOrdinal)
            moveToGroup(ordinal: ordinal & ~127, offset: Int(groupOffset))
        }
        while self.index < index {
            unsafe ordinal &+= Int(occurrences[self.index])
            self.index &+= 1
        }
        let count = unsafe Int(occurrences[index])
        guard ordinal &+ count <= total, reserve(count) else { return corrupt }
        var position: UInt32 = 0
        for written in 0..<count {
            guard loadGroup(of: ordinal &+ written) else { return corrupt }
            let place = (ordinal &+ written) & 127
            unsafe position &+= scratch[place]
            unsafe result[written] = position
            if hasForms { unsafe result[capacity &+ written] = unsafe scratch[128 &+ place] }
        }
        return unsafe TermPositions(
            positions: UnsafeBufferPointer(start: result, count: count),
            forms: hasForms ? UnsafeBufferPointer(start: result + capacity, count: count) : nil,
            isCorrupt: false
        )
    }

    private var corrupt: TermPositions {
        unsafe TermPositions(positions: UnsafeBufferPointer(start: result, count: 0), forms: nil, isCorrupt: true)
    }

    private mutating func moveToGroup(ordinal: Int, offset: Int) {
        guard ordinal != groupOrdinal || offset != groupOffset else { return }
        groupOrdinal = ordinal
        groupOffset = offset
        groupLength = 0
        isDecoded = false
    }

    /// Makes the group that holds occurrence `ordinal` the decoded one.
    private mutating func loadGroup(of ordinal: Int) -> Bool {
        while ordinal &- groupOrdinal >= 128 {
            guard measureGroup() else { return false }
            moveToGroup(ordinal: groupOrdinal &+ 128, offset: groupOffset &+ groupLength)
        }
        if isDecoded { return true }
        guard ordinal >= groupOrdinal, measureGroup() else { return false }
        let count = min(128, total &- groupOrdinal)
        let base = unsafe bytes.base + (start &+ groupOffset)
        let first = unsafe PackedRun.decode(base, available: groupLength, count: count, into: scratch)
        guard first > 0 else { return false }
        if hasForms,
            unsafe PackedRun.decode(base + first, available: groupLength &- first, count: count, into: scratch + 128)
                < 0
        {
            return false
        }
        isDecoded = true
        return true
    }

    /// Finds the group's length, and verifies its bytes.
    private mutating func measureGroup() -> Bool {
        if groupLength > 0 { return true }
        let offset = start &+ groupOffset
        let count = min(128, total &- groupOrdinal)
        let available = bytes.contentEnd &- offset
        // A group is never longer than this, so that one check of the pages covers it.
        guard count > 0, offset >= start, available > 0, bytes.isSound(offset, min(available, 2_600)) else {
            return false
        }
        let base = unsafe bytes.base + offset
        let reach = min(available, 2_600)
        var length = unsafe PackedRun.length(base, available: reach, count: count)
        guard length > 0 else { return false }
        if hasForms {
            let forms = unsafe PackedRun.length(base + length, available: reach &- length, count: count)
            guard forms > 0 else { return false }
            length &+= forms
        }
        groupLength = length
        return true
    }

    private mutating func reserve(_ count: Int) -> Bool {
        guard count > capacity else { return true }
        // Occurrences of one document can't exceed what the list holds, which the dictionary's entry bounds.
        guard count <= total, total <= 1 << 28 else { return false }
        capacity = max(count, 2 * capacity)
        unsafe result = unsafe arena.take(2 * capacity)
        return true
    }
}
