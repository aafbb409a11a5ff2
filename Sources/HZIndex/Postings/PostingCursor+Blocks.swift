import CHZKernels
import HZStorage

/// Finding and decoding blocks.
extension PostingCursor {
    /// Occurrences of the decoded block.
    @usableFromInline
    var counts: UnsafeMutablePointer<UInt32> { unsafe documents + Self.documentsLength }
    /// Extra weights, and the sums of both.
    private var extras: UnsafeMutablePointer<UInt32> { unsafe counts + PostingFormat.blockLength }
    private var sums: UnsafeMutablePointer<UInt32> { unsafe counts + 2 * PostingFormat.blockLength }

    /// Where the positions of the decoded block begin: how many come before, and the offset of their group.
    var blockStart: (ordinal: Int, groupOffset: Int) {
        guard blockCount > 1, decodedBlock >= 0, decodedBlock < blockCount else { return (0, 0) }
        let place = PostingFormat.plainSkipLength &* (blockCount &+ decodedBlock)
        let groupOffset: UInt32 = unsafe load(skips, place)
        let ordinal: UInt32 = unsafe load(skips, place &+ 4)
        return (Int(ordinal), Int(groupOffset))
    }

    // MARK: Moving

    /// Moves to the first document at or after `target`, which is before `decodedEnd`.
    @usableFromInline
    mutating func search(_ target: UInt32) {
        // In dense lists the target is one of the next few.
        for place in max(index, 0)..<max(index, 0) &+ 5 where unsafe documents[place] >= target {
            return take(place)
        }
        take(unsafe Int(hz_lower_bound128(documents, target)))
    }

    @inline(__always)
    private mutating func take(_ place: Int) {
        index = place
        unsafe present = documents[place]
    }

    @usableFromInline
    mutating func seekAcross(_ target: UInt32) -> UInt32 {
        guard target < documentCount else { return end() }
        // Blocks that `seekBlock` passed over need not be looked at again.
        var found = decodedBlock &+ 1
        if block > found, block < blockCount, last(of: block &- 1) < target { found = block }
        found = firstBlock(from: found, reaching: target)
        guard found < blockCount, decode(found), target < decodedEnd else { return end() }
        search(target)
        return present
    }

    @usableFromInline
    mutating func nextBlock() -> UInt32 {
        guard decodedBlock &+ 1 < blockCount, decode(decodedBlock &+ 1) else { return end() }
        index = 0
        present = unsafe documents[0]
        return present
    }

    /// Finds which of `count` ascending documents the list holds, none of them before the present one: writes which they
    /// are, with their weighted frequencies unless `needsFrequencies` is false; both have room for `count`. Moves to the
    /// first document at or after the last of them. Returns how many were found.
    public mutating func select(
        _ wanted: UnsafePointer<UInt32>,
        count wantedCount: Int,
        needsFrequencies: Bool,
        into which: UnsafeMutablePointer<UInt32>,
        _ frequencies: UnsafeMutablePointer<UInt32>
    ) -> Int {
        var found = 0
        var start = 0
        while start < wantedCount {
            if unsafe wanted[start] >= decodedEnd, unsafe seekAcross(wanted[start]) == Self.exhausted { break }
            var end = start &+ 1
            while end &+ 16 < wantedCount, unsafe wanted[end &+ 16] < decodedEnd { end &+= 16 }
            while end < wantedCount, unsafe wanted[end] < decodedEnd { end &+= 1 }
            let first = UInt32(truncatingIfNeeded: max(index, 0))
            let (ids, places) = unsafe (which + found, frequencies + found)
            let added = unsafe Int(hz_intersect128(wanted + start, end &- start, documents, first, ids, places))
            if needsFrequencies, added > 0, !hasFrequencies { decodeFrequencies() }
            for place in 0..<added {
                unsafe ids[place] &+= UInt32(truncatingIfNeeded: start)
                if needsFrequencies { unsafe places[place] = weighted[Int(places[place])] }
            }
            found &+= added
            start = end
            search(unsafe wanted[end &- 1])
        }
        return found
    }

    @usableFromInline
    mutating func moveBlock(_ target: UInt32) {
        guard block < blockCount else { return }
        if blockCount == 1 {
            guard decodedBlock == 0 || decode(0) else { return }
            if target > lastOfBlock { block = 1 }
        } else {
            block = firstBlock(from: max(block, 0), reaching: target)
        }
        guard block < blockCount else { return lastOfBlock = Self.exhausted }
        if blockCount > 1 { lastOfBlock = last(of: block) }
    }

