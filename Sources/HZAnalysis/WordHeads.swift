import CHZKernels

/// How the words begin that are looked for in a text: words of ASCII that begin otherwise need no look. Two bytes of each
/// are compared, at 64 places of the text at once.
struct WordHeads {
    /// With more of them, a look at each word costs no more.
    private static let most = 8

    private var heads: [hz_head] = []
    /// Whether there are too many.
    private(set) var areTooMany = false

    /// Adds how a form begins.
    mutating func add(_ form: some Collection<UInt8>) {
        var bytes = form.makeIterator()
        // No word of ASCII has a form that begins otherwise.
        guard let first = bytes.next(), first < 0x80 else { return }
        let second = bytes.next()
        guard second ?? 0 < 0x80 else { return }
        let head = hz_head(first: first | 0x20, second: (second ?? 0) | 0x20, any_second: second == nil ? 0xFF : 0)
        let isKnown = heads.contains {
            ($0.first, $0.second, $0.any_second) == (head.first, head.second, head.any_second)
        }
        guard !isKnown else { return }
        areTooMany = heads.count == Self.most
        if !areTooMany { heads.append(head) }
    }

    /// Of the 64 bytes at an address, which one follows, a bit for each where a word may begin so.
    func places(_ bytes: UnsafePointer<UInt8>) -> UInt64 {
        unsafe hz_find_heads64(bytes, heads, heads.count)
    }
}
