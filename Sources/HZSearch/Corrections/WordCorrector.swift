import HZAnalysis
import HZIndex

/// Finds what a typed word may have been meant to be, in the words of the index itself.
struct WordCorrector {
    /// What may stand instead of a part of a query.
    struct Option {
        /// The bytes of the query that it replaces.
        var range: Range<Int>
        /// What stands there instead.
        var text: String
        /// How likely it was meant: by how many articles have it and how near it is.
        var value: Double
        /// How many articles have it or another form of its terms.
        var documents = 0.0
        /// Whether some articles have what was typed.
        var isForKnown = false
    }

    let planner: QueryPlanner

    /// How many options of a word are tried.
    static let mostOptions = 4
    /// A word that some articles have was mistyped only where another is so many times as frequent.
    private static let leastRatio = 50.0
    /// One that more articles than these have, and more than this share of all, is spelled as people spell it.
    private static let (mostMistyped, mostMistypedShare) = (8.0, 0.001)
    /// What fewer than this share of all articles have is no better known than what was typed.
    private static let leastShare = 0.000_05
    /// So many of the nearest words are counted by themselves, without their inflections, in so many articles each.
    private static let mostCounted = 8
    private static let sample = 64
    /// Words of fewer characters are near to too many; from so many on two edits are likely one mistake.
    private static let shortest = 3
    private static let longEnoughForTwo = 6
    /// What a second edit, and another first letter, make less likely.
    private static let secondEdit = 0.05
    private static let otherStart = 0.25

    /// How many articles have a word in any of its inflections.
    func frequency(_ field: QueryField, _ text: String) throws(IndexError) -> Double {
        guard case .word(let word) = try planner.word(field, text) else { return 0 }
        return Double(word.terms.reduce(0) { $0 + $1.reduce(0) { $0 + Int($1.info.documentFrequency) } })
    }

    /// The words that may have been meant by one, the likeliest first.
    func options(_ word: TypedWord) throws(IndexError) -> [Option] {
        guard let field = word.field.indexField else { return [] }
        let form = word.parts[0].form
        let text = String(decoding: form, as: UTF8.self)
        let length = text.unicodeScalars.count
        guard length >= Self.shortest else { return [] }
        let known = try frequency(word.field, text)
        // Nearly all words of queries that find little are: to look for words near them costs more than to search.
        let all = Double(planner.snapshot.articleCount)
        guard known <= max(Self.mostMistyped, all * Self.mostMistypedShare) else { return [] }
        var options = try counted(near(form, field, edits: 1, known), field, known)
        if options.isEmpty, known == 0, length >= Self.longEnoughForTwo {
            options = try counted(near(form, field, edits: 2, 0), field, 0)
        }
        if options.isEmpty, known == 0, let halves = try halves(text, word.field) { options = [halves] }
        for place in options.indices {
            options[place].range = word.range
            options[place].isForKnown = known > 0
        }
        return options
    }

    /// The likeliest of the words near one, valued by how many articles have them as they are written: a word may be a
    /// mistyped form of a frequent one.
    private func counted(_ near: [Option], _ field: Field, _ known: Double) throws(IndexError) -> [Option] {
        let least = max(1, Double(planner.snapshot.articleCount) * Self.leastShare, known * Self.leastRatio)
        var options: [Option] = []
        for var option in Self.sorted(near).prefix(Self.mostCounted) {
            let form = Array(option.text.utf8)
            var documents = 0.0
            for segment in planner.snapshot.segments {
                documents += try segment.reader.documents(withForm: form, of: field, sample: Self.sample)
            }
            guard documents >= least else { continue }
            option.value *= documents / option.documents
            options.append(option)
        }
        return Array(Self.sorted(options).prefix(Self.mostOptions))
    }

    private static func sorted(_ options: [Option]) -> [Option] {
        options.sorted { $0.value != $1.value ? $0.value > $1.value : $0.text < $1.text }
    }

    private func near(_ form: [UInt8], _ field: Field, edits: Int, _ known: Double) throws(IndexError) -> [Option] {
        var found: [[UInt8]: (documents: Double, edits: Int)] = [:]
        for segment in planner.snapshot.segments {
            // A second mistake, or one that is a word, is rarely at the first letter, and without that ten times as much is to
            // look at.
            let common = edits > 1 || known > 0 ? 1 : 0
            let near = try segment.reader.forms(of: field, within: edits, of: form, common: common)
            for near in near where near.edits > 0 {
                found[near.form, default: (0, near.edits)].documents += Double(near.documents)
            }
        }
        var options: [Option] = []
        for (near, facts) in found where facts.documents > known * Self.leastRatio {
            let text = String(decoding: near, as: UTF8.self)
            guard text.unicodeScalars.count > 1, text.unicodeScalars.allSatisfy(\.properties.isAlphabetic) else {
                continue
            }
            var value = facts.documents
            if facts.edits > 1 { value *= Self.secondEdit }
            if near.first != form.first { value *= Self.otherStart }
            options.append(Option(range: 0..<0, text: text, value: value, documents: facts.documents))
        }
        return options
    }

    /// Two words that were typed as one.
    private func halves(_ text: String, _ field: QueryField) throws(IndexError) -> Option? {
        let scalars = Array(text.unicodeScalars)
        guard scalars.count >= Self.longEnoughForTwo else { return nil }
        var best: Option?
        for place in 2...scalars.count - 2 {
            let (first, second) = (Self.string(scalars[..<place]), Self.string(scalars[place...]))
            let value = min(try frequency(field, first), try frequency(field, second))
            if value > best?.value ?? 0 { best = Option(range: 0..<0, text: first + " " + second, value: value) }
        }
        return best
    }

    private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars)
        return String(text)
    }

    /// One word that was typed as two; nil where the index does not have it.
    func joined(_ first: TypedWord, _ second: TypedWord) throws(IndexError) -> Option? {
        guard first.isBare, second.isBare, first.field == second.field else { return nil }
        let text = String(decoding: first.parts[0].form + second.parts[0].form, as: UTF8.self)
        let value = try frequency(first.field, text)
        guard value > 0 else { return nil }
        return Option(range: first.range.lowerBound..<second.range.upperBound, text: text, value: value)
    }
}
