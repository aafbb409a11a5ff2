import CHZKernels
import HZAnalysis

/// What the words of one language stand for: each surface (the bytes as written) is folded and stemmed when it is first
/// seen, and looked up from then on.
///
/// Open addressing in two tables: words of up to eight bytes are their own keys, so that a look-up touches one cache
/// line; longer ones have a hash there and their bytes in a pool.
@safe struct SurfaceTable: ~Copyable {
    /// A term, and which of its forms.
    struct Meaning {
        var term: UInt32
        var form: UInt32
    }

    /// The meaning of a surface of which nothing is searchable.
    static let dropped = UInt32.max

    /// A word of up to eight bytes as a number; 0 is free: no word begins with a zero byte.
    private struct Short {
        var key: UInt64
        var meaning: Meaning
    }

    /// A longer word: its hash, where its length (four bytes) and bytes lie in the pool, plus one; 0 is free.
    private struct Long {
        var hash: UInt32
        var place: UInt32
        var meaning: Meaning
    }

    let language: StemmingLanguage
    var normalizer: TermNormalizer
    private var shorts: UnsafeMutablePointer<Short>
    private var shortMask = (1 << 12) - 1
    private var shortCount = 0
    private var longs: UnsafeMutablePointer<Long>
    private var longMask = (1 << 12) - 1
    private var longCount = 0
    private var pool: UnsafeMutableRawPointer
    private var poolCapacity = 1 << 16
    private var poolUsed = 0

    init(_ language: StemmingLanguage) {
        self.language = language
        normalizer = TermNormalizer(language: language)
        unsafe shorts = Self.free(shortMask + 1)
        unsafe longs = Self.free(longMask + 1)
        unsafe pool = .allocate(byteCount: poolCapacity, alignment: 4)
    }

    deinit {
        unsafe shorts.deallocate()
        unsafe longs.deallocate()
        unsafe pool.deallocate()
    }

    /// Bytes of memory in use.
    var memory: Int { (shortMask + longMask + 2) * MemoryLayout<Short>.stride + poolCapacity }

    /// What a surface, `text[start..<end]`, is looked up by: itself up to eight bytes, else its hash.
    struct Key {
        var start: Int
        var end: Int
        var kind: TokenKind
        fileprivate var bytes: UInt64
        fileprivate var hash: UInt64
    }

    /// The key of a surface, whose slot is fetched into the cache meanwhile.
    @inline(__always)
    func key(_ text: UnsafeBufferPointer<UInt8>, _ token: RawToken) -> Key {
        var key = Key(start: token.start, end: token.end, kind: token.kind, bytes: 0, hash: 0)
        if token.end &- token.start <= 8 {
            key.bytes = unsafe Self.short(text, token.start, token.end)
            key.hash = Self.mixed(key.bytes)
            unsafe hz_prefetch(shorts + (Int(truncatingIfNeeded: key.hash) & shortMask))
        } else {
            let bytes = unsafe UnsafeBufferPointer(rebasing: text[token.start..<token.end])
            key.hash = unsafe ByteTable.hash(UnsafeRawBufferPointer(bytes))
            unsafe hz_prefetch(longs + (Int(truncatingIfNeeded: key.hash) & longMask))
        }
        return key
    }

    /// The meaning of a surface; nil where it is to be learnt.
    @inline(__always)
    func meaning(_ text: UnsafeBufferPointer<UInt8>, _ key: Key) -> Meaning? {
        guard key.end &- key.start <= 8 else { return unsafe meaning(ofLong: text, key) }
        var slot = Int(truncatingIfNeeded: key.hash) & shortMask
        while true {
            let entry = unsafe shorts[slot]
            if entry.key == key.bytes { return entry.meaning }
            if entry.key == 0 { return nil }
            slot = (slot &+ 1) & shortMask
        }
    }