    /// The first block from `start` on whose last document is at or after `target`: by galloping, then halving.
    private func firstBlock(from start: Int, reaching target: UInt32) -> Int {
        guard start < blockCount, blockCount > 1, last(of: start) < target else { return start }
        var low = start
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
        return high
    }

    mutating func end() -> UInt32 {
        block = blockCount
        lastOfBlock = Self.exhausted
        decodedBlock = blockCount
        decodedEnd = 0
        count = 0
        index = -1
        unsafe documents[0] = Self.exhausted
        present = Self.exhausted
        return present
    }

    // MARK: The skip table

    @inline(__always)
    func last(of block: Int) -> UInt32 { unsafe load(skips, 4 &* block) }

    @inline(__always)
    private func offset(of block: Int) -> Int {
        guard block < blockCount else { return listLength }
        let offset: UInt32 = unsafe load(skips, 4 &* (blockCount &+ block))
        return Int(offset)
    }

    @inline(__always)
    func load<Value: FixedWidthInteger & BitwiseCopyable>(_ base: UnsafeRawPointer, _ offset: Int) -> Value {
        unsafe Value(littleEndian: base.loadUnaligned(fromByteOffset: offset, as: Value.self))
    }

    @usableFromInline
    func impacts(at offset: Int) -> UInt64 { unsafe load(skips, offset) }

    // MARK: Decoding

    /// Decodes the documents of a block; false when it is malformed.
    private mutating func decode(_ number: Int) -> Bool {
        let previous = number > 0 ? last(of: number &- 1) : .max
        // Unless the skip table ascends, documents would not.
        guard number == 0 || previous < documentCount && previous &+ 1 >= decodedEnd else {
            return malformed(at: listOffset &+ listLength, "skip table")
        }
        let start = blockCount > 1 ? offset(of: number) : 0
        let end = blockCount > 1 ? offset(of: number &+ 1) : listLength
        guard start <= end, end <= listLength, postings.isSound(listOffset &+ start, end &- start) else {
            return malformed(at: listOffset &+ start, count: end &- start, "posting block")
        }
        count = min(documentFrequency &- number &* PostingFormat.blockLength, PostingFormat.blockLength)
        let bytes = unsafe postings.base + (listOffset &+ start)
        let isDecoded =
            count == PostingFormat.blockLength
            ? unsafe decodeFull(bytes, end &- start, previous)
            : unsafe decodeTail(bytes, end &- start, previous)
        let last = unsafe documents[count &- 1]
        guard isDecoded, last < documentCount, blockCount == 1 || last == self.last(of: number) else {
            return malformed(at: listOffset &+ start, "posting block")
        }
        frequenciesEnd = listOffset &+ end
        take(block: number, last: last)
        return true
    }

    @inline(__always)
    private mutating func take(block number: Int, last: UInt32) {
        decodedBlock = number
        decodedEnd = last &+ 1
        index = -1
        if number >= block {
            block = number
            lastOfBlock = last
        }
    }

    private mutating func decodeFull(_ bytes: UnsafeRawPointer, _ length: Int, _ previous: UInt32) -> Bool {
        guard length > 0 else { return false }
        let width = unsafe Int(bytes.load(as: UInt8.self))
        let packed = 1 &+ PackedRun.packedLength(PostingFormat.blockLength, width)
        guard width <= 32, packed <= length else { return false }
        unsafe hz_unpack128_ascending(bytes + 1, UInt32(truncatingIfNeeded: width), previous, documents)
        hasFrequencies = false
        frequenciesOffset = unsafe bytes - postings.base &+ packed
        // 128 gaps of up to 24 bits can't pass 2^32 together with a document number; wider ones may wrap.
        guard width > 24 else { return true }
        var ascends = unsafe documents[0] > previous || previous == .max
        for place in 1..<PostingFormat.blockLength {
            ascends = unsafe ascends && documents[place] > documents[place &- 1]
        }
        return ascends
    }

    private mutating func decodeTail(_ bytes: UnsafeRawPointer, _ length: Int, _ previous: UInt32) -> Bool {
        var reader = unsafe LentBytes(bytes, from: 0, to: length)
        var next = UInt64(previous &+ 1)
        var isWeighted = false
        for place in 0..<count {
            let code = reader.varint()
            next &+= code &>> 1
            guard next < UInt64(documentCount) else { return false }
            unsafe documents[place] = UInt32(truncatingIfNeeded: next)
            next &+= 1
            let more = code & 1 == 0 ? reader.varint() : 0
            let extra = more & 1 == 1 ? reader.varint() : 0
            unsafe counts[place] = UInt32(truncatingIfNeeded: more &>> 1) &+ 1
            unsafe extras[place] = UInt32(truncatingIfNeeded: extra)
            isWeighted = isWeighted || extra > 0
        }
        unsafe (documents + count).update(repeating: Self.exhausted, count: Self.documentsLength &- count)
        finishFrequencies(isWeighted: isWeighted)
        return reader.isValid
    }

