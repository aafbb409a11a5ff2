import HZStorage

/// Walks the keys of one kind of entry of a term dictionary, forwards only and by leaps: values are decoded for those
/// that are asked for.
struct TermKeyScanner {
    /// The present key without its first byte. Valid after `next` or `seek` returned true.
    private(set) var key: [UInt8] = []

    private let dictionary: TermDictionaryReader
    private let first: UInt8
    /// The keys of the block being read, its number (-1 before the first), how many it has, and the present one's place.
    private var keys: LentBytes
    private var number = -1
    private var count = 0
    private var place = 0
    /// How many bytes the present key shares with the one before; -1 for the first of a block.
    private var shared = -1

    /// A scanner of the keys that begin with a byte, before their first.
    init(_ dictionary: TermDictionaryReader, first: UInt8) {
        self.dictionary = dictionary
        self.first = first
        keys = unsafe LentBytes(dictionary.file.verifier.base, from: 0, to: 0)
    }

    /// Moves to the next key; false at the end.
    mutating func next() throws(IndexError) -> Bool {
        if number < 0 { return try open(try dictionary.blockNumber(of: [], after: first)) }
        guard place + 1 < count else { return try open(number + 1) }
        place += 1
        try readKey()
        return true
    }

    /// Moves forward to the first key that is not below `target`; false at the end.
    mutating func seek(_ target: [UInt8]) throws(IndexError) -> Bool {
        var isHere = number >= 0
        if isHere { isHere = try dictionary.isBelow(target, after: first, block: number + 1) }
        if !isHere {
            let found = try dictionary.blockNumber(of: target, after: first)
            if found > number {
                guard try open(found) else { return false }
            }
        }
        // How many bytes the last key below the target shares with it: a key that shares more with that one is below the
        // target too, one that shares fewer is above.
        var matched = 0
        shared = -1
        while true {
            if shared <= matched {
                if shared < 0 { matched = 0 } else if shared < matched { return true }
                let most = min(key.count, target.count)
                while matched < most, key[matched] == target[matched] { matched += 1 }
                if matched == target.count || matched < key.count && key[matched] > target[matched] { return true }
            }
            guard try next() else { return false }
        }
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
            let block = try dictionary.block(number)
            if block.first > first { break }
            if block.first == first {
                keys = block.keys
                count = block.count
                place = 0
                key.removeAll(keepingCapacity: true)
                try readKey()
                shared = -1
                return true
            }
            number += 1
        }
        number = dictionary.blockCount
        count = 0
        place = 0
        return false
    }

    private mutating func readKey() throws(IndexError) {
        let (same, suffix) = keys.sharedAndSuffix(upTo: key.count)
        let bytes = unsafe keys.pointer
        guard same <= key.count, keys.skip(suffix) else { throw dictionary.malformed(number) }
        key.removeLast(key.count - same)
        unsafe key.append(contentsOf: UnsafeRawBufferPointer(start: bytes, count: suffix))
        shared = same
    }
}
