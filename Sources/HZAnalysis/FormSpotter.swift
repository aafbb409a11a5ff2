/// Finds, in texts, the tokens whose form is one of a few given ones: what a search marks in a passage.
///
/// Faster than scanning words alone: a token is looked at only where its first two bytes fit one of the forms (see
/// `WordHeads`), and folded only where its length does, too. Tokens are exactly those of `WordScanner`, forms those of
/// `TermNormalizer`.
public struct FormSpotter {
    /// A token that was found.
    public struct Spot: Equatable, Sendable {
        /// Its place among all tokens of the text, from 0.
        public let token: Int
        /// Its bytes; of a pair of characters without spaces that begins like a word, those of the first.
        public let range: Range<Int>
        /// The words that it stands for: bit w for the word w.
        public let words: UInt64
    }

    /// Words of higher number share this one.
    public static let mostWords = 64

    private var table: [Entry] = [Entry](repeating: Entry(), count: 64)
    private var count = 0
    private var prefixes: [Entry] = []
    /// All forms and prefixes, one after the other.
    private var bytes: [UInt8] = []
    /// For each first byte, bit n: some form or prefix that begins so fits a token of n bytes (63: and more).
    private var lengths = [UInt64](repeating: 0, count: 256)
    private var heads = WordHeads()

    private struct Entry {
        var start = 0
        var count = 0
        var words: UInt64 = 0
    }

    /// A spotter of nothing.
    public init() {}

    /// Whether nothing is looked for.
    public var isEmpty: Bool { count == 0 && prefixes.isEmpty }

    /// Looks for tokens of this form, too, for a word.
    public mutating func add(form: some Collection<UInt8>, word: Int) {
        guard let first = form.first else { return }
        if 2 * (count + 1) > table.count { grow() }
        let start = bytes.count
        bytes.append(contentsOf: form)
        let entry = Entry(start: start, count: bytes.count - start, words: Self.bit(word))
        let slot = slot(of: bytes[start...])
        if table[slot].words == 0 {
            table[slot] = entry
            count += 1
        } else {
            table[slot].words |= entry.words
            bytes.removeLast(entry.count)
        }
        lengths[Int(first)] |= 1 << UInt64(min(form.count, 63))
        heads.add(form)
    }

    /// Looks for tokens whose form begins like this, too, for a word.
    public mutating func add(prefix: some Collection<UInt8>, word: Int) {
        guard let first = prefix.first else { return }
        prefixes.append(Entry(start: bytes.count, count: prefix.count, words: Self.bit(word)))
        bytes.append(contentsOf: prefix)
        lengths[Int(first)] |= ~0 << UInt64(min(prefix.count, 63))
        heads.add(prefix)
    }

    /// The tokens of a part of a text, in order; their ranges count from the beginning of the part. O(part).
    public func spots(in text: [UInt8], _ part: Range<Int>) -> [Spot] {
        var spots: [Spot] = []
        let part = part.clamped(to: text.indices)
        guard !isEmpty, !part.isEmpty else { return spots }
        unsafe text.withUnsafeBufferPointer { unsafe find(in: UnsafeBufferPointer(rebasing: $0[part]), &spots) }
        return spots
    }

    private func find(in text: UnsafeBufferPointer<UInt8>, _ spots: inout [Spot]) {
        guard let base = text.baseAddress else { return }
        var normalizer = TermNormalizer(language: .none)
        var scanner = unsafe WordScanner(text)
        var token = RawToken()
        var number = 0
        while scanner.next(&token, heads: heads, passed: &number) {
            defer { number += 1 }
            let first = unsafe base[token.start]
            if first < 0x80 {
                let length = UInt64(min(token.end - token.start, 63))
                let fitting = lengths[Int(first &- 0x41 < 26 ? first | 0x20 : first)]
                guard fitting != 0 else { continue }
                // What is not ASCII within the token may fold to another length.
                if fitting >> length & 1 == 0, unsafe Self.isPlain(base, token) { continue }
            }
            unsafe normalizer.normalizeForm(UnsafeBufferPointer(rebasing: text[token.start..<token.end]))
            let (words, isWhole) = words(of: normalizer.form)
            guard words != 0 else { continue }
            var end = token.end
            // Of a pair of characters, the one that was looked for.
            if !isWhole, token.kind == .bigram {
                end = min(end, unsafe token.start + max(1, decodeScalar(base, token.start, text.count).length))
            }
            spots.append(Spot(token: number, range: token.start..<end, words: words))
        }
    }

    private static func isPlain(_ base: UnsafePointer<UInt8>, _ token: RawToken) -> Bool {
        for index in token.start..<token.end where unsafe base[index] >= 0x80 { return false }
        return true
    }

    private static func bit(_ word: Int) -> UInt64 { 1 << UInt64(min(max(0, word), mostWords - 1)) }

    /// The words that a form stands for, and whether it does as a whole for any.
    private func words(of form: [UInt8]) -> (words: UInt64, isWhole: Bool) {
        guard !form.isEmpty else { return (0, false) }
        let whole = table[slot(of: form[...])].words
        var words = whole
        for prefix in prefixes where form.starts(with: bytes[prefix.start..<prefix.start + prefix.count]) {
            words |= prefix.words
        }
        return (words, whole != 0)
    }

    /// Where a form stands in the table, or would.
    private func slot(of form: ArraySlice<UInt8>) -> Int {
        var hash: UInt32 = 2_166_136_261
        for byte in form { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
        var slot = Int(hash ^ hash >> 15) & (table.count - 1)
        while table[slot].words != 0 {
            let entry = table[slot]
            if entry.count == form.count, bytes[entry.start..<entry.start + entry.count].elementsEqual(form) { break }
            slot = (slot + 1) & (table.count - 1)
        }
        return slot
    }

    private mutating func grow() {
        let old = table
        table = [Entry](repeating: Entry(), count: 2 * old.count)
        for entry in old where entry.words != 0 {
            table[slot(of: bytes[entry.start..<entry.start + entry.count])] = entry
        }
    }
}
