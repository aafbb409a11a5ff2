import CHZKernels
import HZAnalysis

/// What the words of one language stand for: each surface (the bytes as written) is folded and stemmed when it is first
/// seen, and looked up from then on.
///
/// Open addressing by a key of eight bytes: words of up to eight bytes are their own keys, longer ones have a hash there
/// and their bytes in a pool. So a look-up touches one cache line and takes the same way for short and long words;
/// whether a hash was right is checked apart, for the long ones of many words together.
@safe struct SurfaceTable: ~Copyable {
    /// A term, and which of its forms.
    struct Meaning {
        var term: UInt32
        var form: UInt32
    }

    /// The meaning of a surface of which nothing is searchable.
    static let dropped = UInt32.max

    /// Words of up to this many bytes are their own keys.
    static let longestShort = 8

    /// A key with its meaning; key 0 is free.
    private struct Entry {
        var key: UInt64
        var meaning: Meaning
    }

    let language: StemmingLanguage
    var normalizer: TermNormalizer
    private var entries: UnsafeMutablePointer<Entry>
    /// By slot: where the length (four bytes) and bytes of a long word lie in the pool.
    private var places: UnsafeMutablePointer<UInt32>
    private var mask = (1 << 13) - 1
    private var count = 0
    private var pool: UnsafeMutableRawPointer
    private var poolCapacity = 1 << 16
    private var poolUsed = 0
    private let seed = UInt64.random(in: 0 ... .max)

    init(_ language: StemmingLanguage) {
        self.language = language
        normalizer = TermNormalizer(language: language)
        unsafe entries = Self.free(mask + 1)
        unsafe places = .allocate(capacity: mask + 1)
        unsafe pool = .allocate(byteCount: poolCapacity, alignment: 4)
    }

    deinit {
        unsafe entries.deallocate()
        unsafe places.deallocate()
        unsafe pool.deallocate()
    }

    /// Bytes of memory in use.
    var memory: Int { (mask + 1) * (MemoryLayout<Entry>.stride + 4) + poolCapacity }

    /// How many slots there are: slots change their meaning where it does.
    var slotCount: Int { mask + 1 }

    // MARK: Keys

    /// The key of a word of up to eight bytes: its bytes as a little-endian number. No word begins with a zero byte. For
    /// a longer word, a number that means nothing.
    @inline(__always)
    static func shortKey(_ text: UnsafeBufferPointer<UInt8>, _ token: RawToken) -> UInt64 {
        guard let base = text.baseAddress, token.start &+ 8 <= text.count else {
            return unsafe lastKey(text, token)
        }
        let all = unsafe UnsafeRawPointer(base).loadUnaligned(fromByteOffset: token.start, as: UInt64.self).littleEndian
        return all & (UInt64.max &>> UInt64(truncatingIfNeeded: 64 &- 8 &* min(8, token.end &- token.start)))
    }

    @inline(never)
    private static func lastKey(_ text: UnsafeBufferPointer<UInt8>, _ token: RawToken) -> UInt64 {
        var key: UInt64 = 0
        for offset in (token.start..<token.end).prefix(8) {
            key |= unsafe UInt64(text[offset]) &<< UInt64(8 &* (offset &- token.start))
        }
        return key
    }

    /// The key of a longer word: a hash whose lowest byte is zero, as that of no short word is.
    @inline(__always)
    func longKey(_ text: UnsafeBufferPointer<UInt8>, _ token: RawToken) -> UInt64 {
        let bytes = unsafe UnsafeBufferPointer(rebasing: text[token.start..<token.end])
        return unsafe (ByteTable.hash(UnsafeRawBufferPointer(bytes), seed: seed) | 1) &<< 8
    }

    @inline(__always)
    private func slot(_ key: UInt64) -> Int {
        let product = (key ^ seed).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
        return Int(truncatingIfNeeded: product.high ^ product.low) & mask
    }

    // MARK: Look-up

    /// Asks for the cache line of a key.
    @inline(__always)
    func prefetch(_ key: UInt64) {
        unsafe hz_prefetch(entries + slot(key))
    }

    /// The slot of a key; nil where there is none.
    @inline(__always)
    func find(_ key: UInt64) -> Int? {
        var slot = slot(key)
        while true {
            let found = unsafe entries[slot].key
            if found == key { return slot }
            if found == 0 { return nil }
            slot = (slot &+ 1) & mask
        }
    }

    /// The meaning in a slot.
    @inline(__always)
    func meaning(_ slot: Int) -> Meaning { unsafe entries[slot].meaning }

