/// The terms that a word stands for, by segment. An index of one segment, as most are, takes no list of lists.
struct SegmentTerms: RandomAccessCollection {
    let startIndex = 0
    private(set) var endIndex = 0
    private var first: [TermMatch] = []
    private var others: [[TermMatch]] = []

    /// Of no segments yet.
    init() {}

    /// None, in so many segments.
    init(segmentCount: Int) {
        endIndex = segmentCount
        if segmentCount > 1 { others = [[TermMatch]](repeating: [], count: segmentCount - 1) }
    }

    /// Adds those of the next segment.
    mutating func append(_ terms: [TermMatch]) {
        if endIndex == 0 { first = terms } else { others.append(terms) }
        endIndex += 1
    }

    subscript(segment: Int) -> [TermMatch] { segment == 0 ? first : others[segment - 1] }

    /// Changes those of a segment.
    mutating func change(_ segment: Int, _ body: (inout [TermMatch]) -> Void) {
        if segment == 0 { body(&first) } else { body(&others[segment - 1]) }
    }
}