    @usableFromInline
    mutating func decodeFrequencies() {
        guard decodedBlock >= 0, decodedBlock < blockCount else { return }
        let bytes = unsafe postings.base + frequenciesOffset
        let length = frequenciesEnd &- frequenciesOffset
        var isWeighted = false
        unsafe counts.update(repeating: 1, count: PostingFormat.blockLength)
        if hasFrequency {
            // The block's bytes were verified when its documents were decoded.
            let first = unsafe PackedRun.decode(bytes, available: length, count: count, into: counts)
            let rest = length &- first
            let second =
                unsafe first < 0 ? -1 : PackedRun.decode(bytes + first, available: rest, count: count, into: extras)
            if second < 0 {
                fail(at: frequenciesOffset, count: length, "frequencies")
                unsafe counts.update(repeating: 0, count: PostingFormat.blockLength)
            } else {
                isWeighted = unsafe second > 1 || (bytes + first).load(as: UInt8.self) != 0
            }
            for place in 0..<PostingFormat.blockLength { unsafe counts[place] &+= 1 }
        }
        finishFrequencies(isWeighted: isWeighted)
    }

    private mutating func finishFrequencies(isWeighted: Bool) {
        hasFrequencies = true
        unsafe weighted = isWeighted ? sums : counts
        guard isWeighted else { return }
        for place in 0..<PostingFormat.blockLength { unsafe sums[place] = counts[place] &+ extras[place] }
    }

    /// The list of a term that has one document lies in the dictionary.
    mutating func takeOnlyDocument(_ info: TermInfo) {
        guard info.onlyDocument < documentCount else { return fail(at: listOffset, count: 0, "document") }
        unsafe documents[0] = info.onlyDocument
        unsafe counts[0] = UInt32(clamping: info.occurrences)
        unsafe extras[0] = info.onlyExtra
        unsafe sums[0] = counts[0] &+ info.onlyExtra
        unsafe weighted = sums
        hasFrequencies = true
        count = 1
        take(block: 0, last: info.onlyDocument)
    }

    /// The bound of a list of one block, from what is decoded of it.
    @usableFromInline
    mutating func boundOfShortList() -> Impacts {
        guard hasFrequency else { return Impacts(frequency: 1, norm: 0) }
        if let shortBound { return shortBound }
        guard let norms = unsafe norms, decodedBlock == 0 || decodedBlock < 0 && decode(0) else { return .unbounded }
        if !hasFrequencies { decodeFrequencies() }
        var (frequency, norm): (UInt32, UInt8) = (0, .max)
        for place in 0..<count {
            frequency = unsafe max(frequency, weighted[place])
            norm = unsafe min(norm, norms[Int(documents[place])])
        }
        let bound = Impacts(frequency: frequency, norm: norm)
        shortBound = bound
        return bound
    }

    // MARK: Failing

    private mutating func malformed(at offset: Int, count: Int = 0, _ sense: String) -> Bool {
        fail(at: offset, count: count, sense)
        return false
    }

    /// Notes what is wrong; the caller ends the list.
    @inline(never)
    mutating func fail(at offset: Int, count: Int, _ sense: String) {
        fail(segment.postings, at: offset, count: count, sense)
    }

    /// Notes what is wrong with a file, and ends the list.
    @inline(never)
    mutating func fail(_ file: EnvelopedFile, at offset: Int, count: Int, _ sense: String) {
        isCorrupt = true
        if arena.failure == nil { arena.failure = Self.failure(of: file, at: offset, count: count, sense) }
        _ = end()
    }

    /// What is wrong with bytes that could not be used: a checksum, or, where that is right, their sense.
    private static func failure(of file: EnvelopedFile, at offset: Int, count: Int, _ sense: String) -> IndexError {
        let start = min(max(0, offset), file.contentEnd)
        do throws(StorageError) {
            try file.verify(start, min(max(0, count), file.contentEnd - start))
        } catch {
            return .storage(error)
        }
        return .storage(.corrupt(file: file.name, offset: offset, fact: .value(sense)))
    }
}
