import HZIndex

/// What is known of the nearness of a query's words in a document (see `Nearness`) before any position is read: by the lists
/// of their pairs, where the index has them, and by the titles that have the rarest of them.
@safe final class LiftBounds {
    /// Whether the words are a phrase in all documents that are asked about.
    let isPhrase: Bool
    /// Where documents must be to have the words as a phrase, and to have them all in the title.
    private let pairs: NeededLists
    private let titles: NeededLists

    /// - Parameters:
    ///   - words: the words of the lift, in the order of the query.
    ///   - pairs: what the segment knows of their pairs; nil where that is not to be asked.
    init(_ words: [WordPlan], pairs: PhrasePairs?, isPhrase: Bool, segment: Int, in context: SegmentContext) {
        self.isPhrase = isPhrase
        self.pairs = NeededLists(
            pairs?.lists ?? [],
            areNowhere: pairs?.isNowhere ?? false,
            in: context
        )
        var rarest: TermInfo?
        var isMissing = false
        for word in words where word.field == .text {
            guard let term = PhrasePairs.term(word, segment)?.term else { continue }
            do throws(IndexError) {
                guard let info = try context.segment.reader.find(.title, term) else {
                    isMissing = true
                    break
                }
                if info.documentFrequency < rarest?.documentFrequency ?? .max { rarest = info }
            } catch {
                context.fail(error)
            }
        }
        let lists = isMissing ? [] : rarest.map { [$0] } ?? []
        titles = NeededLists(lists, areNowhere: isMissing, in: context)
    }

    /// Whether the words may be a phrase in a document. Documents never decrease.
    @inline(__always)
    func mayBePhrase(_ document: UInt32) -> Bool { pairs.have(document) }

    /// The same for any document from `start` to `last`; none before is asked about any more.
    func mayBePhrase(from start: UInt32, through last: UInt32) -> Bool { pairs.mayHave(from: start, through: last) }

    /// Whether all the words may be in a document's title. Documents never decrease.
    @inline(__always)
    func mayBeInTitle(_ document: UInt32) -> Bool { titles.have(document) }

    /// The same for any document from `start` to `last`; none before is asked about any more.
    func mayBeInTitle(from start: UInt32, through last: UInt32) -> Bool { titles.mayHave(from: start, through: last) }
}

/// Lists that a document must all be in.
private struct NeededLists: ~Copyable {
    private var cursors: QueryList<WordCursor>
    /// Whether no document is in all of them.
    private let areNowhere: Bool

    init(_ lists: [TermInfo], areNowhere: Bool, in context: SegmentContext) {
        self.areNowhere = areNowhere
        cursors = QueryList(capacity: lists.count, in: context.memory)
        for info in lists { cursors.append(WordCursor(list: info, in: context)) }
    }

    @inline(__always)
    func have(_ document: UInt32) -> Bool {
        if areNowhere { return false }
        for index in 0..<cursors.count where unsafe cursors.first[index].seek(document) != document { return false }
        return true
    }

    func mayHave(from start: UInt32, through last: UInt32) -> Bool {
        if areNowhere { return false }
        for index in 0..<cursors.count where unsafe cursors.first[index].seek(start) > last { return false }
        return true
    }
}
