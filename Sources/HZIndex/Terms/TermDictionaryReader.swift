import HZStorage
import Synchronization

/// Looks up terms of a segment: a binary search over the block index in the mapped file, then a scan of one block.
/// Opening reads the trailer only; of the block index, a look-up verifies what it touches. The grammar stands at
/// `TermDictionaryWriter`. Safe for many threads.
@safe final class TermDictionaryReader: Sendable {
    static let kind = FileKind("TERM")
    static let format: UInt16 = 2

    let file: EnvelopedFile
    let termCount: Int
    let formCount: Int
    let blockCount: Int
    /// The least product of the frequencies of two words that are a pair; 0 where there are none.
    let leastPairProduct: UInt64
    private let indexOffset: Int
    private let isIndexVerified = Atomic(false)
    /// How many look-ups there were, about: after some the whole block index is verified, and a digest of it made.
    private let lookUps = Atomic(0)
    /// One reference is the reader's own. (`AtomicLazyReference` costs hundreds of instructions a look: it is not specialized.)
    private let digest = unsafe Atomic<Unmanaged<BlockIndexDigest>?>(nil)
    private static let fewLookUps = 64
    private let leads = Mutex<[UInt8: MixedLeads.State]>([:])

    init(file: EnvelopedFile) throws(IndexError) {
        self.file = file
        let (values, product) = try storage { () throws(StorageError) -> ([Int], UInt64) in
            let length = TermFormat.trailerLength - (file.format < Self.format ? TermFormat.trailerGrowth : 0)
            var reader = try file.reader(at: file.contentEnd - length, count: length)
            var values: [Int] = []
            for _ in 0..<4 { values.append(Int(clamping: try reader.readUInt64())) }
            let isSound =
                values[3] <= file.contentEnd / 16 && values[2] >= Envelope.headerLength
                && values[2] <= file.contentEnd && values[2] + 16 * values[3] + length == file.contentEnd
            guard isSound else { throw reader.corrupt(.value("trailer")) }
            return (values, file.format < Self.format ? 0 : try reader.readUInt64())
        }
        termCount = values[0]
        formCount = values[1]
        indexOffset = values[2]
        blockCount = values[3]
        leastPairProduct = product
    }

    deinit { unsafe digest.load(ordering: .acquiring)?.release() }

    /// The term of a field, or nil. No memory is allocated.
    func find(_ field: Field, _ term: [UInt8]) throws(IndexError) -> TermInfo? {
        guard var found = try place(of: term, after: field.rawValue), found.isEqual else { return nil }
        return try self.term(at: found.place, of: &found.block, number: found.number, field)
    }

    /// The term at a place of a block.
    func term(at place: Int, ofBlock number: Int, _ field: Field) throws(IndexError) -> TermInfo {
        var block = try block(number)
        return try term(at: place, of: &block, number: number, field)
    }

    private func term(
        at place: Int,
        of block: inout TermBlock,
        number: Int,
        _ field: Field
    ) throws(IndexError) -> TermInfo {
        guard block.skipTerms(place, field), var info = block.nextTerm(field) else { throw malformed(number) }
        if info.formsLength > 0 { info.formCount = try formCount(at: info.formsOffset, length: info.formsLength) }
        return info
    }

    /// The terms that a form belongs to, other than itself.
    func terms(ofForm form: [UInt8], field: Field) throws(IndexError) -> [[UInt8]] {
        guard var found = try place(of: form, after: field.rawValue | TermFormat.formFlag), found.isEqual else {
            return []
        }
        return try terms(ofForm: form, at: found.place, of: &found.block, number: found.number)
    }

    /// The terms of a form at a place of a block.
    func terms(ofForm form: [UInt8], at place: Int, ofBlock number: Int) throws(IndexError) -> [[UInt8]] {
        var block = try block(number)
        return try terms(ofForm: form, at: place, of: &block, number: number)
    }

    private func terms(
        ofForm form: [UInt8],
        at place: Int,
        of block: inout TermBlock,
        number: Int
    ) throws(IndexError) -> [[UInt8]] {
        for _ in 0..<place {
            guard block.nextTail() != nil else { throw malformed(number) }
        }
        guard let tail = block.nextTail() else { throw malformed(number) }
        let table = try readTail(at: tail.offset, length: tail.length, base: form, hasCount: false)
        return (0..<table.count).map { Array(table[$0]) }
    }

    /// The terms of the form entry at which an iterator stands.
    func terms(of iterator: TermIterator) throws(IndexError) -> [[UInt8]] {
        guard iterator.isForm else { return [] }
        let tail = iterator.formTerms
        let base = Array(iterator.key.dropFirst())
        let table = try readTail(at: tail.offset, length: tail.length, base: base, hasCount: false)
        return (0..<table.count).map { Array(table[$0]) }
    }

