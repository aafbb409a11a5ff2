/// One token of a text that a person typed.
public struct QueryWord: Hashable, Sendable {
    /// The folded word as typed.
    public let form: [UInt8]
    /// Its stem in the language of the query.
    public let term: [UInt8]
    /// What it is. A `runEnd` here is a single character alone: it matches wherever the character stands.
    public let kind: TokenKind
    /// Position within the analyzed text, from 0.
    public let position: Int
    /// The bytes of the analyzed text that it stands for.
    public let range: Range<Int>
}

/// Analyzes text of a query as documents are analyzed, except that a run of two or more characters without spaces
/// gives its bigrams only: the run may be followed by anything in the document.
public func analyzeQuery(_ text: [UInt8], language: StemmingLanguage) -> [QueryWord] {
    unsafe text.withUnsafeBufferPointer { bytes in unsafe queryWords(of: bytes, language) }
}

/// The same of a text that is a string: no memory is taken for its bytes.
public func analyzeQuery(_ text: String, language: StemmingLanguage) -> [QueryWord] {
    var text = text
    return text.withUTF8 { bytes in unsafe queryWords(of: bytes, language) }
}

private func queryWords(of bytes: UnsafeBufferPointer<UInt8>, _ language: StemmingLanguage) -> [QueryWord] {
    var words: [QueryWord] = []
    var normalizer = TermNormalizer(language: language)
    var scanner = unsafe WordScanner(bytes)
    var token = RawToken()
    var position = 0
    var previousKind = TokenKind.word
    while scanner.next(&token) {
        defer {
            position += 1
            previousKind = token.kind
        }
        if token.kind == .runEnd, previousKind == .bigram { continue }
        unsafe normalizer.normalize(
            UnsafeBufferPointer(rebasing: bytes[token.start..<token.end]),
            kind: token.kind
        )
        guard !normalizer.form.isEmpty else { continue }
        if words.isEmpty { words.reserveCapacity(min(4, bytes.count - token.start)) }
        let form = normalizer.form
        words.append(
            QueryWord(
                form: form,
                // One array for both, where they are the same.
                term: normalizer.term == form ? form : normalizer.term,
                kind: token.kind,
                position: position,
                range: token.start..<token.end
            )
        )
    }
    return words
}

/// Calls with each character of a stretch of a text that is of a script without spaces, as terms have it: the first of a
/// pair, or what stands at a run's end. The term is lent, and has the character at its beginning.
public func forEachCharacter(of text: [UInt8], in range: Range<Int>, _ body: (_ term: [UInt8]) -> Void) {
    var normalizer = TermNormalizer(language: .none)
    unsafe text.withUnsafeBufferPointer { bytes in
        let stretch = unsafe UnsafeBufferPointer(rebasing: bytes[range])
        var scanner = unsafe WordScanner(stretch)
        var token = RawToken()
        while scanner.next(&token) {
            guard token.kind != .word else { continue }
            // Of two Han characters, nothing of the second has to do with the first; elsewhere marks may follow.
            let first = unsafe stretch[token.start]
            let isHanPair = token.end - token.start == 6 && 0xE4...0xE9 ~= first
            let end = isHanPair ? token.start + 3 : token.end
            unsafe normalizer.normalize(UnsafeBufferPointer(rebasing: stretch[token.start..<end]), kind: token.kind)
            if !normalizer.form.isEmpty { body(normalizer.term) }
        }
    }
}
