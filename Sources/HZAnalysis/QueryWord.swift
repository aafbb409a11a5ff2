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
        words.append(
            QueryWord(
                form: normalizer.form,
                term: normalizer.term,
                kind: token.kind,
                position: position,
                range: token.start..<token.end
            )
        )
    }
    return words
}

/// Calls with the term of each word of a stretch of a text, as documents are analyzed, and with what the word is. The
/// term is lent: it changes with the next call.
public func forEachTerm(
    of text: [UInt8],
    in range: Range<Int>,
    language: StemmingLanguage,
    _ body: (_ term: [UInt8], _ kind: TokenKind) -> Void
) {
    var normalizer = TermNormalizer(language: language)
    unsafe text.withUnsafeBufferPointer { bytes in
        let stretch = unsafe UnsafeBufferPointer(rebasing: bytes[range])
        var scanner = unsafe WordScanner(stretch)
        var token = RawToken()
        while scanner.next(&token) {
            unsafe normalizer.normalize(
                UnsafeBufferPointer(rebasing: stretch[token.start..<token.end]),
                kind: token.kind
            )
            if !normalizer.form.isEmpty { body(normalizer.term, token.kind) }
        }
    }
}