    /// Asks for what `isWord` reads of a slot first.
    @inline(__always)
    func prefetchPlace(_ slot: Int) { unsafe hz_prefetch(places + slot) }

    /// Asks for what `isWord` reads of a slot next.
    @inline(__always)
    func prefetchWord(_ slot: Int) { unsafe hz_prefetch(pool + Int(places[slot])) }

    /// Whether the slot of a long word's key is that word's.
    @inline(__always)
    func isWord(_ slot: Int, _ text: UnsafeBufferPointer<UInt8>, _ token: RawToken) -> Bool {
        let own = unsafe pool + Int(places[slot])
        let count = token.end &- token.start
        guard let base = text.baseAddress, unsafe own.load(as: UInt32.self) == UInt32(count) else { return false }
        let other = unsafe UnsafeRawPointer(base + token.start)
        // More than eight bytes: whole words, and the last eight, which may lie across.
        var offset = 0
        let last = count &- 8
        while offset < last {
            guard
                unsafe (own + 4).loadUnaligned(fromByteOffset: offset, as: UInt64.self)
                    == other.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            else { return false }
            offset &+= 8
        }
        return unsafe (own + 4).loadUnaligned(fromByteOffset: last, as: UInt64.self)
            == other.loadUnaligned(fromByteOffset: last, as: UInt64.self)
    }

    /// The slot of a long word whose key others may share; nil where it is not known.
    @inline(never)
    func findWord(_ key: UInt64, _ text: UnsafeBufferPointer<UInt8>, _ token: RawToken) -> Int? {
        var slot = slot(key)
        while unsafe entries[slot].key != 0 {
            if unsafe entries[slot].key == key && isWord(slot, text, token) { return slot }
            slot = (slot &+ 1) & mask
        }
        return nil
    }

    // MARK: Learning

    /// Notes the meaning of a surface that had none; its slot.
    mutating func learn(
        _ key: UInt64,
        _ text: UnsafeBufferPointer<UInt8>,
        _ token: RawToken,
        _ meaning: Meaning
    ) -> Int {
        if count * 2 > mask { grow() }
        count += 1
        var place: UInt32 = 0
        if token.end - token.start > Self.longestShort {
            let bytes = unsafe UnsafeBufferPointer(rebasing: text[token.start..<token.end])
            place = unsafe keep(UnsafeRawBufferPointer(bytes))
        }
        return insert(Entry(key: key, meaning: meaning), place)
    }

    private func insert(_ entry: Entry, _ place: UInt32) -> Int {
        var slot = slot(entry.key)
        while unsafe entries[slot].key != 0 { slot = (slot &+ 1) & mask }
        unsafe entries[slot] = entry
        unsafe places[slot] = place
        return slot
    }

    /// Copies a word to the pool; its place.
    private mutating func keep(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
        let length = (bytes.count + 4 + 3) & ~3
        if poolUsed + length > poolCapacity {
            while poolUsed + length > poolCapacity { poolCapacity *= 2 }
            let larger = UnsafeMutableRawPointer.allocate(byteCount: poolCapacity, alignment: 4)
            unsafe larger.copyMemory(from: pool, byteCount: poolUsed)
            unsafe pool.deallocate()
            unsafe pool = unsafe larger
        }
        let place = poolUsed
        unsafe pool.storeBytes(of: UInt32(bytes.count), toByteOffset: place, as: UInt32.self)
        unsafe UnsafeMutableRawBufferPointer(start: pool + place + 4, count: bytes.count).copyMemory(from: bytes)
        poolUsed += length
        return UInt32(place)
    }

    @inline(never)
    private mutating func grow() {
        let (oldEntries, oldPlaces, oldCount) = unsafe (entries, places, mask + 1)
        mask = oldCount * 2 - 1
        unsafe entries = Self.free(oldCount * 2)
        unsafe places = .allocate(capacity: oldCount * 2)
        for slot in 0..<oldCount where unsafe oldEntries[slot].key != 0 {
            unsafe _ = insert(oldEntries[slot], oldPlaces[slot])
        }
        unsafe oldEntries.deallocate()
        unsafe oldPlaces.deallocate()
    }

    private static func free(_ count: Int) -> UnsafeMutablePointer<Entry> {
        let memory = UnsafeMutableRawPointer.allocate(byteCount: count * MemoryLayout<Entry>.stride, alignment: 64)
        let slots = unsafe memory.bindMemory(to: Entry.self, capacity: count)
        unsafe slots.initialize(repeating: Entry(key: 0, meaning: Meaning(term: 0, form: 0)), count: count)
        return unsafe slots
    }
}
