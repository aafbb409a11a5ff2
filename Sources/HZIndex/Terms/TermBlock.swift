import HZStorage

/// One verified block of a term dictionary, lent by its file; the grammar stands at `TermDictionaryWriter`. Its bytes
/// may be malformed: readers say so in the end.
@safe struct TermBlock {
    /// How many entries it has.
    let count: Int
    /// The first byte of all keys.
    let first: UInt8
    /// The keys, and the metas after them.
    var keys: LentBytes
    var metas: LentBytes
    /// Whether the header made sense.
    let isValid: Bool
    /// Where the next entry's tail lies, and where all end: offsets in the file.
    private var tail: Int
    private let end: Int
    private var lastPostings = 0
    private var lastPositions = 0

    /// Reads the header of the block at `offset..<end` of a file.
    init(_ base: UnsafeRawPointer, from offset: Int, to end: Int) {
        var header = unsafe LentBytes(base, from: offset, to: end)
        count = Int(header.byte())
        first = header.byte()
        let keysLength = header.count(upTo: end &- offset)
        let metasLength = header.count(upTo: end &- offset)
        let start = header.offset
        isValid = header.isValid && count > 0 && keysLength &+ metasLength <= end &- start
        let split = isValid ? start &+ keysLength : start
        unsafe keys = LentBytes(base, from: start, to: split)
        tail = isValid ? split &+ metasLength : split
        unsafe metas = LentBytes(base, from: split, to: tail)
        self.end = end
    }

    /// The field of a term block; nil for forms, and for fields that are not known.
    var field: Field? { Field(rawValue: first) }

    /// The next entry's meta of a term block; nil when it is malformed.
    mutating func nextTerm(_ field: Field) -> TermInfo? {
        let code = metas.count(upTo: Int(Int32.max) << 2 | 3)
        let isPositional = field.isPositional
        var info = TermInfo(field: field, documentFrequency: UInt32(truncatingIfNeeded: code >> 2), occurrences: 0)
        let isOnly = info.documentFrequency == 1
        info.occurrences = UInt64(info.documentFrequency)
        if code & 1 != 0 {
            info.occurrences &+= UInt64(truncatingIfNeeded: metas.count(upTo: Int(UInt32.max)))
            if isOnly { info.onlyExtra = UInt32(truncatingIfNeeded: metas.count(upTo: Int(Int32.max))) }
        }
        if isOnly {
            info.onlyDocument = UInt32(truncatingIfNeeded: metas.count(upTo: Int(Int32.max)))
        } else {
            lastPostings &+= metas.count(upTo: TermFormat.largestOffset)
            info.postingsOffset = lastPostings
            info.blocksLength = metas.count(upTo: Int(UInt32.max))
        }
        if isPositional {
            lastPositions &+= metas.count(upTo: TermFormat.largestOffset)
            info.positionsOffset = lastPositions
        }
        if code & 2 != 0 {
            guard let tail = nextTail() else { return nil }
            info.formsOffset = tail.offset
            info.formsLength = tail.length
        }
        return metas.isValid ? info : nil
    }

    /// Passes over the next entries' metas of a term block; false when they are malformed.
    mutating func skipTerms(_ count: Int, _ field: Field) -> Bool {
        let isPositional = field.isPositional
        // Copies stay in registers.
        var (metas, postings, positions, tail) = (metas, lastPostings, lastPositions, tail)
        for _ in 0..<count {
            let code = metas.varint()
            let isOnly = code >> 2 == 1
            if code & 1 != 0 {
                _ = metas.varint()
                if isOnly { _ = metas.varint() }
            }
            if isOnly {
                _ = metas.varint()
            } else {
                postings &+= metas.count(upTo: TermFormat.largestOffset)
                _ = metas.varint()
            }
            if isPositional { positions &+= metas.count(upTo: TermFormat.largestOffset) }
            if code & 2 != 0 { tail &+= metas.count(upTo: Int(Int32.max)) }
        }
        (self.metas, lastPostings, lastPositions, self.tail) = (metas, postings, positions, tail)
        return metas.isValid && tail <= end
    }

    /// Where the next entry's tail lies; nil when that is malformed.
    mutating func nextTail() -> (offset: Int, length: Int)? {
        let length = metas.count(upTo: end &- tail)
        defer { tail &+= length }
        return metas.isValid ? (tail, length) : nil
    }

    /// Passes over the keys below `target` (a key without its first byte); the place of the first that is not, and
    /// whether it equals the target; nil when the keys are malformed.
    mutating func lowerBound(_ target: UnsafeRawBufferPointer) -> (place: Int, isEqual: Bool)? {
        // How many bytes the last key below the target shares with it: keys ascend, so a key that shares fewer bytes
        // with that one is above the target, and one that shares more is below.
        var matched = 0
        for place in 0..<count {
            let (shared, suffix) = keys.sharedAndSuffix(upTo: Int(Int32.max))
            let bytes = unsafe keys.pointer
            guard keys.skip(suffix) else { return nil }
            if shared < matched { return (place, false) }
            guard shared == matched else { continue }
            var same = 0
            let most = min(suffix, target.count &- matched)
            while same < most,
                unsafe bytes.load(fromByteOffset: same, as: UInt8.self) == target[matched &+ same]
            { same &+= 1 }
            matched &+= same
            if matched == target.count { return (place, same == suffix) }
            if same < suffix, unsafe bytes.load(fromByteOffset: same, as: UInt8.self) > target[matched] {
                return (place, false)
            }
        }
        return keys.isValid ? (count, false) : nil
    }
}
