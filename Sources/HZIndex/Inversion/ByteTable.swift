/// A set of byte strings, each with a number by its first appearance: open addressing over 64-bit hashes, the bytes in
/// one pool. Grows by doubling; no memory is taken for a string that is known.
@safe struct ByteTable: ~Copyable {
    private var slots: UnsafeMutablePointer<UInt64>
    private var mask: Int
    private var starts: UnsafeMutablePointer<UInt32>
    private var startCapacity = 1 << 12
    private var pool: UnsafeMutablePointer<UInt8>
    private var poolCapacity = 1 << 16
    private var poolUsed = 0
    /// How many strings there are.
    private(set) var count = 0
    private let seed = UInt64.random(in: 0 ... .max)

    init() {
        mask = (1 << 13) - 1
        unsafe slots = .allocate(capacity: mask + 1)
        unsafe slots.initialize(repeating: 0, count: mask + 1)
        unsafe starts = .allocate(capacity: startCapacity + 1)
        unsafe starts[0] = 0
        unsafe pool = .allocate(capacity: poolCapacity)
    }

    deinit {
        unsafe slots.deallocate()
        unsafe starts.deallocate()
        unsafe pool.deallocate()
    }

    /// Bytes of memory in use.
    var memory: Int { (mask + 1) * 8 + startCapacity * 4 + poolCapacity }

    /// The bytes of a string, lent until the next insertion.
    @inline(__always)
    subscript(index: Int) -> UnsafeBufferPointer<UInt8> {
        unsafe UnsafeBufferPointer(start: pool + Int(starts[index]), count: Int(starts[index + 1] &- starts[index]))
    }

    /// The number of a string, which is `count` before the call where it is new.
    @inline(__always)
    mutating func insert(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        let hash = unsafe Self.hash(UnsafeRawBufferPointer(bytes), seed: seed)
        let tag = hash | 1 << 63
        var slot = Int(truncatingIfNeeded: hash >> 7) & mask
        // A slot holds the upper half of the hash and the number; zero is free.
        while true {
            let entry = unsafe slots[slot]
            if entry == 0 { break }
            if entry >> 32 == tag >> 32 {
                let index = Int(entry & 0xFFFF_FFFF)
                if unsafe equals(index, bytes) { return index }
            }
            slot = (slot &+ 1) & mask
        }
        return unsafe append(bytes, tag: tag, slot: slot)
    }

    @inline(never)
    private mutating func append(_ bytes: UnsafeBufferPointer<UInt8>, tag: UInt64, slot: Int) -> Int {
        reserve(bytes.count)
        if let source = bytes.baseAddress { unsafe (pool + poolUsed).update(from: source, count: bytes.count) }
        poolUsed += bytes.count
        let index = count
        count += 1
        unsafe starts[count] = UInt32(truncatingIfNeeded: poolUsed)
        unsafe slots[slot] = tag & ~0xFFFF_FFFF | UInt64(index)
        if count * 5 > (mask + 1) * 3 { rehash() }
        return index
    }

    @inline(__always)
    private func equals(_ index: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let start = unsafe Int(starts[index])
        guard unsafe Int(starts[index + 1]) &- start == bytes.count, let other = bytes.baseAddress else {
            return unsafe Int(starts[index + 1]) == start && bytes.count == 0
        }
        let own = unsafe pool + start
        for offset in 0..<bytes.count where unsafe own[offset] != other[offset] { return false }
        return true
    }

    private mutating func reserve(_ length: Int) {
        if poolUsed + length > poolCapacity {
            while poolUsed + length > poolCapacity { poolCapacity *= 2 }
            let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: poolCapacity)
            unsafe larger.update(from: pool, count: poolUsed)
            unsafe pool.deallocate()
            unsafe pool = unsafe larger
        }
        guard count == startCapacity else { return }
        startCapacity *= 2
        let larger = UnsafeMutablePointer<UInt32>.allocate(capacity: startCapacity + 1)
        unsafe larger.update(from: starts, count: count + 1)
        unsafe starts.deallocate()
        unsafe starts = unsafe larger
    }

    private mutating func rehash() {
        unsafe slots.deallocate()
        mask = (mask + 1) * 2 - 1
        unsafe slots = .allocate(capacity: mask + 1)
        unsafe slots.initialize(repeating: 0, count: mask + 1)
        for index in 0..<count {
            let hash = unsafe Self.hash(UnsafeRawBufferPointer(self[index]), seed: seed)
            var slot = Int(truncatingIfNeeded: hash >> 7) & mask
            while unsafe slots[slot] != 0 { slot = (slot &+ 1) & mask }
            unsafe slots[slot] = (hash | 1 << 63) & ~0xFFFF_FFFF | UInt64(index)
        }
    }

    /// Multiply and fold, eight bytes at a time (after wyhash). A seed that nobody knows keeps pages from being written so
    /// that their words collide.
    @inline(__always)
    static func hash(_ bytes: UnsafeRawBufferPointer, seed: UInt64) -> UInt64 {
        var state = seed ^ UInt64(truncatingIfNeeded: bytes.count)
        guard let raw = bytes.baseAddress else { return state }
        guard bytes.count >= 8 else {
            var tail: UInt64 = 0
            for offset in 0..<bytes.count { tail = unsafe tail &<< 8 | UInt64(bytes[offset]) }
            return mix(state ^ tail)
        }
        // Whole words, and the last eight bytes, which may lie across.
        var offset = 0
        let last = bytes.count &- 8
        while offset < last {
            state = unsafe mix(state ^ raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            offset &+= 8
        }
        return unsafe mix(state ^ raw.loadUnaligned(fromByteOffset: last, as: UInt64.self))
    }

    @inline(__always)
    private static func mix(_ value: UInt64) -> UInt64 {
        let product = value.multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
        return product.high ^ product.low
    }
}
