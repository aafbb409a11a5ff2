import HZIndex

/// The pairs of neighbouring words of a phrase that have posting lists of their own in a segment.
struct PhrasePairs {
    /// The lists of the pairs, each once.
    private(set) var lists: [TermInfo] = []
    /// For each word, which of them is that of it and the next word, -1 for none; empty where no pair has any.
    private var places: [Int] = []
    /// Whether some pair stands nowhere, so that the phrase does not.
    private(set) var isNowhere = false
    /// Whether the phrase is one pair: what its list says is all that there is to know.
    private(set) var isWhole = false

    init(_ phrase: PhrasePlan, segment: Int, in context: SegmentContext) {
        guard phrase.slop == nil, phrase.words.count > 1 else { return }
        for place in phrase.words.indices.dropFirst()
        where phrase.offsets[place] == phrase.offsets[place - 1] + 1 {
            guard let first = Self.term(phrase.words[place - 1], segment),
                let second = Self.term(phrase.words[place], segment)
            else { continue }
            do throws(IndexError) {
                switch try context.segment.reader.pair((first.term, first.info), (second.term, second.info)) {
                case .unknown: continue
                case .nowhere: isNowhere = true
                case .list(let info):
                    if places.isEmpty { places = [Int](repeating: -1, count: phrase.words.count) }
                    let known = lists.firstIndex { $0.isSame(as: info) }
                    places[place - 1] = known ?? lists.count
                    if known == nil { lists.append(info) }
                    isWhole = phrase.words.count == 2 && first.forms == nil && second.forms == nil
                }
            } catch {
                context.fail(error)
            }
        }
    }

    /// Whether a word of the phrase is in one of them.
    func covers(_ word: Int) -> Bool { list(of: word) != nil || word > 0 && list(of: word - 1) != nil }

    /// Which of them is that of a word and the next one; nil for none.
    func list(of word: Int) -> Int? { places.isEmpty || places[word] < 0 ? nil : places[word] }

    /// The only term of a word.
    static func term(_ word: WordPlan, _ segment: Int) -> TermMatch? {
        let terms = word.terms[segment]
        guard terms.count == 1, !word.isGathered, word.apart == nil, terms[0].shift == 0, !terms[0].term.isEmpty else {
            return nil
        }
        return terms[0]
    }

    /// A phrase that is one pair with a list of its own, as a word; nil for others.
    static func word(_ phrase: PhrasePlan, segment: Int, in context: SegmentContext) -> WordPlan? {
        guard phrase.words.count == 2 else { return nil }
        return PhrasePairs(phrase, segment: segment, in: context).word(phrase, segment: segment)
    }

    /// A phrase that is one pair, as a word with the pair's list in a segment.
    func word(_ phrase: PhrasePlan, segment: Int) -> WordPlan? {
        guard isWhole, let info = lists.first else { return nil }
        var terms = SegmentTerms(segmentCount: phrase.words[0].terms.count)
        terms.change(segment) { $0 = [TermMatch(term: [], info: info)] }
        return WordPlan(field: .text, terms: terms, weight: phrase.weight, bonus: phrase.bonus)
    }
}
