import HZIndex

/// What is known of the nearness of a query's words in a document (see `Nearness`) before any position is read: by the lists
/// of their pairs, where the index has them, and by the titles that have the rarest of them.
@safe final class LiftBounds {
    /// Steps of words that are no phrase, and of a phrase outside of the title, at most.
    static let mostApart = 2
    static let mostInText = 3

    /// Whether the words are a phrase in all documents that are asked about.
    let isPhrase: Bool
    private let pairs: UnsafeMutablePointer<WordCursor>
    private let pairCount: Int
    private let isNowhere: Bool
    /// Over the titles that have one of the words; not used where there is nothing to tell.
    private let titles: UnsafeMutablePointer<WordCursor>
    private let titleCount: Int
    private let isInNoTitle: Bool

    /// - Parameters:
    ///   - words: the words of the lift, in the order of the query.
    ///   - pairs: what the segment knows of their pairs; nil where that is not to be asked.
    init(_ words: [WordPlan], pairs: PhrasePairs?, isPhrase: Bool, segment: Int, in context: SegmentContext) {
        self.isPhrase = isPhrase
        let lists = pairs?.lists ?? []
        isNowhere = pairs?.isNowhere ?? false
        pairCount = lists.count
        unsafe self.pairs = context.memory.takeRaw(max(pairCount, 1), of: WordCursor.self)
        for (place, info) in lists.enumerated() {
            unsafe (self.pairs + place).initialize(to: WordCursor(list: info, segment: segment, in: context))
        }
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
        isInNoTitle = isMissing
        unsafe titles = context.memory.takeRaw(1, of: WordCursor.self)
        if let rarest, !isMissing {
            titleCount = 1
            unsafe titles.initialize(to: WordCursor(list: rarest, segment: segment, in: context))
        } else {
            titleCount = 0
        }
    }

    deinit {
        for index in 0..<pairCount { unsafe pairs[index].destroy() }
        unsafe pairs.deinitialize(count: pairCount)
        for index in 0..<titleCount { unsafe titles[index].destroy() }
        unsafe titles.deinitialize(count: titleCount)
    }

    /// Whether the words may be a phrase in a document. Documents never decrease.
    @inline(__always)
    func mayBePhrase(_ document: UInt32) -> Bool {
        if isNowhere { return false }
        for index in 0..<pairCount where unsafe pairs[index].seek(document) != document { return false }
        return true
    }

    /// The same for any document from `start` to `last`; none before is asked about any more.
    func mayBePhrase(from start: UInt32, through last: UInt32) -> Bool {
        if isNowhere { return false }
        for index in 0..<pairCount where unsafe pairs[index].seek(start) > last { return false }
        return true
    }

    /// Whether all the words may be in a document's title. Documents never decrease.
    @inline(__always)
    func mayBeInTitle(_ document: UInt32) -> Bool {
        if isInNoTitle { return false }
        return unsafe titleCount == 0 || titles[0].seek(document) == document
    }

    /// The same for any document from `start` to `last`; none before is asked about any more.
    func mayBeInTitle(from start: UInt32, through last: UInt32) -> Bool {
        if isInNoTitle { return false }
        return unsafe titleCount == 0 || titles[0].seek(start) <= last
    }
}
