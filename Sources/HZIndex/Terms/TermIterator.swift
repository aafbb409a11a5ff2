import HZStorage

/// Walks the entries of a term dictionary in the order of their keys.
public struct TermIterator {
    /// The present key: the field's byte and the term. Valid after `next()` returned true.
    public private(set) var key: [UInt8] = []
    /// The present term; meaningless for a form entry.
    public private(set) var info = TermInfo(field: .id, documentFrequency: 0, occurrences: 0)
    /// Offset and length of the terms of a present form entry.
    private(set) var formTerms = (offset: 0, length: 0)

    private let dictionary: TermDictionaryReader
    private var block: Int
    private var inBlock = 0
    private var reader: ByteReader?
    private var lastPostings = 0
    private var lastPositions = 0
    private var isPending = false

    /// An iterator before the first entry of a block.
    init(_ dictionary: TermDictionaryReader, block: Int) {
        self.dictionary = dictionary
        self.block = block
    }

    /// Whether the present entry is a form's.
    public var isForm: Bool { (key.first ?? 0) & TermDictionaryWriter.formFlag != 0 }

    /// Moves to the next entry; false at the end.
    public mutating func next() throws(IndexError) -> Bool {
        if isPending {
            isPending = false
            return true
        }
        while true {
            if var current = reader {
                if inBlock < dictionary.entryCount(ofBlock: block) {
                    do throws(StorageError) {
                        try readEntry(&current)
                    } catch {
                        throw .storage(error)
                    }
                    reader = current
                    inBlock += 1
                    return true
                }
                block += 1
            }
            guard block < dictionary.blockCount else {
                reader = nil
                return false
            }
            reader = try dictionary.reader(ofBlock: block)
            inBlock = 0
            lastPostings = 0
            lastPositions = 0
            key.removeAll(keepingCapacity: true)
        }
    }

    /// Moves forward to the first entry whose key is not below `target`; the next `next()` returns it.
    mutating func skip(to target: [UInt8]) throws(IndexError) {
        while try next() {
            if !key.lexicographicallyPrecedes(target) {
                isPending = true
                return
            }
        }
    }

    private mutating func readEntry(_ reader: inout ByteReader) throws(StorageError) {
        let shared = try reader.readCount(upTo: key.count)
        let suffix = unsafe try reader.readSizedBytes()
        key.removeLast(key.count - shared)
        unsafe key.append(contentsOf: suffix)
        guard let first = key.first, let field = Field(rawValue: first & ~TermDictionaryWriter.formFlag),
            key.count <= 1 << 16
        else { throw reader.corrupt(.value("key")) }
        if isForm {
            let length = try reader.readCount(upTo: reader.remaining)
            formTerms = (reader.offset, length)
            return try reader.skip(length)
        }
        try readTerm(&reader, field: field)
    }

    private mutating func readTerm(_ reader: inout ByteReader, field: Field) throws(StorageError) {
        let isPositional = field.isPositional
        info = TermInfo(field: field, documentFrequency: 0, occurrences: 0)
        info.documentFrequency = UInt32(try reader.readCount(upTo: Int(Int32.max)))
        info.occurrences = UInt64(info.documentFrequency)
        if isPositional { info.occurrences += UInt64(try reader.readCount(upTo: Int(UInt32.max))) }
        if info.documentFrequency == 1 {
            info.onlyDocument = UInt32(try reader.readCount(upTo: Int(Int32.max)))
            if isPositional { info.onlyExtra = UInt32(try reader.readCount(upTo: Int(Int32.max))) }
        } else {
            lastPostings += try reader.readCount(upTo: Int.max >> 2)
            info.blocksLength = try reader.readCount(upTo: Int(UInt32.max))
            guard lastPostings < Int.max >> 2 else { throw reader.corrupt(.value("postings offset")) }
            info.postingsOffset = lastPostings
        }
        guard isPositional else { return }
        lastPositions += try reader.readCount(upTo: Int.max >> 2)
        guard lastPositions < Int.max >> 2 else { throw reader.corrupt(.value("positions offset")) }
        info.positionsOffset = lastPositions
        info.formCount = try reader.readCount(upTo: reader.remaining)
        guard info.formCount > 0 else { return }
        info.formsLength = try reader.readCount(upTo: reader.remaining)
        info.formsOffset = reader.offset
        try reader.skip(info.formsLength)
    }
}
