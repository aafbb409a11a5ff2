import HZStorage

/// Looks up terms of a segment: a binary search over the block index in the mapped file, then a scan of one block of
/// 32 entries. Opening reads the trailer only. Safe for many threads.
final class TermDictionaryReader: Sendable {
    static let kind = FileKind("TERM")
    static let format: UInt16 = 1

    let file: EnvelopedFile
    let termCount: Int
    let formCount: Int
    let blockCount: Int
    private let indexOffset: Int

    init(file: EnvelopedFile) throws(IndexError) {
        self.file = file
        let values = try storage { () throws(StorageError) -> [Int] in
            let length = TermDictionaryWriter.trailerLength
            var reader = try file.reader(at: file.contentEnd - length, count: length)
            var values: [Int] = []
            for _ in 0..<4 { values.append(Int(clamping: try reader.readUInt64())) }
            let isSound =
                values[3] <= file.contentEnd / 16 && values[2] >= Envelope.headerLength
                && values[2] <= file.contentEnd && values[2] + 16 * values[3] + length == file.contentEnd
            guard isSound else { throw reader.corrupt(.value("trailer")) }
            return values
        }
        termCount = values[0]
        formCount = values[1]
        indexOffset = values[2]
        blockCount = values[3]
    }

    /// The term of a field, or nil.
    func find(_ field: Field, _ term: some Collection<UInt8>) throws(IndexError) -> TermInfo? {
        let key = [field.rawValue] + term
        var iterator = try iterator(from: key)
        guard try iterator.next(), iterator.key == key else { return nil }
        return iterator.info
    }

    /// The terms that a form belongs to, other than itself.
    func terms(ofForm form: [UInt8], field: Field) throws(IndexError) -> [[UInt8]] {
        let key = [field.rawValue | TermDictionaryWriter.formFlag] + form
        var iterator = try iterator(from: key)
        guard try iterator.next(), iterator.key == key else { return [] }
        return try terms(of: iterator)
    }

    /// The terms of the form entry at which an iterator stands.
    func terms(of iterator: TermIterator) throws(IndexError) -> [[UInt8]] {
        let place = iterator.formTerms
        let table = try readForms(at: place.offset, length: place.length, base: Array(iterator.key.dropFirst()))
        return (0..<table.count).map { Array(table[$0]) }
    }

    /// The forms of a term, in the order of their ids; empty where the term is its only form.
    func forms(of info: TermInfo, term: [UInt8]) throws(IndexError) -> FormTable {
        guard info.formCount > 0 else { return FormTable() }
        let table = try readForms(at: info.formsOffset, length: info.formsLength, base: term)
        guard table.count == info.formCount else {
            throw .storage(.corrupt(file: file.name, offset: info.formsOffset, fact: .value("form count")))
        }
        return table
    }

    /// An iterator before the first entry whose key is not below `key`.
    func iterator(from key: [UInt8]) throws(IndexError) -> TermIterator {
        let prefix = TermDictionaryWriter.prefix(of: key)
        // The last block whose first key may be at or below the key.
        var low = 0
        var high = blockCount
        while high - low > 1 {
            let middle = (low + high) / 2
            let first = try indexEntry(middle).prefix
            var isBelow = first < prefix
            if first == prefix { isBelow = try !firstKeyExceeds(key, block: middle) }
            if isBelow { low = middle } else { high = middle }
        }
        var iterator = TermIterator(self, block: low)
        try iterator.skip(to: key)
        return iterator
    }

    /// The bytes of a block's entries.
    func reader(ofBlock block: Int) throws(IndexError) -> ByteReader {
        let start = try indexEntry(block).offset
        let end = block + 1 < blockCount ? try indexEntry(block + 1).offset : indexOffset
        guard start >= Envelope.headerLength, start <= end, end <= indexOffset else {
            throw .storage(.corrupt(file: file.name, offset: indexOffset + 16 * block, fact: .value("block offset")))
        }
        return try storage { () throws(StorageError) in try file.reader(at: start, count: end - start) }
    }

    /// How many entries a block has: all but the last are full.
    func entryCount(ofBlock block: Int) -> Int {
        guard block + 1 == blockCount else { return TermDictionaryWriter.blockLength }
        return termCount &+ formCount &- TermDictionaryWriter.blockLength &* block
    }

    private func indexEntry(_ block: Int) throws(IndexError) -> (prefix: UInt64, offset: Int) {
        let offset = indexOffset + 16 * block
        return try storage { () throws(StorageError) in
            try file.verify(offset, 16)
            let base = unsafe file.verifier.base + offset
            let prefix = unsafe UInt64(littleEndian: base.loadUnaligned(as: UInt64.self))
            let place = unsafe UInt64(littleEndian: base.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
            return (prefix, Int(clamping: place))
        }
    }

    private func firstKeyExceeds(_ key: [UInt8], block: Int) throws(IndexError) -> Bool {
        var iterator = TermIterator(self, block: block)
        guard try iterator.next() else { return true }
        return key.lexicographicallyPrecedes(iterator.key)
    }

    private func readForms(at offset: Int, length: Int, base: [UInt8]) throws(IndexError) -> FormTable {
        try storage { () throws(StorageError) in
            var reader = try file.reader(at: offset, count: length)
            var table = FormTable()
            while reader.remaining > 0 {
                let shared = try reader.readCount(upTo: base.count)
                let suffix = unsafe try reader.readSizedBytes()
                unsafe table.append(base.prefix(shared) + Array(suffix))
            }
            return table
        }
    }
}