    private func meaning(ofLong text: UnsafeBufferPointer<UInt8>, _ key: Key) -> Meaning? {
        let bytes = unsafe UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: text[key.start..<key.end]))
        let tag = UInt32(truncatingIfNeeded: key.hash >> 32)
        var slot = Int(truncatingIfNeeded: key.hash) & longMask
        while true {
            let entry = unsafe longs[slot]
            if entry.place == 0 { return nil }
            if entry.hash == tag, unsafe equals(entry.place, bytes) { return entry.meaning }
            slot = (slot &+ 1) & longMask
        }
    }

    /// Notes the meaning of a surface that had none.
    mutating func learn(_ text: UnsafeBufferPointer<UInt8>, _ key: Key, _ meaning: Meaning) {
        if key.end - key.start <= 8 {
            if shortCount * 5 > (shortMask + 1) * 3 { growShorts() }
            insert(Short(key: key.bytes, meaning: meaning))
            shortCount += 1
        } else {
            if longCount * 5 > (longMask + 1) * 3 { growLongs() }
            let bytes = unsafe UnsafeBufferPointer(rebasing: text[key.start..<key.end])
            let place = unsafe keep(UnsafeRawBufferPointer(bytes))
            insert(Long(hash: UInt32(truncatingIfNeeded: key.hash >> 32), place: place, meaning: meaning), key.hash)
            longCount += 1
        }
    }

    // MARK: Short words

    /// The bytes as a little-endian number.
    @inline(__always)
    private static func short(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> UInt64 {
        guard let base = text.baseAddress else { return 0 }
        let raw = unsafe UnsafeRawPointer(base)
        if start &+ 8 <= text.count {
            let all = unsafe UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: start, as: UInt64.self))
            return all & (UInt64.max &>> UInt64(64 &- 8 &* (end &- start)))
        }
        var key: UInt64 = 0
        for offset in start..<end { key |= unsafe UInt64(base[offset]) &<< UInt64(8 &* (offset &- start)) }
        return key
    }

    @inline(__always)
    private static func mixed(_ key: UInt64) -> UInt64 {
        let product = (key ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
        return product.high ^ product.low
    }

    private func insert(_ entry: Short) {
        var slot = Int(truncatingIfNeeded: Self.mixed(entry.key)) & shortMask
        while unsafe shorts[slot].key != 0 { slot = (slot &+ 1) & shortMask }
        unsafe shorts[slot] = entry
    }

    @inline(never)
    private mutating func growShorts() {
        let (old, oldCount) = unsafe (shorts, shortMask + 1)
        shortMask = oldCount * 2 - 1
        unsafe shorts = Self.free(oldCount * 2)
        for slot in 0..<oldCount where unsafe old[slot].key != 0 { unsafe insert(old[slot]) }
        unsafe old.deallocate()
    }

    private static func free(_ count: Int) -> UnsafeMutablePointer<Short> {
        let slots = UnsafeMutablePointer<Short>.allocate(capacity: count)
        unsafe slots.initialize(repeating: Short(key: 0, meaning: Meaning(term: 0, form: 0)), count: count)
        return unsafe slots
    }

    // MARK: Long words

    @inline(__always)
    private func equals(_ place: UInt32, _ bytes: UnsafeRawBufferPointer) -> Bool {
        let own = unsafe pool + Int(place &- 1)
        guard let other = bytes.baseAddress, unsafe own.load(as: UInt32.self) == UInt32(bytes.count) else {
            return false
        }
        // More than eight bytes: whole words, and the last eight, which may lie across.
        var offset = 0
        let last = bytes.count &- 8
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

    /// Copies a word to the pool; its place plus one.
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
        return UInt32(place + 1)
    }

    private func insert(_ entry: Long, _ hash: UInt64) {
        var slot = Int(truncatingIfNeeded: hash) & longMask
        while unsafe longs[slot].place != 0 { slot = (slot &+ 1) & longMask }
        unsafe longs[slot] = entry
    }

    @inline(never)
    private mutating func growLongs() {
        let (old, oldCount) = unsafe (longs, longMask + 1)
        longMask = oldCount * 2 - 1
        unsafe longs = Self.free(oldCount * 2)
        for slot in 0..<oldCount where unsafe old[slot].place != 0 {
            let place = unsafe Int(old[slot].place) - 1
            let count = unsafe Int(pool.load(fromByteOffset: place, as: UInt32.self))
            let bytes = unsafe UnsafeRawBufferPointer(start: pool + place + 4, count: count)
            unsafe insert(old[slot], ByteTable.hash(bytes))
        }
        unsafe old.deallocate()
    }

    private static func free(_ count: Int) -> UnsafeMutablePointer<Long> {
        let slots = UnsafeMutablePointer<Long>.allocate(capacity: count)
        unsafe slots.initialize(repeating: Long(hash: 0, place: 0, meaning: Meaning(term: 0, form: 0)), count: count)
        return unsafe slots
    }
}
