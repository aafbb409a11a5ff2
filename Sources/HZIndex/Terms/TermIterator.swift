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
    /// The block to be read next, and the one being read.
    private var nextBlock: Int
    private var block: TermBlock?
    private var left = 0
    private var isPending = false

    /// An iterator before the first entry of a block.
    init(_ dictionary: TermDictionaryReader, block: Int) {
        self.dictionary = dictionary
        nextBlock = block
    }

    /// Whether the present entry is a form's.
    public var isForm: Bool { (key.first ?? 0) & TermFormat.formFlag != 0 }

    /// Moves to the next entry; false at the end.
    public mutating func next() throws(IndexError) -> Bool {
        if isPending {
            isPending = false
            return true
        }
        if left == 0 {
            guard nextBlock < dictionary.blockCount else { return false }
            let fresh = try dictionary.block(nextBlock)
            left = fresh.count
            key.removeAll(keepingCapacity: true)
            key.append(fresh.first)
            block = fresh
            nextBlock += 1
        }
        left -= 1
        guard readEntry() else { throw dictionary.malformed(nextBlock - 1) }
        if !isForm, info.formsLength > 0 {
            info.formCount = try dictionary.formCount(at: info.formsOffset, length: info.formsLength)
        }
        return true
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

    private mutating func readEntry() -> Bool {
        guard block != nil else { return false }
        let (shared, suffix) = block?.keys.sharedAndSuffix(upTo: key.count) ?? (0, 0)
        guard shared < key.count, let bytes = unsafe block?.keys.pointer, block?.keys.skip(suffix) == true else {
            return false
        }
        key.removeLast(key.count - 1 - shared)
        unsafe key.append(contentsOf: UnsafeRawBufferPointer(start: bytes, count: suffix))
        if isForm {
            guard let tail = block?.nextTail() else { return false }
            formTerms = tail
            return true
        }
        guard let field = block?.field, let term = block?.nextTerm(field) else { return false }
        info = term
        return true
    }
}
