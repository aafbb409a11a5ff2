import HZIndex

/// What lists of pairs tell about a lift before any position is read: where two neighbouring words never stand one behind
/// the other, the words are no phrase, and near one another at best.
@safe final class LiftPairs {
    /// Steps of words that are no phrase, at most (see `Nearness`).
    static let mostApart = 2

    private let cursors: UnsafeMutablePointer<WordCursor>
    private let count: Int
    private let isNowhere: Bool

    /// - Parameter pairs: those of the words of the lift, in the order of the query.
    init(_ pairs: PhrasePairs, segment: Int, in context: SegmentContext) {
        isNowhere = pairs.isNowhere
        count = pairs.lists.count
        unsafe cursors = context.memory.takeRaw(max(count, 1), of: WordCursor.self)
        for (place, info) in pairs.lists.enumerated() {
            unsafe (cursors + place).initialize(to: WordCursor(list: info, segment: segment, in: context))
        }
    }

    deinit {
        for index in 0..<count { unsafe cursors[index].destroy() }
        unsafe cursors.deinitialize(count: count)
    }

    /// How many steps a document can have at most. Documents never decrease.
    @inline(__always)
    func mostSteps(_ document: UInt32) -> Int {
        if isNowhere { return Self.mostApart }
        for index in 0..<count where unsafe cursors[index].seek(document) != document { return Self.mostApart }
        return LiftPlan.mostSteps
    }
}
