import HZAnalysis

/// What the words of one language stand for: each surface (the bytes as written) is folded and stemmed when it is first
/// seen, and looked up from then on.
@safe struct SurfaceTable: ~Copyable {
    /// A term, and which of its forms.
    struct Meaning {
        var term: UInt32
        var form: UInt32
    }

    /// The meaning of a surface of which nothing is searchable.
    static let dropped = UInt32.max

    let language: StemmingLanguage
    var surfaces = ByteTable()
    var normalizer: TermNormalizer
    private var meanings: UnsafeMutablePointer<Meaning>
    private var capacity = 1 << 10
    private var known = 0

    init(_ language: StemmingLanguage) {
        self.language = language
        normalizer = TermNormalizer(language: language)
        unsafe meanings = .allocate(capacity: capacity)
    }

    deinit {
        unsafe meanings.deallocate()
    }

    /// Bytes of memory in use.
    var memory: Int { surfaces.memory + capacity * MemoryLayout<Meaning>.stride }

    /// The number of a surface; `isNew` asks for `learn` before `meaning`.
    @inline(__always)
    mutating func find(_ surface: UnsafeBufferPointer<UInt8>) -> (number: Int, isNew: Bool) {
        let number = unsafe surfaces.insert(surface)
        return (number, number == known)
    }

    /// The meaning of a surface that was learnt.
    @inline(__always)
    func meaning(_ number: Int) -> Meaning { unsafe meanings[number] }

    /// Notes the meaning of the newest surface.
    mutating func learn(_ meaning: Meaning) {
        if known == capacity {
            let larger = UnsafeMutablePointer<Meaning>.allocate(capacity: 2 * capacity)
            unsafe larger.update(from: meanings, count: known)
            unsafe meanings.deallocate()
            unsafe meanings = unsafe larger
            capacity *= 2
        }
        unsafe (meanings + known).initialize(to: meaning)
        known += 1
    }
}
