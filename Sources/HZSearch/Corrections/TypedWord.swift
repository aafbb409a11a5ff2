import HZAnalysis

/// A word of a query as it was typed, and where: what may have been mistyped.
struct TypedWord {
    /// Its bytes in the query.
    var range: Range<Int>
    /// Where it is looked for.
    var field: QueryField
    /// The word, folded; of a run without spaces its pairs of characters.
    var parts: [QueryWord]
    /// Whether it stands bare between blanks, so that it may belong to the word beside it.
    var isBare: Bool
    /// Whether a sign before it says that it is a name (`.NET`, `@user`, `#tag`).
    var isMarked = false
    /// Whether digits follow its letters (`GPT4`).
    var hasDigits = false

    /// Whether it is a run of characters without spaces.
    var isRun: Bool { parts[0].kind == .bigram }

    /// Longer words are left alone.
    private static let longest = 32

    /// The words of a query that may be corrected: those that must be there, made of letters alone, or of digits behind letters.
    static func words(of query: String) -> [TypedWord] {
        let bytes = Array(query.utf8)
        var words: [TypedWord] = []
        // What applies to the next word, and to all words of the bracket around it. No field: nothing to correct.
        var groups: [QueryField?] = [.text]
        var field: QueryField? = .text
        var lexer = QueryLexer(query)
        while let token = lexer.next() {
            switch token.kind {
            case .field(let name):
                let named = QueryField(rawValue: name).flatMap { $0.indexField == nil ? nil : $0 }
                field = field == nil ? nil : named
            case .minus, .not: field = nil
            case .plus: continue
            case .open: groups.append(field)
            case .close:
                if groups.count > 1 { groups.removeLast() }
                field = groups[groups.count - 1]
            case .and, .or, .near, .boost, .expression: field = groups[groups.count - 1]
            case .word(let text, _):
                if let field, !text.contains(where: { "*~^/".contains($0) }), !QueryParser.hasWildcards(text) {
                    words += Self.words(bytes, token.range, field, isBare: true)
                }
                field = groups[groups.count - 1]
            case .quoted:
                if let field { words += Self.words(bytes, token.range, field, isBare: false) }
                field = groups[groups.count - 1]
            }
        }
        return words
    }

    private static func words(
        _ bytes: [UInt8],
        _ range: Range<Int>,
        _ field: QueryField,
        isBare: Bool
    ) -> [TypedWord] {
        var words: [TypedWord] = []
        let parts = analyzeQuery(Array(bytes[range]), language: .none)
        for part in parts {
            let place = range.lowerBound + part.range.lowerBound..<range.lowerBound + part.range.upperBound
            switch part.kind {
            case .runEnd: continue
            case .bigram:
                if let last = words.last, last.isRun, last.range.upperBound > place.lowerBound {
                    words[words.count - 1].range = last.range.lowerBound..<place.upperBound
                    words[words.count - 1].parts.append(part)
                } else {
                    words.append(TypedWord(range: place, field: field, parts: [part], isBare: false))
                }
            case .word:
                let scalars = String(decoding: part.form, as: UTF8.self).unicodeScalars
                guard scalars.count <= longest else { continue }
                let isWhole = isBare && parts.count == 1 && place == range
                var word = TypedWord(range: place, field: field, parts: [part], isBare: isWhole)
                if !scalars.allSatisfy(\.properties.isAlphabetic) {
                    let digits = scalars.reversed().prefix { ("0"..."9").contains($0) }.count
                    let letters = scalars.dropLast(digits)
                    guard isWhole, !letters.isEmpty, letters.allSatisfy(\.properties.isAlphabetic) else { continue }
                    word.hasDigits = true
                }
                word.isMarked = place.lowerBound > range.lowerBound && ".@#$".utf8.contains(bytes[place.lowerBound - 1])
                words.append(word)
            }
        }
        return words
    }
}
