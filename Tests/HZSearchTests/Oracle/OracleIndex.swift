import Foundation
import HZAnalysis
import HZIndex

@testable import HZSearch

/// The articles of an index as plain lists of words, and what parts of queries score in them by the words of
/// docs/QUERY.md: no postings, no bounds, no pruning.
struct OracleIndex {
    /// A word where it stands.
    struct Occurrence {
        var position: UInt32
        var form: [UInt8]
        var term: [UInt8]
        var weight: UInt32
        var isRunEnd = false
        var isSpaced = false
    }

    /// A document as it was added; also those count that were deleted since the last merge.
    struct Entry {
        var document: Document
        var isLive: Bool
        var words: [Field: [Occurrence]] = [:]
        var lengths: [Field: UInt32] = [:]
        var titleLength: UInt32 = 0
    }

    /// A word of a query.
    struct Word {
        var field: Field
        /// The terms that the index has of it, or what it begins with.
        var name: Set<[UInt8]> = []
        var isPrefix = false
        var weight: Float
        var isFrequent = false
        var isMatch: (Occurrence) -> Bool
    }

    /// A part of a query.
    indirect enum Part {
        case nothing
        case test((Document) -> Bool)
        case word(Word)
        case phrase([Word], offsets: [UInt32], slop: Int?)
        /// Phrases near one another.
        case near([(words: [Word], offsets: [UInt32])], distance: UInt32)
        case all([Part], optional: [Part], excluded: [Part])
        case any([Part])
    }

    private(set) var entries: [Entry] = []
    /// The languages of all documents, besides English.
    private(set) var languages: Set<StemmingLanguage> = []
    /// By field: what the dictionary lists, which may be more than what is left in articles.
    private let listed: [Field: [[UInt8]: Set<[UInt8]>]]
    var averageLengths: [Field: Float] = [:]

    init(_ documents: [(document: Document, isLive: Bool)], listed: [Field: [[UInt8]: Set<[UInt8]>]]) {
        self.listed = listed
        for (document, isLive) in documents where document.kind == .article {
            entries.append(Self.entry(document, isLive))
            let language = StemmingLanguage(documentLanguage: document.language.isEmpty ? nil : document.language)
            if !document.language.isEmpty, language != .english { languages.insert(language) }
        }
        for field in Field.allCases {
            let lengths = entries.map { NormCode.decode(NormCode.encode($0.lengths[field, default: 0])) }
            averageLengths[field] = Float(lengths.reduce(0, +)) / Float(max(lengths.count { $0 > 0 }, 1))
        }
    }

    private static func entry(_ document: Document, _ isLive: Bool) -> Entry {
        var entry = Entry(document: document, isLive: isLive)
        var positions: [Field: UInt32] = [:]
        let language = StemmingLanguage(documentLanguage: document.language.isEmpty ? nil : document.language)
        func add(_ text: [UInt8], _ field: Field, _ weight: UInt32) {
            var normalizer = TermNormalizer(language: language)
            unsafe text.withUnsafeBufferPointer { bytes in
                var scanner = unsafe WordScanner(bytes)
                var token = RawToken()
                while scanner.next(&token) {
                    defer { positions[field, default: 0] += 1 }
                    let range = token.start..<token.end
                    unsafe normalizer.normalize(UnsafeBufferPointer(rebasing: bytes[range]), kind: token.kind)
                    guard !normalizer.form.isEmpty else { continue }
                    entry.words[field, default: []].append(
                        Occurrence(
                            position: positions[field, default: 0],
                            form: normalizer.form,
                            term: normalizer.term,
                            weight: weight,
                            isRunEnd: token.kind == .runEnd,
                            isSpaced: token.kind == .word
                        )
                    )
                    entry.lengths[field, default: 0] += weight
                }
            }
        }
        add(Array(document.title.utf8), .text, 3)
        entry.titleLength = positions[.text, default: 0]
        add(Array(document.title.utf8), .title, 1)
        add(Array(document.author.utf8), .author, 1)
        for block in document.blocks {
            let field: Field = block.zone == .comments ? .comments : block.zone == .page ? .page : .text
            if positions[field, default: 0] > 0 { positions[field, default: 0] += 10 }
            add(Array(document.text[block.start..<block.end]), field, block.zone == .heading ? 2 : 1)
        }
        return entry
    }

    // MARK: Words of queries

    /// The inflections of a typed word.
    func inflected(_ word: QueryWord, in field: Field) -> Word {
        guard word.kind != .runEnd else { return character(word, in: field) }
        var terms: Set<[UInt8]> = [word.term]
        for language in languages where word.kind == .word {
            if let term = analyzeQuery(word.form, language: language).first?.term { terms.insert(term) }
        }
        return self.word(of: terms, in: field) { terms.contains($0.term) }
    }