    /// The forms of a term, in the order of their ids; empty where the term is its only form.
    func forms(of info: TermInfo, term: [UInt8]) throws(IndexError) -> FormTable {
        guard info.formsLength > 0 else { return FormTable() }
        return try readTail(at: info.formsOffset, length: info.formsLength, base: term, hasCount: true)
    }

    /// An iterator before the first entry whose key is not below `key`.
    func iterator(from key: [UInt8]) throws(IndexError) -> TermIterator {
        guard let first = key.first else { return TermIterator(self, block: 0) }
        let number = try unsafe key.withUnsafeBufferPointer { bytes throws(IndexError) in
            let rest = unsafe UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: bytes.dropFirst()))
            return unsafe try blockNumber(of: rest, after: first)
        }
        var iterator = TermIterator(self, block: number)
        try iterator.skip(to: key)
        return iterator
    }

    // MARK: Blocks

    /// A block by its number.
    func block(_ number: Int) throws(IndexError) -> TermBlock {
        let isLast = number + 1 == blockCount
        try verifyIndex(blockCount + number, isLast ? 1 : 2)
        let start = offset(ofBlock: number)
        let end = isLast ? indexOffset : offset(ofBlock: number + 1)
        guard start >= Envelope.headerLength, start <= end, end <= indexOffset else {
            throw .storage(.corrupt(file: file.name, offset: indexOffset, fact: .value("block offset")))
        }
        if !file.verifier.isSound(start, end - start) {
            try storage { () throws(StorageError) in try file.verify(start, end - start) }
        }
        let block = unsafe TermBlock(file.verifier.base, from: start, to: end)
        guard block.isValid else { throw malformed(number) }
        return block
    }

    /// Which bytes above ASCII begin keys that have ASCII in them, of the keys with a first byte (see `MixedLeads`); nil when
    /// it is asked for the first time. Learned once, by walking all keys after ASCII.
    func mixedLeads(_ first: UInt8) throws(IndexError) -> UInt64? {
        let state = leads.withLock { states in
            if states[first] == nil { states[first] = .asked } else { return states[first] }
            return nil
        }
        switch state {
        case nil: return nil
        case .known(let mixed): return mixed
        case .asked:
            let mixed = try MixedLeads.read(self, first: first)
            leads.withLock { $0[first] = .known(mixed) }
            return mixed
        }
    }

    /// The first key of each block as a number, little endian, lent by the file: verified by `verifyIndex`.
    var prefixes: UnsafeRawPointer { unsafe file.verifier.base + indexOffset }

    /// Verifies the whole block index, once: for those that read `prefixes`.
    func verifyIndex() throws(IndexError) {
        if isIndexVerified.load(ordering: .relaxed) { return }
        try storage { () throws(StorageError) in try file.verify(indexOffset, 16 * blockCount) }
        isIndexVerified.store(true, ordering: .relaxed)
    }

    /// Verifies some numbers of the block index.
    @inline(__always)
    private func verifyIndex(_ first: Int, _ count: Int) throws(IndexError) {
        if isIndexVerified.load(ordering: .relaxed) || file.verifier.isSound(indexOffset + 8 * first, 8 * count) {
            return
        }
        try storage { () throws(StorageError) in try file.verify(indexOffset + 8 * first, 8 * count) }
    }

    /// What a malformed block makes a reader throw.
    func malformed(_ block: Int) -> IndexError {
        .storage(.corrupt(file: file.name, offset: offset(ofBlock: block), fact: .value("term block")))
    }

    /// How many forms the tail of a term says that it has.
    func formCount(at offset: Int, length: Int) throws(IndexError) -> Int {
        // The tail lies in the term's block, which is verified.
        var reader = unsafe LentBytes(file.verifier.base, from: offset, to: offset + length)
        let count = reader.count(upTo: length)
        guard reader.isValid, count > 0 else {
            throw .storage(.corrupt(file: file.name, offset: offset, fact: .value("form count")))
        }
        return count
    }

    private func place(
        of key: [UInt8],
        after first: UInt8
    ) throws(IndexError) -> (number: Int, block: TermBlock, place: Int, isEqual: Bool)? {
        guard blockCount > 0 else { return nil }
        return unsafe try key.withUnsafeBufferPointer { buffer throws(IndexError) in
            let bytes = UnsafeRawBufferPointer(buffer)
            let number = unsafe try blockNumber(of: bytes, after: first)
            var block = try block(number)
            guard block.first == first else { return nil }
            guard let found = unsafe block.lowerBound(bytes) else { throw malformed(number) }
            return (number, block, found.place, found.isEqual)
        }
    }

    /// The last block whose first key is at or below a key, or 0.
    func blockNumber(of key: [UInt8], after first: UInt8) throws(IndexError) -> Int {
        guard blockCount > 0 else { return 0 }
        return try unsafe key.withUnsafeBufferPointer { bytes throws(IndexError) in
            unsafe try blockNumber(of: UnsafeRawBufferPointer(bytes), after: first)
        }
    }

    func blockNumber(of key: UnsafeRawBufferPointer, after first: UInt8) throws(IndexError) -> Int {
        var prefix = UInt64(first) << 56
        for index in 0..<min(7, key.count) {
            prefix |= UInt64(unsafe key[index]) << UInt64(48 - 8 * index)
        }
        // How many blocks begin below the prefix, then which of those that begin with it are below the key.
        let digest = blockIndexDigest()
        let low = try firstBlock(within: digest?.blocks(reaching: prefix, of: blockCount), reaching: prefix)
        var high = low
        // Mostly none begins with it: the next number tells.
        if low < blockCount {
            if digest == nil { try verifyIndex(low, 1) }
            let isPrefix = number(at: indexOffset + 8 * low) == prefix
            if isPrefix {
                let next = prefix &+ 1
                high = try firstBlock(within: digest?.blocks(reaching: next, of: blockCount), reaching: next)
            }
        }
        let above = try lowerBound(in: low..<max(low, high)) { block throws(IndexError) in
            unsafe try !firstKey(of: block, isAbove: key)
        }
        return max(0, above - 1)
    }

    /// The digest of the block index, once there were some look-ups. Of an index that is not sound there is none: look-ups
    /// say what they touch.
    private func blockIndexDigest() -> BlockIndexDigest? {
        if let digest = unsafe digest.load(ordering: .acquiring) { return unsafe digest.takeUnretainedValue() }
        let count = lookUps.load(ordering: .relaxed) + 1
        lookUps.store(count, ordering: .relaxed)
        guard count == Self.fewLookUps, (try? verifyIndex()) != nil else { return nil }
        let made = BlockIndexDigest(blockCount) { number(at: indexOffset + 8 * $0) }
        let reference = unsafe Unmanaged.passRetained(made)
        // Another thread may have been first: its digest is the same.
        let isStored = unsafe digest.compareExchange(expected: nil, desired: reference, ordering: .releasing).exchanged
        if !isStored { unsafe reference.release() }
        return made
    }

    /// The first of some blocks, or of all, whose number is at or above another; the end of them for none. All numbers are
    /// verified where some blocks are given.
    @inline(__always)
    private func firstBlock(within blocks: Range<Int>?, reaching prefix: UInt64) throws(IndexError) -> Int {
        try lowerBound(in: blocks ?? 0..<blockCount) { place throws(IndexError) in
            if blocks == nil { try verifyIndex(place, 1) }
            return number(at: indexOffset + 8 * place) < prefix
        }
    }

    private func firstKey(of number: Int, isAbove key: UnsafeRawBufferPointer) throws(IndexError) -> Bool {
        var block = try block(number)
        let (_, length) = block.keys.sharedAndSuffix(upTo: 0)
        let bytes = unsafe block.keys.pointer
        guard block.keys.skip(length) else { throw malformed(number) }
        for index in 0..<min(length, key.count) {
            let byte = unsafe bytes.load(fromByteOffset: index, as: UInt8.self)
            if unsafe byte != key[index] { return unsafe byte > key[index] }
        }
        return length > key.count
    }

    private func offset(ofBlock block: Int) -> Int {
        Int(clamping: number(at: indexOffset + 8 * (blockCount + block)))
    }

    @inline(__always)
    private func number(at offset: Int) -> UInt64 {
        unsafe UInt64(littleEndian: file.verifier.base.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    private func readTail(at offset: Int, length: Int, base: [UInt8], hasCount: Bool) throws(IndexError) -> FormTable {
        var reader = unsafe LentBytes(file.verifier.base, from: offset, to: offset + length)
        var table = FormTable()
        let count = hasCount ? reader.count(upTo: length) : 0
        while reader.isValid, reader.remaining > 0 {
            let (shared, suffix) = reader.sharedAndSuffix(upTo: base.count)
            let bytes = unsafe UnsafeRawBufferPointer(start: reader.pointer, count: max(0, suffix))
            guard reader.skip(suffix), shared <= base.count else { break }
            unsafe table.append(base.prefix(shared), bytes)
        }
        guard reader.isValid, reader.remaining == 0, !hasCount || table.count == count else {
            throw .storage(.corrupt(file: file.name, offset: offset, fact: .value("forms")))
        }
        return table
    }
}
