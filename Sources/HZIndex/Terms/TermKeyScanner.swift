import HZStorage

/// Walks the keys of one kind of entry of a term dictionary, forwards only and by leaps: values are decoded for those
/// that are asked for.
struct TermKeyScanner {
    /// The present key without its first byte. Valid after `next` or `seek` returned true.
    private(set) var key: [UInt8] = []

    private let dictionary: TermDictionaryReader
    private let first: UInt8
    /// The block being read, its number, and the place of the present entry in it.
    private var block: TermBlock?
    private var number = -1
    private var place = 0

    /// A scanner of the keys that begin with a byte, before their first.
    init(_ dictionary: TermDictionaryReader, first: UInt8) {
        self.dictionary = dictionary
        self.first = first
    }

    /// Moves to the next key; false at the end.
    mutating func next() throws(IndexError) -> Bool {
        guard let count = block?.count else { return try seek([]) }
        if place + 1 < count {
            place += 1
            return try readKey()
        }
        return try open(number + 1)
    }

    /// Moves forward to the first key that is not below `target`; false at the end.
    mutating func seek(_ target: [UInt8]) throws(IndexError) -> Bool {
        var isHere = block != nil
        if isHere { isHere = try dictionary.isBelow(target, after: first, block: number + 1) }
        if !isHere {
            let found = try dictionary.blockNumber(of: target, after: first)
            if block == nil || found > number {
                guard try open(found) else { return false }
            }
        }
        while key.lexicographicallyPrecedes(target) {
            guard try next() else { return false }
        }
        return true
    }

    /// What the present entry, a term's, says of it.
    func info() throws(IndexError) -> TermInfo {
        guard let field = Field(rawValue: first) else { throw dictionary.malformed(number) }
        return try dictionary.term(at: place, ofBlock: number, field)
    }

    /// Opens a block, or the first after it that has such keys, before which there are none.
    private mutating func open(_ start: Int) throws(IndexError) -> Bool {
        number = start
        while number < dictionary.blockCount {
            let fresh = try dictionary.block(number)
            if fresh.first > first { break }
            if fresh.first == first {
                block = fresh
                place = 0
                key.removeAll(keepingCapacity: true)
                return try readKey()
            }
            number += 1
        }
        block = nil
        number = dictionary.blockCount
        return false
    }

    private mutating func readKey() throws(IndexError) -> Bool {
        let (shared, suffix) = block?.keys.sharedAndSuffix(upTo: key.count) ?? (0, 0)
        guard shared <= key.count, let bytes = unsafe block?.keys.pointer, block?.keys.skip(suffix) == true else {
            throw dictionary.malformed(number)
        }
        key.removeLast(key.count - shared)
        unsafe key.append(contentsOf: UnsafeRawBufferPointer(start: bytes, count: suffix))
        return true
    }
}
