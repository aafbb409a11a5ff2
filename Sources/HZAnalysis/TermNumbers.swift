/// Numbers the terms of texts, from 0 in the order in which they are met. What has been met is remembered by its bytes, so
/// that a word is folded and stemmed once, however often it stands in however many texts.
///
/// For a few texts: it keeps every different word.
public struct TermNumbers: ~Copyable {
    /// A word as it is written, of a language, and what was made of it.
    private struct Surface {
        var start = 0
        var count = 0
        var kind = TokenKind.word
        var language = StemmingLanguage.none
        /// The number of its term; nil where nothing of it is searchable.
        var number: Int?
    }

    /// The terms, by their numbers.
    public private(set) var terms: [[UInt8]] = []
    private var numbers: [[UInt8]: Int] = [:]
    private var surfaces: [Surface] = []
    /// The bytes of all surfaces, one after the other.
    private var bytes: [UInt8] = []
    /// The places of surfaces, from 1; 0 for none.
    private var table = [Int32](repeating: 0, count: 512)

    /// Numbers of nothing yet.
    public init() {}

    /// Calls with the number of the term of each word of a stretch of a text, as documents are analyzed, and with what the
    /// word is. O(stretch).
    public mutating func forEach(
        in text: [UInt8],
        _ range: Range<Int>,
        language: StemmingLanguage,
        _ body: (_ number: Int, _ kind: TokenKind) -> Void
    ) {
        var normalizer = TermNormalizer(language: language)
        unsafe text.withUnsafeBufferPointer { bytes in
            let stretch = unsafe UnsafeBufferPointer(rebasing: bytes[range])
            var scanner = unsafe WordScanner(stretch)
            var token = RawToken()
            while scanner.next(&token) {
                let word = unsafe UnsafeBufferPointer(rebasing: stretch[token.start..<token.end])
                if let number = unsafe number(of: word, token.kind, language, &normalizer) { body(number, token.kind) }
            }
        }
    }

    private mutating func number(
        of word: UnsafeBufferPointer<UInt8>,
        _ kind: TokenKind,
        _ language: StemmingLanguage,
        _ normalizer: inout TermNormalizer
    ) -> Int? {
        var slot = unsafe slot(of: word)
        while table[slot] != 0 {
            let known = surfaces[Int(table[slot]) - 1]
            if known.kind == kind, known.language == language, unsafe isSame(known, word) { return known.number }
            slot = (slot + 1) & (table.count - 1)
        }
        unsafe normalizer.normalize(word, kind: kind)
        let surface = Surface(
            start: bytes.count,
            count: word.count,
            kind: kind,
            language: language,
            number: normalizer.form.isEmpty ? nil : number(of: normalizer.term)
        )
        unsafe bytes.append(contentsOf: word)
        surfaces.append(surface)
        table[slot] = Int32(truncatingIfNeeded: surfaces.count)
        if 2 * surfaces.count > table.count { grow() }
        return surface.number
    }

    private mutating func number(of term: [UInt8]) -> Int {
        if let known = numbers[term] { return known }
        numbers[term] = terms.count
        terms.append(term)
        return terms.count - 1
    }

    private func isSame(_ surface: Surface, _ word: UnsafeBufferPointer<UInt8>) -> Bool {
        guard surface.count == word.count else { return false }
        for place in 0..<surface.count where unsafe bytes[surface.start + place] != word[place] { return false }
        return true
    }

    /// Where a word stands in the table, if nothing else stands there.
    private func slot(of word: UnsafeBufferPointer<UInt8>) -> Int {
        var hash: UInt32 = 2_166_136_261
        for place in 0..<word.count { hash = unsafe (hash ^ UInt32(word[place])) &* 16_777_619 }
        return Int(hash ^ hash >> 15) & (table.count - 1)
    }

    private mutating func grow() {
        table = [Int32](repeating: 0, count: 2 * table.count)
        unsafe bytes.withUnsafeBufferPointer { bytes in
            for (place, surface) in surfaces.enumerated() {
                let word = unsafe UnsafeBufferPointer(rebasing: bytes[surface.start..<surface.start + surface.count])
                var slot = unsafe slot(of: word)
                while table[slot] != 0 { slot = (slot + 1) & (table.count - 1) }
                table[slot] = Int32(truncatingIfNeeded: place + 1)
            }
        }
    }
}