    /// A word as it stands in quotes.
    func exact(_ word: QueryWord, in field: Field) -> Word {
        guard word.kind != .runEnd else { return beginning(with: word.form, in: field) }
        let terms = Set((listed[field] ?? [:]).filter { $0.value.contains(word.form) }.keys)
        return self.word(of: terms, in: field) { $0.form == word.form }
    }

    /// All words that begin so.
    func beginning(with prefix: [UInt8], in field: Field) -> Word {
        let terms = (listed[field] ?? [:]).filter { term, forms in
            term.starts(with: prefix) || forms.contains { $0.starts(with: prefix) }
        }
        var word = word(of: Set(terms.keys), in: field) { $0.form.starts(with: prefix) }
        let isThere = terms.contains { $0.value.contains { $0.starts(with: prefix) } }
        (word.name, word.isPrefix) = (isThere ? [prefix] : [], true)
        return word
    }

    /// All words that begin with a character, however it is written.
    func character(_ character: QueryWord, in field: Field) -> Word {
        let terms = Set((listed[field] ?? [:]).keys.filter { $0.starts(with: character.term) })
        var word = word(of: terms, in: field) { $0.term.starts(with: character.term) }
        (word.name, word.isPrefix) = (terms.isEmpty ? [] : [character.term], true)
        return word
    }

    /// All words with a form like this, by Swift's own regular expressions.
    func matching(_ expression: Regex<AnyRegexOutput>, in field: Field) -> Word {
        func isMatch(_ form: [UInt8]) -> Bool {
            (try? expression.wholeMatch(in: String(decoding: form, as: UTF8.self))) != nil
        }
        let terms = (listed[field] ?? [:]).filter { $0.value.contains(where: isMatch) }
        return word(of: Set(terms.keys), in: field) { isMatch($0.form) }
    }

    /// All words with a form within so many edits.
    func near(_ form: [UInt8], edits: Int, in field: Field) -> Part {
        let scalars = Array(String(decoding: form, as: UTF8.self).unicodeScalars)
        var found: [[UInt8]: Int] = [:]
        for (term, forms) in listed[field] ?? [:] {
            let nearest = forms.map { Self.edits(scalars, Array(String(decoding: $0, as: UTF8.self).unicodeScalars)) }
                .min()
            if let nearest, nearest <= edits { found[term] = nearest }
        }
        guard !found.isEmpty else { return .nothing }
        let weight = word(of: Set(found.keys), in: field) { _ in true }.weight
        let length = Float(max(scalars.count, edits + 1))
        return .any(
            found.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { term, distance in
                .word(
                    Word(field: field, name: [term], weight: weight * (1 - Float(distance) / length), isFrequent: false)
                    {
                        $0.term == term
                    }
                )
            }
        )
    }

    /// How many characters must be left out, put in, replaced or swapped with their neighbour (optimal alignment).
    private static func edits(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        var rows = [Array(0...right.count)]
        for (i, first) in left.enumerated() {
            var row = [i + 1]
            for (j, second) in right.enumerated() {
                var best = min(row[j] + 1, rows[i][j + 1] + 1, rows[i][j] + (first == second ? 0 : 1))
                if i > 0, j > 0, first == right[j - 1], left[i - 1] == second {
                    best = min(best, rows[i - 1][j - 1] + 1)
                }
                row.append(best)
            }
            rows.append(row)
        }
        return rows[left.count][right.count]
    }

    func word(of terms: Set<[UInt8]>, in field: Field, _ isMatch: @escaping (Occurrence) -> Bool) -> Word {
        let frequencies = terms.map { ($0, frequency(of: $0, in: field)) }
        let sum = frequencies.reduce(0) { $0 + $1.1 }
        let all = count(field)
        let found = Float(min(sum, all))
        let weight = 2.5 * logf(1 + (Float(max(all, 1)) - found + 0.5) / (found + 0.5))
        let name = Set(frequencies.filter { $0.1 > 0 }.map(\.0))
        return Word(field: field, name: name, weight: weight, isFrequent: sum * 20 > all, isMatch: isMatch)
    }

    /// How many documents have a term in a field.
    func frequency(of term: [UInt8], in field: Field) -> Int {
        entries.count { $0.words[field, default: []].contains { $0.term == term } }
    }

    /// How many documents have words in a field.
    func count(_ field: Field) -> Int { entries.count { $0.lengths[field, default: 0] > 0 } }
}
