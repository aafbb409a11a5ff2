import HZStorage

/// Walks the keys of one kind of entry of a term dictionary, forwards only and by leaps: keys that are passed over are
/// compared where they lie, values are decoded for those that are asked for.
@safe struct TermKeyScanner: ~Copyable {
    /// Longer keys are known by so many bytes: whoever leaps does so to shorter ones.
    static let longestKey = 320

    /// The present key without its first byte, at most `longestKey` bytes of it, and how long it is. Valid after `next` or
    /// `seek` returned true.
    let key: UnsafeMutablePointer<UInt8>
    private(set) var length = 0

    private let dictionary: TermDictionaryReader
    private let first: UInt8
    /// The first key of each block as a number.
    private let prefixes: UnsafeRawPointer
    /// The keys of the block being read, its number, how many it has, and the present one's place.
    private var keys: LentBytes
    private var number: Int
    private var count = 0
    private var place = -1

    /// A scanner of the keys that begin with a byte, before their first.
    init(_ dictionary: TermDictionaryReader, first: UInt8) throws(IndexError) {
        self.dictionary = dictionary
        self.first = first
        try dictionary.verifyIndex()
        number = try dictionary.blockNumber(of: [], after: first) - 1
        unsafe prefixes = dictionary.prefixes
        keys = unsafe LentBytes(dictionary.file.verifier.base, from: 0, to: 0)
        unsafe key = .allocate(capacity: Self.longestKey)
    }

    deinit { unsafe key.deallocate() }

    /// Whether the present key is these bytes, at most `longestKey`.
    @inline(__always)
    func isKey(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        guard count == length else { return false }
        return unsafe sharedBytes(key, bytes, upTo: count) == count
    }

    /// Whether the present key is below all keys that begin with these bytes.
    @inline(__always)
    func isBefore(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        let length = min(length, Self.longestKey)
        let shared = unsafe sharedBytes(key, bytes, upTo: min(length, count))
        return unsafe shared < count && (shared == length || key[shared] < bytes[shared])
    }

    /// Moves to the next key; false at the end.
    mutating func next() throws(IndexError) -> Bool {
        guard place + 1 < count else { return try openNext() }
        place += 1
        try readKey()
        return true
    }

    /// Moves forward to the first key that is not below a target above the present key, of at most `longestKey` bytes;
    /// false at the end.
    mutating func seek(_ target: UnsafePointer<UInt8>, _ targetLength: Int) throws(IndexError) -> Bool {
        // How many bytes the last key below the target shares with it: a key that shares more with that one is below the
        // target too, one that shares fewer is above.
        var matched = 0
        let found = unsafe try block(of: target, targetLength)
        if found > number || place < 0 {
            number = max(found, number + (place < 0 ? 1 : 0)) - 1
            guard try openBlock() else { return false }
        } else {
            unsafe matched = sharedBytes(key, target, upTo: min(length, targetLength, Self.longestKey))
        }
        while place + 1 < count {
            let (shared, suffix) = keys.sharedAndSuffix(upTo: Int(Int32.max))
            let bytes = unsafe keys.pointer
            guard keys.skip(suffix) else { throw dictionary.malformed(number) }
            place += 1
            if shared > matched { continue }
            if shared == matched {
                let most = min(suffix, targetLength - matched)
                let same = unsafe sharedBytes(bytes.assumingMemoryBound(to: UInt8.self), target + matched, upTo: most)
                matched += same
                if matched < targetLength {
                    if same == suffix { continue }
                    if unsafe bytes.load(fromByteOffset: same, as: UInt8.self) < target[matched] { continue }
                }
            }
            unsafe key.update(from: target, count: shared)
            unsafe setKey(bytes, shared: shared, suffix: suffix)
            return true
        }
        // Keys of a later block are above the target.
        return try openNext()
    }

    /// What the present entry, a term's, says of it.
    func info() throws(IndexError) -> TermInfo {
        guard let field = Field(rawValue: first) else { throw dictionary.malformed(number) }
        return try dictionary.term(at: place, ofBlock: number, field)
    }

    /// The terms of the present entry, a form's, whose key is `form`.
    func terms(of form: [UInt8]) throws(IndexError) -> [[UInt8]] {
        try dictionary.terms(ofForm: form, at: place, ofBlock: number)
    }

    /// The last block that may have the target, the present one or a later one.
    @inline(__always)
    private func block(of target: UnsafePointer<UInt8>, _ length: Int) throws(IndexError) -> Int {
        var prefix = UInt64(first) << 56
        for index in 0..<min(7, length) { unsafe prefix |= UInt64(target[index]) << UInt64(48 - 8 * index) }
        // By galloping: doubled steps to one that is not below, then between the last two.
        var low = number + 1
        let end = dictionary.blockCount
        guard low < end, self.prefix(low) <= prefix else { return number }
        var step = 1
        while low + step < end, self.prefix(low + step) < prefix {
            low += step
            step *= 2
        }
        low = lowerBound(in: low..<min(low + step, end)) { self.prefix($0) < prefix }
        guard low < end, self.prefix(low) == prefix else { return low - 1 }
        let bytes = unsafe UnsafeRawBufferPointer(start: target, count: length)
        return unsafe max(number, try dictionary.blockNumber(of: bytes, after: first))
    }

    @inline(__always)
    private func prefix(_ block: Int) -> UInt64 {
        unsafe UInt64(littleEndian: prefixes.loadUnaligned(fromByteOffset: 8 * block, as: UInt64.self))
    }

    /// Moves to the first key of the block after the present one that has such keys.
    private mutating func openNext() throws(IndexError) -> Bool {
        guard try openBlock() else { return false }
        place = 0
        length = 0
        try readKey()
        return true
    }

    /// Opens the next block that has such keys, before its first key.
    private mutating func openBlock() throws(IndexError) -> Bool {
        place = -1
        while number + 1 < dictionary.blockCount {
            number += 1
            let block = try dictionary.block(number)
            if block.first > first { break }
            if block.first == first {
                keys = block.keys
                count = block.count
                return true
            }
        }
        number = dictionary.blockCount
        count = 0
        return false
    }

    private mutating func readKey() throws(IndexError) {
        let (shared, suffix) = keys.sharedAndSuffix(upTo: length)
        let bytes = unsafe keys.pointer
        guard shared <= length, keys.skip(suffix) else { throw dictionary.malformed(number) }
        unsafe setKey(bytes, shared: shared, suffix: suffix)
    }

    @inline(__always)
    private mutating func setKey(_ bytes: UnsafeRawPointer, shared: Int, suffix: Int) {
        length = shared + suffix
        guard shared < Self.longestKey else { return }
        unsafe UnsafeMutableRawPointer(key + shared).copyMemory(
            from: bytes,
            byteCount: min(suffix, Self.longestKey - shared)
        )
    }
}

/// How many bytes are the same from the first on, of so many.
@inline(__always)
func sharedBytes(_ bytes: UnsafePointer<UInt8>, _ others: UnsafePointer<UInt8>, upTo most: Int) -> Int {
    var count = 0
    while unsafe count < most && bytes[count] == others[count] { count &+= 1 }
    return count
}
