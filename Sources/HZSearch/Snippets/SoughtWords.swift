import HZAnalysis
import HZIndex

/// What of a query is to be shown in passages of one segment's articles: its words, what each is worth, and which of
/// them belong together.
struct SoughtWords {
    /// Finds the words in texts.
    private(set) var spotter = FormSpotter()
    /// What showing each word is worth: the rarer the more.
    private(set) var weights: [Float] = []
    /// The words that belong together.
    private(set) var groups: [SoughtGroup] = []
    /// The words (as bits) that were looked for in articles themselves.
    private(set) var inside: UInt64 = 0
    /// Those that were looked for outside of articles: in comments, in the rest of pages.
    private(set) var outside: UInt64 = 0
    /// Those of the words inside that were looked for in titles alone.
    private(set) var titled: UInt64 = 0

    /// All words of groups.
    var grouped: UInt64 { groups.reduce(0) { $0 | $1.words } }

    /// More forms of a word than these are not marked.
    private static let mostForms = 4_096

    /// The words of a plan, with the forms that they have in a segment.
    init(_ plan: Plan, segment: Int, reader: SegmentReader) throws(IndexError) {
        try add(plan, segment, reader)
    }

    private mutating func add(_ plan: Plan, _ segment: Int, _ reader: SegmentReader) throws(IndexError) {
        switch plan {
        case .nothing, .everything, .dates, .path: return
        case .word(let word):
            _ = try add(word, segment, reader)
            if let apart = word.apart { try add(.phrase(apart), segment, reader) }
        case .phrase(let phrase):
            var words: [Int] = []
            for word in phrase.words { if let number = try add(word, segment, reader) { words.append(number) } }
            guard words.count == phrase.words.count, words.count > 1 else { return }
            groups.append(Self.group(phrase, words))
        case .all(let required, let optional, _): for plan in required + optional { try add(plan, segment, reader) }
        case .any(let plans): for plan in plans { try add(plan, segment, reader) }
        }
    }

    private static func group(_ phrase: PhrasePlan, _ words: [Int]) -> SoughtGroup {
        let counts = phrase.slop == nil ? [words.count] : phrase.parts
        var parts: [SoughtGroup.Part] = []
        var place = 0
        for count in counts.isEmpty ? words.map({ _ in 1 }) : counts {
            let offsets = phrase.offsets[place..<place + count].map { Int($0 &- phrase.offsets[place]) }
            parts.append(SoughtGroup.Part(words: Array(words[place..<place + count]), offsets: offsets))
            place += count
        }
        return SoughtGroup(parts, reach: (phrase.slop ?? 0) + words.count - 1)
    }

    /// The number of a word; nil for one that narrows without being text, or where there are too many.
    private mutating func add(_ word: WordPlan, _ segment: Int, _ reader: SegmentReader) throws(IndexError) -> Int? {
        guard word.field.isPositional, word.field != .author, weights.count < FormSpotter.mostWords,
            segment < word.terms.count
        else { return nil }
        let number = weights.count
        weights.append(max(word.weight, 0.01))
        if word.field == .page || word.field == .comments {
            outside |= 1 << UInt64(number)
        } else {
            inside |= 1 << UInt64(number)
            if word.field == .title { titled |= 1 << UInt64(number) }
        }
        if let prefix = word.prefix {
            let prefixes = word.hasVariants ? HanVariants.forms(of: prefix) : [prefix]
            for prefix in prefixes { spotter.add(prefix: prefix, word: number) }
            return number
        }
        var room = Self.mostForms
        for match in word.terms[segment] where room > 0 {
            let forms = try reader.forms(of: match.info, term: match.term)
            for (id, form) in forms.enumerated() where match.forms?.contains(UInt32(id)) ?? true {
                spotter.add(form: form, word: number)
                room -= 1
            }
        }
        return number
    }
}
