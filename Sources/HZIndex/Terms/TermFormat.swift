/// The numbers of the term dictionary's grammar, which stands at `TermDictionaryWriter`, and how it codes keys.
enum TermFormat {
    /// Entries of a full block: a smaller one makes look-ups faster and the block index larger.
    static let blockLength = 16
    static let trailerLength = 40
    /// What the trailer of format 1 lacks.
    static let trailerGrowth = 8
    /// Set in the first byte of the key of a form entry.
    static let formFlag: UInt8 = 0x80
    /// The numbers below this have room in half a byte.
    static let nibble = 15
    /// No offset in a file is larger, so that sums of a block's offsets can't overflow.
    static let largestOffset = 1 << 48

    /// The first eight bytes of a key as a number that compares as they do.
    static func prefix(of key: some Sequence<UInt8>) -> UInt64 {
        var value: UInt64 = 0
        var count = 0
        for byte in key.prefix(8) {
            value = value << 8 | UInt64(byte)
            count += 1
        }
        return count == 0 ? 0 : value << UInt64(8 * (8 - count))
    }

    /// How many bytes two keys share from their beginning.
    static func sharedCount(_ bytes: some Sequence<UInt8>, _ others: some Sequence<UInt8>) -> Int {
        var count = 0
        var other = others.makeIterator()
        for byte in bytes {
            guard byte == other.next() else { break }
            count += 1
        }
        return count
    }

    /// Appends bytes as what they share with others and what follows.
    static func append(_ bytes: some Collection<UInt8>, after others: some Collection<UInt8>, to out: inout [UInt8]) {
        let shared = sharedCount(bytes, others)
        let suffix = bytes.count - shared
        out.append(UInt8(min(shared, nibble) << 4 | min(suffix, nibble)))
        if shared >= nibble { Varint.append(UInt64(shared - nibble), to: &out) }
        if suffix >= nibble { Varint.append(UInt64(suffix - nibble), to: &out) }
        out.append(contentsOf: bytes.dropFirst(shared))
    }
}

extension LentBytes {
    /// Reads the two lengths of bytes that `TermFormat.append` wrote; the suffix follows.
    @inline(__always)
    mutating func sharedAndSuffix(upTo limit: Int) -> (shared: Int, suffix: Int) {
        let code = Int(byte())
        var shared = code &>> 4
        var suffix = code & TermFormat.nibble
        if shared == TermFormat.nibble { shared &+= count(upTo: limit) }
        if suffix == TermFormat.nibble { suffix &+= count(upTo: remaining) }
        return (shared, suffix)
    }
}
